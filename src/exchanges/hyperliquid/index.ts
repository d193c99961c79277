import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import { type Fact, known, unknown } from '../../model/fact.js';
import type { KeyDescription } from '../../model/key-facts.js';
import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { unexpected } from '../readers.js';
import { collectSafety } from '../safety.js';
import { addressOfKey, unknownKeyFromAnywhere, walletAddress } from '../wallets.js';
import { type Agents, askAgents, none } from './ask-agents.js';
import { failureCode, failures } from './failures.js';
import { describeAgent, describeMasterKey } from './normalize.js';
import { type Asked, foreign, ownerOf } from './owner.js';
import { extraAgents, multiSignature, subAccounts, userRole, webData2 } from './reads.js';
import { remedies } from './remedies.js';
import { type Role, readRole } from './roles.js';
import { safetyQuestions } from './safety.js';

/**
 * Hyperliquid has no API keys: what signs is the wallet's own key, or an agent that it approved. Which one, and until
 * when, it tells everybody. So no secret is needed: a private key only says which address signs, and is never sent.
 */
export const hyperliquid: ExchangeAdapter = {
  id: 'hyperliquid',
  name: 'Hyperliquid',
  credentials: ['walletAddress'],
  optionalCredentials: ['privateKey'],
  namedBy: 'walletAddress',
  wallet: true,
  reads: [userRole, extraAgents, webData2, multiSignature, subAccounts],
  hazards: [
    {
      name: 'approves-builder-fee',
      what: "ccxt's own methods approve a fee for ccxt, and set a referrer, with the key that they are given.",
      handling: 'avoided',
      how: 'keyaudit asks public questions by address. It signs nothing.',
    },
  ],
  tells: {
    permissions: 'partly',
    ipList: 'no',
    created: 'no',
    modified: 'no',
    expires: 'partly',
    lastUsed: 'no',
    siblings: 'yes',
    subAccounts: 'no',
    safety: 'partly',
  },
  failures,
  remedies,
  failureCode,
  publicKeyOf: addressOfKey,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const asked = await askRoles(client);
    const { signer, role, wallet } = asked;
    if (role.is === 'missing') throw unheardOf(asked);
    const account = accountOf(asked);
    const agents = await agentsFor(client, asked, account, depth);
    const safety =
      account === undefined || depth === 'key'
        ? {}
        : await collectSafety(safetyQuestions(client, account, depth === 'sub-accounts'));
    const stranger = foreign(asked, account);
    const calling = describeCalling(asked, account, agents, client);
    return {
      ...safety,
      identity: client.identify(signer ?? wallet),
      accepted: isAccepted(calling, signer === undefined),
      calling,
      others: depth === 'key' ? [] : siblings(agents, signer ?? wallet, client),
      refused: [...(stranger === undefined ? [] : [stranger]), ...agents.refused],
    };
  },
};

async function askRoles(client: ExchangeClient): Promise<Asked> {
  const wallet = walletAddress(client.publicCredential('walletAddress'));
  const signer = client.publicKey;
  const ask = async (user: string) => readRole(await client.read(userRole, { user }));
  if (signer === undefined || signer === wallet) {
    const role = await ask(wallet);
    return { signer, wallet, role, walletRole: role };
  }
  const [role, walletRole] = await Promise.all([ask(signer), unlessRefused(ask(wallet))]);
  return { signer, wallet, role, walletRole };
}

/** What is told of the key does not hang on the address beside it. */
async function unlessRefused(role: Promise<Role>): Promise<Role> {
  try {
    return await role;
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return { is: 'unread', why: unknown('refused', error.message) };
  }
}

function unheardOf({ signer, wallet }: Asked): AccountError {
  return new AccountError(
    'invalid-credentials',
    signer === undefined || signer === wallet
      ? 'Hyperliquid knows nothing of walletAddress: an account that was never used, or an agent that has ended or was taken back.'
      : 'Hyperliquid knows nothing of the private key: an agent that has ended, was taken back or replaced, or a wallet that was never used.',
  );
}

/** The account that the key acts for: whose agents are siblings. undefined where that is not told. */
function accountOf({ signer, wallet, role }: Asked): string | undefined {
  if (role.is === 'user') return signer ?? wallet;
  if (role.is === 'agent') return role.master;
  return role.is === 'subAccount' && signer === undefined ? role.master : undefined;
}

async function agentsFor(
  client: ExchangeClient,
  { signer, wallet, role }: Asked,
  account: string | undefined,
  depth: Depth,
): Promise<Agents> {
  if (account === undefined) return { ...none, refused: [ofNobody] };
  const own = role.is === 'agent' ? (signer ?? wallet) : undefined;
  return depth === 'key' && own === undefined ? none : await askAgents(client, account, own, depth !== 'key');
}

const ofNobody = unexpected('Hyperliquid', 'userRole does not tell whose the address is');

function describeCalling(
  asked: Asked,
  account: string | undefined,
  agents: Agents,
  client: ExchangeClient,
): KeyDescription {
  const { signer, wallet, role } = asked;
  const owner = ownerOf(asked, account, (address) => client.identify(address).masked);
  if (role.is === 'agent') {
    const own = agents.find(signer ?? wallet);
    return describeAgent(own, owner, Date.now(), true);
  }
  if (signer === undefined && role.is !== 'unread') return unknownKeyFromAnywhere(addressAlone);
  if (role.is === 'user') return describeMasterKey(owner);
  return unknownKeyFromAnywhere(
    role.is === 'unread' ? role.why : unknown('unrecognized', `role is one that has no key (${role.is})`),
  );
}

/** The answers are public: that they came says nothing of the key. What is approved at present is let in. */
function isAccepted({ kind, enabled }: KeyDescription, isAddressAlone: boolean): Fact<boolean> {
  if (kind?.known) return enabled;
  return isAddressAlone
    ? addressAlone
    : unknown('not-exposed', 'userRole does not tell whether the key is let in');
}

const addressAlone = unknown(
  'not-exposed',
  "only the account's address was given, which does not tell what signs: give the agent's address, or add privateKey",
);

/** Agents act for the account itself. */
function siblings(agents: Agents, own: string, client: ExchangeClient): Collected['others'] {
  return agents.all
    .filter(({ address }) => address !== own)
    .map((agent) => ({
      ...describeAgent(agent, known(null), Date.now(), false),
      identity: client.identify(agent.address),
      relation: 'sibling',
    }));
}
