import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import type { Fact } from '../../model/fact.js';
import type { KeyDescription } from '../../model/key-facts.js';
import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { asObject, idText } from '../readers.js';
import { collectUnifiedAccount } from './account.js';
import { failures } from './failures.js';
import {
  classicAccountOf,
  describeClassicKey,
  describeUnifiedKey,
  infoOf,
  isSuccess,
  unifiedAccountOf,
} from './normalize.js';
import {
  classicInfo,
  classicSubAccountKeys,
  classicSubAccounts,
  unifiedAddresses,
  unifiedInfo,
  unifiedSubAccountKeys,
  unifiedSubAccounts,
} from './reads.js';
import { remedies } from './remedies.js';
import type { AccountKind } from './rights.js';
import { classicSubAccountsKeys, unifiedSubAccountsKeys } from './sub-account-keys.js';

/** Bitget has unified and classic accounts, each with calls of its own, which describe the calling key. */
export const bitget: ExchangeAdapter = {
  id: 'bitget',
  name: 'Bitget',
  credentials: ['apiKey', 'secret', 'password'],
  reads: [
    unifiedInfo,
    classicInfo,
    unifiedSubAccounts,
    unifiedSubAccountKeys,
    classicSubAccounts,
    classicSubAccountKeys,
    unifiedAddresses,
  ],
  hazards: [],
  tells: {
    permissions: 'yes',
    ipList: 'yes',
    created: 'no',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'partly',
    safety: 'partly',
  },
  failures,
  remedies,

  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === undefined || isSuccess(code) ? undefined : code;
  },

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const { calling, account, subAccountsKeys, accountAround } = await callingKey(client);
    if (depth === 'key') return { calling, others: [], refused: [] };
    const around = (await accountAround?.(client, calling)) ?? {};
    const isSubAccount = account.known && account.value === 'sub-account';
    if (depth !== 'sub-accounts' || isSubAccount) return { calling, others: [], refused: [], ...around };
    return { calling, ...(await subAccountsKeys(client)), ...around };
  },
};

interface CallingKey {
  readonly calling: KeyDescription;
  readonly account: Fact<AccountKind>;
  readonly subAccountsKeys: (client: ExchangeClient) => Promise<Pick<Collected, 'others' | 'refused'>>;
  /** Left out where nothing is told of the account. */
  readonly accountAround?: typeof collectUnifiedAccount;
}

/** Asks as for a unified account, whose limit is wider; what is no answer about the key may be about the account. */
async function callingKey(client: ExchangeClient): Promise<CallingKey> {
  try {
    return await unifiedKey(client);
  } catch (error) {
    if (!(error instanceof AccountError) || !mayBeClassic(error)) throw error;
    try {
      return await classicKey(client);
    } catch (other) {
      throw moreTelling(error, other);
    }
  }
}

async function unifiedKey(client: ExchangeClient): Promise<CallingKey> {
  const info = infoOf(await client.read(unifiedInfo));
  return {
    calling: describeUnifiedKey(info),
    account: unifiedAccountOf(info),
    subAccountsKeys: unifiedSubAccountsKeys,
    accountAround: collectUnifiedAccount,
  };
}

async function classicKey(client: ExchangeClient): Promise<CallingKey> {
  const info = infoOf(await client.read(classicInfo));
  return {
    calling: describeClassicKey(info),
    account: classicAccountOf(info),
    subAccountsKeys: classicSubAccountsKeys,
  };
}

const wrongSystem = { ofClassicAccount: '40084', ofUnifiedAccount: '40085' };

function mayBeClassic({ kind }: AccountError): boolean {
  return kind === 'permission-refused' || kind === 'unexpected-response';
}

/** Which of the two refusals is about the key: neither one that says that the other call was the right one. */
function moreTelling(unified: AccountError, classic: unknown): unknown {
  if (!(classic instanceof AccountError) || unified.code === wrongSystem.ofClassicAccount) return classic;
  if (classic.code === wrongSystem.ofUnifiedAccount) return unified;
  return classic.kind === 'unexpected-response' ? unified : classic;
}
