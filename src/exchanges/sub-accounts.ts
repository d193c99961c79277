import { AccountError } from '../model/account-error.js';
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
