import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import { type Fact, unknown } from '../../model/fact.js';
import type { IpRestriction } from '../../model/key-facts.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { unexpected } from '../readers.js';
import { unknownKey } from '../wallets.js';
import { failureCode, failures } from './failures.js';
import { type Agents, describeAgent, describeOwner, ipWhitelist, readAgents } from './normalize.js';
import { addresses, agents } from './reads.js';
import { remedies } from './remedies.js';
import { publicKeyOf, sign } from './sign.js';

/** Pacifica lists the agents that may sign for an account. What signs is one of them, or the account's own key. */
export const pacifica: ExchangeAdapter = {
  id: 'pacifica',
  name: 'Pacifica',
  credentials: ['walletAddress', 'privateKey'],
  namedBy: 'walletAddress',
  wallet: true,
  ccxtOptions: () => ({ builderFee: false }),
  publicKeyOf,
  reads: [agents, addresses],
  hazards: [
    {
      name: 'builder-fee',
      what: "ccxt's trading calls may approve a share of the account's fees for ccxt.",
      handling: 'avoided',
      how: 'keyaudit makes none of those calls, and has the share switched off where ccxt signs.',
    },
  ],
  tells: {
    permissions: 'partly',
    ipList: 'partly',
    created: 'no',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'partly',
    subAccounts: 'no',
    safety: 'no',
  },
  sign,
  failureCode,
  failures,
  remedies,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const account = accountOf(client);
    const signer = client.publicKey ?? '';
    const identity = client.identify(signer);
    const isOwner = signer === account;
    let found: Agents;
    try {
      found = readAgents(await client.read(agents));
    } catch (error) {
      return { identity, ...withoutList(error, client, isOwner) };
    }
    const wanted = found.addresses.filter((address) => depth !== 'key' || address === signer);
    const lists = await whitelists(client, wanted);
    const told = isOwner ? { calling: describeOwner() } : describeSigner(found, signer, lists.of(signer));
    return {
      identity,
      ...told,
      others: othersIn(client, wanted, lists),
      refused: [...(depth === 'key' ? [] : listUnreadable(found)), ...lists.refused],
    };
  },
};

/** Throws for what is no address: a private key in its place must not be sent. */
function accountOf(client: ExchangeClient): string {
  const address = client.publicCredential('walletAddress') ?? '';
  // 32 bytes in base58; a private key of 64 bytes is twice as long.
  if (/^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(address)) return address;
  throw new AccountError(
    'invalid-credentials',
    'The walletAddress is not an address of Solana (32 to 44 letters and digits); nothing was asked.',
  );
}

/** Agents may be missing where the list could not be read to its end. */
function listUnreadable({ doubt }: Agents): readonly AccountError[] {
  return doubt === undefined
    ? []
    : [unexpected('Pacifica', `its list of agents cannot be read: ${doubt.detail}`)];
}

function othersIn(
  client: ExchangeClient,
  addresses: readonly string[],
  lists: Whitelists,
): readonly OtherKey[] {
  return addresses.flatMap((address): OtherKey[] => {
    if (address === client.publicKey) return [];
    const identity = client.identify(address);
    return [{ ...describeAgent(lists.of(address)), identity, relation: 'sibling' }];
  });
}

function describeSigner(
  { addresses, doubt }: Agents,
  signer: string,
  restriction: Fact<IpRestriction>,
): Pick<Collected, 'calling' | 'accepted'> {
  if (addresses.includes(signer)) return { calling: describeAgent(restriction) };
  const why =
    doubt ??
    unknown('unrecognized', "the list of agents lacks the key that signed, which is not the account's");
  return { calling: unknownKey(why), accepted: why };
}

/**
 * That a key is the account's own follows from the address alone. Any other that is refused may be an agent that may
 * not see the list, or none at all: Pacifica does not tell the two apart.
 */
function withoutList(
  error: unknown,
  client: ExchangeClient,
  isOwner: boolean,
): Pick<Collected, 'calling' | 'accepted' | 'others' | 'refused'> {
  if (!(error instanceof AccountError)) throw error;
  const refused = refusals.has(error.kind);
  const failure = (refused && clockDoubt(error, client.clockAheadMs())) || error;
  const accepted = unknown('refused', failure.message);
  if (isOwner) return { calling: describeOwner(), accepted, others: [], refused: [failure] };
  if (!refused || failure.kind === 'clock-skew') throw failure;
  const why = unknown('refused', notForThisKey(error).message);
  return { calling: unknownKey(why), accepted: why, others: [], refused: [notForThisKey(error)] };
}

const refusals: ReadonlySet<AccountError['kind']> = new Set(['invalid-credentials', 'permission-refused']);

const notForThisKey = ({ code }: AccountError) =>
  new AccountError(
    'permission-refused',
    `Pacifica does not give the list of agents to this key, which is not the account's own (error ${code}). An agent ` +
      'may not be allowed to see it, or the key is no agent of this account.',
    { code },
  );

/** A signature holds for five seconds; one that is too old gets no code of its own. */
function clockDoubt({ code }: AccountError, aheadMs: number | null): AccountError | undefined {
  if (aheadMs === null || Math.abs(aheadMs) < 4000) return undefined;
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return new AccountError(
    'clock-skew',
    `Pacifica refused the request, and this machine's clock is ${seconds} s ${aheadMs > 0 ? 'ahead' : 'behind'}: set it ` +
      '(NTP) and try again. Pacifica does not tell a wrong time from a wrong key.',
    { code },
  );
}

/** As many agents as an account may have. */
const mostAgents = 20;

interface Whitelists {
  of(agent: string): Fact<IpRestriction>;
  readonly refused: readonly AccountError[];
}

/** The whitelist of each agent. One that cannot be had leaves that agent's restriction unknown. */
async function whitelists(client: ExchangeClient, wanted: readonly string[]): Promise<Whitelists> {
  const refused: AccountError[] = [];
  const asked = wanted.slice(0, mostAgents);
  const facts = await Promise.all(
    asked.map(async (agent): Promise<readonly [string, Fact<IpRestriction>]> => {
      try {
        return [agent, ipWhitelist(await client.read(addresses, { api_agent_key: agent }), agent)];
      } catch (error) {
        if (!(error instanceof AccountError)) throw error;
        refused.push(error);
        return [agent, unknown('refused', error.message)];
      }
    }),
  );
  const found = new Map(facts);
  const notAsked = unknown('refused', 'not asked: the account has more agents than Pacifica allows');
  return { of: (agent) => found.get(agent) ?? notAsked, refused };
}
