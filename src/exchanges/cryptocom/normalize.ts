import type { AccountSafety, SubAccountSafety } from '../../model/account-safety.js';
import { type Fact, known, mapFact, unknown } from '../../model/fact.js';
import { absent, asObject, type Body, flag, unexpected } from '../readers.js';

type Switches = Pick<AccountSafety, 'trading' | 'twoFactor'>;

/** The result of `private/get-accounts`, whose rows hold e-mails, names and numbers: nothing of them is taken out. */
export function resultOf(answer: unknown): Body {
  const result = asObject(asObject(answer)?.result);
  if (result === undefined)
    throw unexpected('Crypto.com', 'its list of accounts is not where it is documented');
  return result;
}

export function describeMaster(result: Body): Switches {
  const master = asObject(result.master_account);
  if (master !== undefined) return describe(master);
  const why = unknown(
    'malformed',
    `master_account is ${absent(result.master_account) ? 'missing' : 'not an object'}`,
  );
  return { trading: why, twoFactor: why };
}

/** The rows of one page; undefined where there is no list. */
export function rowsOf({ sub_account_list: rows }: Body): readonly unknown[] | undefined {
  return Array.isArray(rows) ? rows : undefined;
}

/** The sub-accounts of all pages. One without a uuid leaves the list unknown. */
export function describeSubAccounts(rows: readonly unknown[]): Fact<readonly SubAccountSafety[]> {
  const described = rows.map((value): SubAccountSafety | undefined => {
    const row = asObject(value);
    const owner = idOf(row);
    return row === undefined || owner === undefined ? undefined : { owner, ...describe(row) };
  });
  return described.every((one): one is SubAccountSafety => one !== undefined)
    ? known(described)
    : unknown('malformed', 'a row of sub_account_list has no uuid');
}

/** What names a sub-account: labels may be alike. */
export function idOf(value: unknown): string | undefined {
  const uuid = asObject(value)?.uuid;
  return typeof uuid === 'string' && uuid !== '' ? uuid : undefined;
}

function describe(row: Body): Switches {
  return { trading: tradingOf(row), twoFactor: flag(row.two_fa_enabled, 'two_fa_enabled') };
}

/** One of four flags is enough to stop an account; each of them must be known to say that nothing does. */
function tradingOf(row: Body): Fact<boolean> {
  const goes = [
    flag(row.enabled, 'enabled'),
    flag(row.tradable, 'tradable'),
    mapFact(flag(row.suspended, 'suspended'), (is) => !is),
    mapFact(flag(row.terminated, 'terminated'), (is) => !is),
  ];
  if (goes.some((fact) => fact.known && !fact.value)) return known(false);
  return goes.find((fact) => !fact.known) ?? known(true);
}
