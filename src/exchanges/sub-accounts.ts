import { AccountError } from '../model/account-error.js';
import type { AccountSafety, SubAccountSafety } from '../model/account-safety.js';
import { type Fact, known, unknown } from '../model/fact.js';
import type { Collected, OtherKey } from './adapter.js';

/**
 * Walks a master account's sub-accounts, one after the other, and gathers their keys. What cannot be read is
 * one sub-account's alone, and the walk goes on; a refusal or a limit would meet the next one too, and ends it.
 * Either way what was learnt stays, and the failure is told.
 * @param keysOf the keys of one sub-account, by the name or id that `subAccounts` gives
 */
export async function collectSubAccounts(
  subAccounts: AsyncIterable<string>,
  keysOf: (subAccount: string) => AsyncIterable<OtherKey>,
): Promise<Pick<Collected, 'others' | 'refused'>> {
  const others: OtherKey[] = [];
  const refused: AccountError[] = [];
  try {
    for await (const subAccount of subAccounts) {
      try {
        for await (const key of keysOf(subAccount)) others.push(key);
      } catch (error) {
        if (!(error instanceof AccountError) || error.kind !== 'unexpected-response') throw error;
        refused.push(error);
      }
    }
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    refused.push(error);
  }
  return { others, refused };
}

/** The rows of a list, understood one by one. One that cannot be read costs itself alone, and is told at the end. */
export async function* eachReadable<T>(
  rows: AsyncIterable<unknown> | Iterable<unknown>,
  understand: (row: unknown) => T,
): AsyncGenerator<T> {
  let failure: AccountError | undefined;
  for await (const row of rows) {
    let understood: { readonly row: T } | undefined;
    try {
      understood = { row: understand(row) };
    } catch (error) {
      if (!(error instanceof AccountError) || error.kind !== 'unexpected-response') throw error;
      failure = error;
    }
    if (understood !== undefined) yield understood.row;
  }
  if (failure !== undefined) throw failure;
}

/** A sub-account, with what the list of them tells besides its name. */
export interface ListedSubAccount {
  readonly id: string;
  readonly trading: Fact<boolean>;
}

/** Walks likewise, and keeps what the list tells of each sub-account. It says nothing where its end was not reached. */
export async function collectListedSubAccounts(
  listed: AsyncIterable<ListedSubAccount>,
  keysOf: (subAccount: string) => AsyncIterable<OtherKey>,
): Promise<Pick<Collected, 'others' | 'refused'> & Pick<AccountSafety, 'subAccounts'>> {
  const noted: SubAccountSafety[] = [];
  const twoFactor = unknown('not-exposed', 'the list of sub-accounts does not tell it');
  let isWhole = false;
  async function* ids(): AsyncGenerator<string> {
    for await (const { id, trading } of listed) {
      noted.push({ owner: id, trading, twoFactor });
      yield id;
    }
    isWhole = true;
  }
  const walked = await collectSubAccounts(ids(), keysOf);
  const why = walked.refused.at(-1)?.message ?? 'the list of sub-accounts was not read to its end';
  return { ...walked, subAccounts: isWhole ? known(noted) : unknown('refused', why) };
}
