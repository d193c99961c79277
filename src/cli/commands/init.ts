import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FoundAccount } from '../../credentials/environment.js';
import type { Expectation } from '../../model/purpose.js';
import { UserError } from '../../model/user-error.js';
import { checkConfiguration, findAccounts, findSources } from '../accounts.js';
import { auditInSight } from '../audit-and-report.js';
import { describeBug } from '../bug.js';
import { configurationText, withExpectations } from '../config-text.js';
import { askedAccounts, givenAccounts, introduction, toDraft, writable } from '../drafts.js';
import { type ExitCode, exitCodes } from '../exit-code.js';
import { changesOf, type Expected, expectationOf, isEmpty } from '../expectations.js';
import type { Io } from '../io.js';
import { checkOutput, writeOutput } from '../output-file.js';
import { createPrompt } from '../prompt.js';

export interface InitOptions {
  readonly config?: string;
  readonly output: string;
  readonly force?: boolean;
  readonly fromScan?: boolean;
  /** `name=exchange` or `name=exchange:purpose`. */
  readonly account?: readonly string[];
}

interface Written {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/**
 * `keyaudit init`: writes a configuration. It asks on a terminal; without one, the accounts are those that are found,
 * or those of --account. With --from-scan it audits, and writes what each key is today as what it is expected to be.
 */
export async function init(options: InitOptions, io: Io): Promise<ExitCode> {
  await checkOptions(options, io);
  const { text, exitCode } =
    options.fromScan === true
      ? await fromScan(options, io)
      : { text: await fromAnswers(options, io), exitCode: exitCodes.ok };
  await checkText(options.output, text, io);
  io.signal.throwIfAborted();
  await writeOutput(options.output, text, io);
  io.stderr.write(
    `Written: ${options.output}\nLook it over: it says where each key is. Then run keyaudit scan.\n`,
  );
  return exitCode;
}

/** Throws a UserError where the file could not be written, or an option would be passed over. */
async function checkOptions({ output, force, fromScan, config }: InitOptions, io: Io): Promise<void> {
  if (config !== undefined && fromScan !== true)
    throw new UserError('--config goes with --from-scan only.', 'Name the file to write with --output.');
  if (output.toLowerCase().endsWith('.json')) {
    throw new UserError(
      `--output ${output}: what init writes is YAML with comments.`,
      'Name a file that ends in .yaml.',
    );
  }
  await checkOutput(output, io);
  if (force === true || !(await exists(resolve(io.cwd, output)))) return;
  const keeps = fromScan === true ? ' (what it holds beside the expectations stays)' : '';
  throw new UserError(
    `${output} is there already.`,
    `Name another with --output, or overwrite it with --force${keeps}.`,
  );
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

/** Throws a UserError where the configuration's own reader would not take the text. */
async function checkText(output: string, text: string, io: Io): Promise<void> {
  try {
    await checkConfiguration(output, text, io);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`this would not be a valid configuration, so nothing was written:\n${error.message}`);
  }
}

async function fromAnswers({ account = [], output }: InitOptions, io: Io): Promise<string> {
  if (account.length > 0) return configurationText(await givenAccounts(account), []);
  const found = await findSources(io);
  say(found.notices, io);
  const { kept, leftOut } = writable(found.accounts);
  say(leftOut, io);
  const prompt = createPrompt(io);
  if (prompt === null) {
    if (kept.length === 0) throw new UserError('There is no account to write.', nobodyToAsk);
    return configurationText(kept.map(toDraft), leftOut);
  }
  io.stderr.write(introduction(output, kept));
  try {
    return configurationText(await askedAccounts(kept, prompt), leftOut);
  } finally {
    prompt.close();
  }
}

const nobodyToAsk =
  'Nobody is there to be asked. Name them: keyaudit init --account grid-bot=bybit:bot --account taxes=binance:tracker';

/** What each key is today, as what it is expected to be: in the configuration that there is, or in a new one. */
async function fromScan(options: InitOptions, io: Io): Promise<Written> {
  const { accounts, sources, notices, config } = await findAccounts(options.config ?? null, io);
  say(notices, io);
  const { report, bugs } = await auditInSight({ accounts }, false, io);
  const before = (name: string) => config?.accounts.find((account) => account.name === name)?.expect ?? null;
  const expectations = accounts.map(({ name }) => expectationOf(report, name, before(name)));
  for (const expected of expectations) say(remarksOn(expected, before(expected.account)), io);
  const without = expectations.filter(isEmpty).map(({ account }) => account);
  if (without.length > 0) say([`Not told enough to expect anything of: ${without.join(', ')}.`], io);
  for (const bug of bugs) io.stderr.write(describeBug(bug));
  const text =
    config === null
      ? newConfiguration(sources, expectations, io)
      : await withExpectations(config, expectations);
  if (bugs.length > 0) return { text, exitCode: exitCodes.bug };
  return { text, exitCode: without.length > 0 ? exitCodes.incomplete : exitCodes.ok };
}

/** What the terminal says of an account. */
function remarksOn(expected: Expected, before: Expectation | null): readonly string[] {
  const { account, remarks, error } = expected;
  const said = [...remarks, ...(error === null ? [] : [error]), ...changesOf(expected, before)];
  return said.map((sentence) => `${account}: ${sentence}`);
}

function newConfiguration(
  sources: readonly FoundAccount[],
  expectations: readonly Expected[],
  io: Io,
): string {
  const { kept, leftOut } = writable(sources);
  say(leftOut, io);
  return configurationText(
    kept.map((source) => ({
      ...toDraft(source),
      expected: expectations.find(({ account }) => account === source.name) ?? null,
    })),
    leftOut,
  );
}

function say(sentences: readonly string[], io: Io): void {
  for (const sentence of sentences) io.stderr.write(`keyaudit: ${sentence}\n`);
}
