import { didYouMean } from '../../../config/nearest.js';
import { removeFromKeychain } from '../../../credentials/keychain.js';
import { UserError } from '../../../model/user-error.js';
import { type ExitCode, exitCodes } from '../../exit-code.js';
import type { Io } from '../../io.js';
import { keychainEntries, shownName, sourceOrUserError } from '../../keys/keychain.js';
import { createPrompt } from '../../prompt.js';

/**
 * `keyaudit keys remove`: takes an entry out of the keychain, once a person or --yes has said so.
 * Throws a UserError where there is none, or nobody has.
 */
export async function removeKey(
  name: string,
  { yes = false }: { readonly yes?: boolean },
  io: Io,
): Promise<ExitCode> {
  const entries = await keychainEntries(io);
  if (!entries.has(name)) {
    throw new UserError(
      `the keychain has no entry of this name${didYouMean(name, [...entries.keys()].map(shownName)) || '.'}`,
      '`keyaudit keys list` lists them.',
    );
  }
  const exchange = entries.get(name)?.exchange ?? 'not readable';
  if (
    !yes &&
    !(await isConfirmed(`Remove ${shownName(name)} (${shownName(exchange)}) from the keychain`, io))
  ) {
    io.stderr.write('Nothing was removed.\n');
    return exitCodes.ok;
  }
  await sourceOrUserError(removeFromKeychain(name, io.env));
  io.stderr.write(
    `Removed from the keychain: ${shownName(name)}. The key still works at its exchange; delete it there if nothing uses it.\n`,
  );
  return exitCodes.ok;
}

async function isConfirmed(question: string, io: Io): Promise<boolean> {
  const prompt = createPrompt(io);
  if (prompt === null) throw new UserError('nobody can be asked to confirm it.', '--yes removes it unasked.');
  try {
    return await prompt.confirm(question);
  } finally {
    prompt.close();
  }
}
