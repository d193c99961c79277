import { nameProblem } from '../../../config/account-schema.js';
import type { FoundAccount } from '../../../credentials/environment.js';
import { exchangeIds } from '../../../exchanges/index.js';
import { AccountError } from '../../../model/account-error.js';
import { UserError } from '../../../model/user-error.js';
import { opener, sourcesOf } from '../../accounts.js';
import { agree, findDiscovered, nothingFound } from '../../discovered.js';
import { type ExitCode, exitCodes } from '../../exit-code.js';
import type { Io } from '../../io.js';
import { keychainEntries, shownName } from '../../keys/keychain.js';
import { storeKey } from '../../keys/store.js';

export interface ImportOptions {
  readonly yes?: boolean;
  /** False: the exchanges are not asked. */
  readonly verify: boolean;
  /** Also over entries that are there. */
  readonly force?: boolean;
  /** Only list what is found. */
  readonly dryRun?: boolean;
}

/**
 * `keyaudit keys import`: copies the keys of bots' files to the keychain, once a person agrees. The files stay as they
 * are. One key that is not stored does not keep the others.
 * @returns 3 where one was not stored, or a file could not be read
 * @throws UserError where there is no key, or nobody agrees
 */
export async function importKeys(folder: string, options: ImportOptions, io: Io): Promise<ExitCode> {
  const sources = sourcesOf(io, false);
  const found = await findDiscovered(folder, sources, io);
  const { accounts, listing, isWhole } = found;
  if (accounts.length === 0) throw await nothingFound(folder);
  io.stderr.write(listing);
  if (options.dryRun === true) return isWhole ? exitCodes.ok : exitCodes.incomplete;
  const taken = await keychainEntries(io);
  if (options.yes !== true) await agree('Copy these keys to the keychain', 'stored', io);
  let stored = 0;
  for (const account of accounts) {
    const problem = problemOf(account, taken, options);
    const failure =
      problem ?? (await store(account, options, io, opener(account.source, account.exchange, sources)));
    if (failure === null) stored += 1;
    else io.stderr.write(`keyaudit: ${shownName(account.name)} is not stored: ${failure}\n`);
  }
  const left = accounts.length - stored;
  io.stderr.write(
    `${stored} of ${accounts.length} stored. The files are as they were; what their bots use is there still.\n`,
  );
  return left === 0 && isWhole ? exitCodes.ok : exitCodes.incomplete;
}

/** As a sentence; null where nothing is in the way. */
function problemOf(
  { name, exchange }: FoundAccount,
  taken: ReadonlyMap<string, unknown>,
  { force }: ImportOptions,
): string | null {
  if (!exchangeIds.includes(exchange)) return `keyaudit does not know the exchange ${shownName(exchange)}.`;
  const problem = nameProblem(name);
  if (problem !== null) return `its name ${problem}.`;
  return taken.has(name) && force !== true
    ? 'the keychain has an entry of this name; --force replaces it.'
    : null;
}

/** Says why it was not stored, as a sentence; null where it was. */
async function store(
  { name, exchange }: FoundAccount,
  { verify, force }: ImportOptions,
  io: Io,
  open: ReturnType<typeof opener>,
): Promise<string | null> {
  try {
    const key = { name, exchange, credentials: await open(), addedAt: new Date().toISOString() };
    const how = { verify, replace: force === true, baseUrl: null, proxy: null };
    const code = await storeKey(key, how, io);
    return code === exitCodes.ok ? null : 'the exchange could not be asked.';
  } catch (error) {
    if (error instanceof AccountError || error instanceof UserError) return error.message;
    throw error;
  }
}
