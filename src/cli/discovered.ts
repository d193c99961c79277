import { resolve } from 'node:path';
import type { FileTools } from '../credentials/credential-file.js';
import type { FoundFile } from '../credentials/discover.js';
import type { FoundAccount } from '../credentials/environment.js';
import { allFormats } from '../credentials/formats/index.js';
import { exchangeIds } from '../exchanges/index.js';
import { AccountError } from '../model/account-error.js';
import { defaultPolicy } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { printable } from '../reporters/table/printable.js';
import { count } from '../reporters/table/style.js';
import { type AccountsToAudit, foundAccount, fromConfig, readConfiguration, sourcesOf } from './accounts.js';
import { type Io, wantsUnicode } from './io.js';
import { keeperOf } from './keeper.js';
import { createPrompt } from './prompt.js';

/**
 * The keys of bots' files in a folder, once a person has looked at the list; offline, nothing is sent, and nobody is
 * asked. The policy is the configuration's, where there is one; its accounts are left alone.
 *
 * @param agreed `yes`: `--yes` has answered the question; `lists`: whether the list is shown though nobody is asked
 * @returns null where there is no such key and, offline, that is no mistake
 * @throws UserError where there is no such key otherwise, or nobody agrees
 */
export async function findAgreed(
  folder: string,
  configPath: string | null,
  { yes, offline, lists }: { readonly yes: boolean; readonly offline: boolean; readonly lists: boolean },
  io: Io,
): Promise<AccountsToAudit | null> {
  const config = await readConfiguration(configPath, io);
  const sources = sourcesOf(io, false);
  const found = await findDiscovered(folder, sources, io);
  const { accounts: keys, isWhole } = found;
  if (keys.length === 0 && !(offline && isWhole)) throw await nothingFound(folder);
  if (keys.length === 0) {
    io.stderr.write(
      `keyaudit: ${folder} has no file of a bot's with a key in it; there is nothing to look at.\n`,
    );
    return null;
  }
  const asks = !yes && !offline;
  if (asks || lists) io.stderr.write(found.listing);
  if (asks) await agree('Ask the exchanges about these keys', 'audited', io);
  const configured = config === null ? null : fromConfig(config, io, sources);
  const keeper = keeperOf(sources.env, io.cwd);
  return {
    accounts: found.accounts.map((account) => foundAccount(account, sources, keeper)),
    sources: found.accounts,
    policy: configured?.policy ?? defaultPolicy,
    notices: configured?.notices ?? [],
    place: folder,
    config,
    others: configured?.accounts ?? [],
    isWhole,
    opened: sources,
  };
}

/** A search without a result is a slip of the pen, mostly. */
export async function nothingFound(folder: string): Promise<UserError> {
  const names = (await allFormats()).map(({ name }) => name).join(', ');
  return new UserError(`${folder} has no file of a bot's with a key in it.`, `It looks for: ${names}.`);
}

/**
 * Throws a UserError where nobody is there to be asked, or the answer is no.
 * @param done what would have been done: "audited"
 */
export async function agree(question: string, done: string, io: Io): Promise<void> {
  const prompt = createPrompt(io);
  if (prompt === null) {
    const hint = 'To go on without a question, add --yes.';
    throw new UserError(`nobody is there to be asked; nothing was ${done}.`, hint);
  }
  try {
    if (!(await prompt.confirm(question))) throw new UserError(`nothing was ${done}.`);
  } finally {
    prompt.close();
  }
}

/** The keys of bots' files in a folder. */
export interface Discovered {
  /** Each key, under a name of its own. */
  readonly accounts: readonly FoundAccount[];
  /** The files and their keys, for a person to look at before anything is done with them. */
  readonly listing: string;
  /** False where something could not be read, which was said. */
  readonly isWhole: boolean;
}

/** What could not be read is said. Throws a UserError where there is no such folder. */
export async function findDiscovered(folder: string, tools: FileTools, io: Io): Promise<Discovered> {
  const { discover } = await import('../credentials/discover.js');
  const root = { path: resolve(io.cwd, folder), shown: folder };
  const { files, notices, isWhole } = await discover(root, tools).catch((error: unknown) => {
    if (error instanceof AccountError) throw new UserError(error.message);
    throw error;
  });
  const show = (text: string) => printable(text, 200, wantsUnicode(io.env, process.platform));
  for (const notice of notices) io.stderr.write(`keyaudit: ${show(notice)}\n`);
  const accounts = accountsIn(files);
  const lines = files.flatMap((file) => [
    `  ${show(file.shown)} (${file.format.name})`,
    ...accounts
      .filter(({ source }) => source.path === file.path)
      .map(({ name, exchange }) => {
        if (exchange === noExchange) return `    ${show(name)}, of which the file does not say the exchange`;
        const unknown = exchangeIds.includes(exchange) ? '' : ', which keyaudit does not know';
        return `    ${show(name)}${name === exchange ? '' : `, at ${show(exchange)}`}${unknown}`;
      }),
  ]);
  const head = `Found ${count(accounts.length, 'key')} in ${count(files.length, 'file')}:`;
  return { accounts, listing: [head, ...lines, ''].join('\n'), isWhole };
}

/** No exchange is called so: the audit says that it does not know it. */
const noExchange = '(not said)';

type FileAccount = FoundAccount & { readonly source: { readonly kind: 'file'; readonly path: string } };

/** Called as in their file; where two are called the same, the later one with its file. */
function accountsIn(files: readonly FoundFile[]): readonly FileAccount[] {
  const taken = new Set<string>();
  return files.flatMap(({ path, shown, format, keys }) =>
    keys.map(({ account, exchange }): FileAccount => {
      const own = account ?? exchange ?? format.id;
      let name = own;
      for (let at = 1; taken.has(name); at += 1) {
        name = at === 1 ? `${own} (${shown})` : `${own} (${shown}, ${at})`;
      }
      taken.add(name);
      const source = { kind: 'file', path, shown, format: format.id, account } as const;
      return { name, exchange: exchange ?? noExchange, source };
    }),
  );
}
