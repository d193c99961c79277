import type { Entry } from '../../credentials/entry.js';
import { openKeychain } from '../../credentials/keychain.js';
import { AccountError } from '../../model/account-error.js';
import { UserError } from '../../model/user-error.js';
import { printable } from '../../reporters/table/printable.js';
import type { Io } from '../io.js';

/** keyaudit's entries by name; null for one that it cannot read. Throws a UserError where there is no keychain. */
export async function keychainEntries(io: Io): Promise<ReadonlyMap<string, Entry | null>> {
  return await sourceOrUserError(openKeychain(io.env).entries());
}

/** For a command, what no source gives is the user's to put right. */
export async function sourceOrUserError<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AccountError && error.kind === 'credential-source')
      throw new UserError(error.message);
    throw error;
  }
}

/** The name of an entry that somebody else may have stored, fit for a terminal. */
export function shownName(name: string): string {
  return printable(name, 100, true);
}
