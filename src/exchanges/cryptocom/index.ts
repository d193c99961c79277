import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import type { AccountSafety, SubAccountSafety } from '../../model/account-safety.js';
import { type Fact, unknown } from '../../model/fact.js';
import type { ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, type Body } from '../readers.js';
import { collectSafety } from '../safety.js';
import { failureCode, failures } from './failures.js';
import { describeMaster, describeSubAccounts, idOf, resultOf, rowsOf } from './normalize.js';
import { accounts, balance } from './reads.js';
import { remedies } from './remedies.js';

const keyAlone = withoutIntrospection({
  id: 'cryptocom',
  name: 'Crypto.com',
  credentials: ['apiKey', 'secret'],
  aliveness: balance,
  isAnswer: (body) => Array.isArray(asObject(asObject(body)?.result)?.data),
  failures,
  failureCode,
  remedies,
});

/** Crypto.com tells nothing of its keys, but of its accounts whether they may trade and have a second factor. */
export const cryptocom: ExchangeAdapter = {
  ...keyAlone,
  reads: [balance, accounts],
  tells: { ...keyAlone.tells, safety: 'partly' },
  collect: async (client, depth) => {
    const collected = await keyAlone.collect(client, depth);
    if (depth === 'key') return collected;
    const facts = [
      'trading',
      'twoFactor',
      ...(depth === 'sub-accounts' ? ['subAccounts' as const] : []),
    ] as const;
    return { ...collected, ...(await collectSafety([{ facts, ask: () => accountsSafety(client, depth) }])) };
  },
};

async function accountsSafety(client: ExchangeClient, depth: Depth): Promise<Partial<AccountSafety>> {
  try {
    const first = resultOf(await client.read(accounts));
    const master = describeMaster(first);
    return depth === 'sub-accounts'
      ? { ...master, subAccounts: await allSubAccounts(client, first) }
      : master;
  } catch (error) {
    if (!(error instanceof AccountError) || error.code !== systemError) throw error;
    const why = unknown('refused', error.message);
    return { trading: why, twoFactor: why, ...(depth === 'sub-accounts' && { subAccounts: why }) };
  }
}

/** How several calls turn the keys of sub-accounts away. */
const systemError = '10001';

/** "By default, the page_size is 20 and page is 0". */
const pageSize = 20;
const mostPages = 50;

async function allSubAccounts(
  client: ExchangeClient,
  first: Body,
): Promise<Fact<readonly SubAccountSafety[]>> {
  const rows: unknown[] = [];
  let page = rowsOf(first);
  for (let next = 1; page !== undefined; next += 1) {
    const ids = new Set(rows.map(idOf));
    if (page.some((row) => ids.has(idOf(row)))) {
      return unknown('malformed', 'a page of sub_account_list has rows of an earlier one');
    }
    rows.push(...page);
    if (page.length < pageSize) return describeSubAccounts(rows);
    if (next === mostPages)
      return unknown('not-exposed', 'there are more sub-accounts than keyaudit asks for');
    page = rowsOf(resultOf(await client.read(accounts, { page_size: pageSize, page: next })));
  }
  return unknown('malformed', 'sub_account_list is missing');
}
