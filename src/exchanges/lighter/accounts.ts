import { AccountError } from '../../model/account-error.js';
import type { Unknown } from '../../model/fact.js';
import type { ExchangeClient } from '../adapter.js';
import { listAt } from '../key-lists.js';
import { asObject, unexpected, wholeNumber } from '../readers.js';
import { addressIn } from '../wallets.js';
import { accountByIndex, accountsOf } from './reads.js';

export interface Accounts {
  /** The main one first (apidocs.lighter.xyz, "Account index"); none of a new wallet. */
  readonly indexes: readonly string[];
  /** Why there may be more; undefined where these are all. */
  readonly doubt: Unknown | undefined;
}

/** The indexes of a wallet's accounts. */
export async function accountsOfWallet(client: ExchangeClient, wallet: string): Promise<Accounts> {
  let answer: unknown;
  try {
    answer = await client.read(accountsOf, { l1_address: wallet });
  } catch (error) {
    if (error instanceof AccountError && error.code === '21100') return { indexes: [], doubt: undefined };
    throw error;
  }
  const list = listAt(answer, 'sub_accounts');
  if (list === undefined) throw unexpected('Lighter', 'sub_accounts is not the documented list');
  const indexes = list.rows.map((row) => wholeNumber(asObject(row)?.index));
  if (indexes.includes(undefined)) throw unexpected('Lighter', 'an entry of sub_accounts has no index');
  return { indexes: indexes.map(String), doubt: list.doubt };
}

/** The wallet that owns an account. */
export async function walletOf(client: ExchangeClient, account: string): Promise<string> {
  const rows = asObject(await client.read(accountByIndex, { value: account }))?.accounts;
  const row = Array.isArray(rows)
    ? rows.map(asObject).find((entry) => String(wholeNumber(entry?.index)) === account)
    : undefined;
  const wallet = addressIn(row?.l1_address);
  if (wallet === undefined)
    throw unexpected('Lighter', 'accounts does not tell the l1_address of the account');
  return wallet;
}

/**
 * The index of the account that is asked about.
 * @param accountId the index itself, or the address of the wallet, whose main account is meant
 */
export async function indexOf(client: ExchangeClient, accountId: string): Promise<string> {
  if (/^\d{1,15}$/.test(accountId)) return String(Number(accountId));
  const wallet = addressIn(accountId);
  if (wallet === undefined) {
    throw new AccountError(
      'invalid-credentials',
      "accountId is neither an account's index (a number) nor a wallet's address (0x and 40 hexadecimal digits); nothing was asked.",
    );
  }
  const [main] = (await accountsOfWallet(client, wallet)).indexes;
  if (main !== undefined) return main;
  throw new AccountError('invalid-credentials', 'Lighter has no account of this wallet.', { code: '21100' });
}
