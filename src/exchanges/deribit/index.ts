import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { goesOn } from '../pages.js';
import { asObject, unexpected } from '../readers.js';
import { failureCode, failures } from './failures.js';
import { describeCallingKey, describeKey, rowsOf } from './normalize.js';
import { apiKeys } from './reads.js';
import { remedies } from './remedies.js';

/** Deribit lists all keys of an account, the one that asks among them. Sub-accounts' keys are listed to their own alone. */
export const deribit: ExchangeAdapter = {
  id: 'deribit',
  name: 'Deribit',
  credentials: ['apiKey', 'secret'],
  reads: [apiKeys],
  hazards: [
    {
      name: 'secrets-in-the-answer',
      what: "Deribit's list of keys holds the live secrets of the account's keys.",
      handling: 'avoided',
      how: 'keyaudit takes nothing of them, and neither keeps nor shows the answer.',
    },
  ],
  tells: {
    permissions: 'yes',
    ipList: 'yes',
    created: 'no',
    modified: 'yes',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'yes',
    subAccounts: 'no',
    safety: 'no',
  },
  failureCode,
  testHosts: ['test.deribit.com'],
  failures,
  remedies,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const answer = await ask(client);
    const rows = rowsOf(answer);
    const own = rows.filter((row) => isCalling(client, row));
    const calling = describeCallingKey(own);
    if (depth === 'key') return { calling, others: [], refused: [] };
    const { others, refused } = siblings(
      client,
      rows.filter((row) => !own.includes(row)),
    );
    const more = goesOn(asObject(answer) ?? {}, rows.length);
    return {
      calling,
      others,
      refused: more === undefined ? refused : [...refused, unexpected('Deribit', more.detail)],
    };
  },
};

async function ask(client: ExchangeClient): Promise<unknown> {
  try {
    return await client.read(apiKeys);
  } catch (error) {
    throw clockDoubt(error, client.clockAheadMs()) ?? error;
  }
}

/** A signature is good for a minute (docs.deribit.com, authentication), and how an older one is refused is not told. */
const toleranceMs = 55_000;

/** Where this machine's clock is off, a refused signature says nothing of the key. */
function clockDoubt(error: unknown, aheadMs: number | null): AccountError | undefined {
  if (!(error instanceof AccountError) || error.kind !== 'invalid-credentials') return undefined;
  if (aheadMs === null || Math.abs(aheadMs) < toleranceMs) return undefined;
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return new AccountError(
    'clock-skew',
    `Deribit refused the request (error ${error.code}), and this machine's clock is ${seconds} s ` +
      `${aheadMs > 0 ? 'ahead' : 'behind'}: set it (NTP) and try again. Deribit does not tell a wrong time from a wrong key.`,
    { code: error.code },
  );
}

function isCalling(client: ExchangeClient, row: unknown): boolean {
  const clientId = asObject(row)?.client_id;
  return typeof clientId === 'string' && client.isCalling(clientId);
}

function siblings(client: ExchangeClient, rows: readonly unknown[]): Pick<Collected, 'others' | 'refused'> {
  const others = rows.flatMap((row): readonly OtherKey[] => {
    const body = asObject(row);
    const clientId = body?.client_id;
    if (body === undefined || typeof clientId !== 'string' || clientId === '') return [];
    return [{ ...describeKey(body), identity: client.identify(clientId), relation: 'sibling' }];
  });
  const refused =
    others.length === rows.length ? [] : [unexpected('Deribit', 'a key in its list has no client_id')];
  return { others, refused };
}
