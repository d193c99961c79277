import { type NewEntry, notifyEntry, storeInKeychain } from '../../credentials/keychain.js';
import { UserError } from '../../model/user-error.js';
import { type ExitCode, exitCodes } from '../exit-code.js';
import type { Io } from '../io.js';
import { shownName, sourceOrUserError } from './keychain.js';
import { verifyKey } from './verify.js';

export interface StoreOptions {
  /** Whether to ask the exchange first; what it refuses is then not stored. */
  readonly verify: boolean;
  /** Also over an entry of this name. */
  readonly replace: boolean;
  /** For the question to the exchange alone. */
  readonly baseUrl: string | null;
  readonly proxy: string | null;
}

/**
 * Verifies a key and stores it in the keychain. Says on stderr what came of it.
 * @returns 3 where the exchange could not be asked, and nothing was stored
 * @throws UserError where the exchange refuses the key, or the keychain does not take it
 */
export async function storeKey(
  key: NewEntry,
  { verify, replace, baseUrl, proxy }: StoreOptions,
  io: Io,
): Promise<ExitCode> {
  const { name, exchange, credentials } = key;
  if (verify) {
    const account = {
      name,
      exchange,
      acceptHazards: [],
      baseUrl,
      proxy,
      credentials: async () => credentials,
    };
    const { outcome, said } = await verifyKey(account, io);
    if (outcome === 'refused') throw new UserError(said, `Nothing was stored. ${withoutVerifying}`);
    io.stderr.write(`keyaudit: ${said}\n`);
    if (outcome === 'undecided') {
      io.stderr.write(`The key could not be verified, so nothing was stored. ${withoutVerifying}\n`);
      return exitCodes.incomplete;
    }
  }
  io.signal.throwIfAborted();
  await sourceOrUserError(storeInKeychain(key, replace, io.env, process.platform));
  const use =
    exchange === notifyEntry
      ? `\`{ keychain: ${shownName(name)} }\` is it under \`notify\`, and \`keyaudit notify test\` tries it.`
      : '`keyaudit scan` audits it.';
  io.stderr.write(`Stored in the keychain: ${shownName(name)} (${exchange}). ${use}\n`);
  return exitCodes.ok;
}

const withoutVerifying = '--no-verify stores it without asking.';
