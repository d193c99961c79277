import { createRequire } from 'node:module';
import type * as Commander from 'commander';
import { depths } from '../model/account.js';
import { durationExample, parseDuration } from '../model/duration.js';
import { severities } from '../model/severity.js';
import { formats } from '../reporters/index.js';
import { version } from '../version.js';
import { addKeysCommands } from './commands/keys.js';
import { type Shell, shells } from './completion-scripts.js';
import { completionExamples, examples, initExamples, scanExamples, watchExamples } from './examples.js';
import type { ExitCode } from './exit-code.js';
import { fitted } from './help-width.js';
import { type Io, widthOf } from './io.js';

/**
 * Loaded as the CommonJS that it is: imported, it goes through a wrapper and a scan for its exports first,
 * a tenth of what `--help` may take beyond Node's own start.
 */
const { Argument, Command, InvalidArgumentError, Option, CommanderError } = createRequire(import.meta.url)(
  'commander',
) as typeof Commander;

export { CommanderError };

/**
 * Every command with its options. What a command needs is loaded when it runs, so that `--help` is quick.
 * @param exit told the exit code of the command that ran
 */
export function createProgram(io: Io, exit: (code: ExitCode) => void): Commander.Command {
  const program = new Command('keyaudit')
    .description(
      'Says of every API key you hold at a crypto exchange what it may do, from where, since when, and how to fix it.\n' +
        'It only reads: it never trades, transfers, withdraws, or changes a key.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureHelp({ minWidthToWrap: 20 })
    .configureOutput({
      writeOut: (text) => io.stdout.write(fitted(text, widthOf(io.stdout, io.env))),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => widthOf(io.stdout, io.env),
      getErrHelpWidth: () => widthOf(io.stderr, io.env),
      // What stands behind an unknown option may be a secret, as in --secret=….
      outputError: (text, write) =>
        write(text.replace(/^(error: unknown option '[^=]*)=.*'/s, "$1'").replace(/^error: /, 'keyaudit: ')),
    })
    .showHelpAfterError('`keyaudit --help` and `keyaudit <command> --help` say more.')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError()
    .addHelpText('after', examples);

  reporting(program.command('scan'))
    .description('audit every configured account')
    .option('-c, --config <file>', 'configuration file (default: keyaudit.config.yaml, .yml or .json)')
    .option('-a, --account <name...>', 'only these accounts')
    .option(
      '--discover <folder>',
      "the keys of bots' files in this folder, in place of the configured accounts",
    )
    .option('-y, --yes', 'with --discover: audit what is found without asking')
    .addOption(new Option('--fail-on <severity>', 'exit with 1 from this severity on').choices(severities))
    .option('--allow-incomplete', 'exit with 0 although an account could not be audited')
    .addOption(
      new Option(
        '--depth <depth>',
        "which keys to ask about: the one that asks; also the account's others; also those of sub-accounts",
      )
        .choices(depths)
        .default('account'),
    )
    .addOption(duration('--timeout <time>', 'for one request, like 500ms or 10s').default(10_000, '10s'))
    .option('--concurrency <number>', 'accounts asked at the same time', positive, 8)
    .option('--strict', 'what could not be verified, and a waiver without effect, fails too')
    .option('--baseline <report>', 'show and fail only what is new since this JSON report')
    .option('--no-history', 'do not remember what is seen, nor compare it with earlier scans')
    .option('--no-notify', 'tell nobody that the configuration names')
    .option('--offline', 'look at how the keys are kept, and ask no exchange')
    .addOption(
      new Option(
        '--without-credentials <code>',
        "exit with this code where no account's credentials are there at all, as in a fork's pull request",
      )
        .argParser(exitCode)
        // Which needs no credentials, and keeps the keychain closed.
        .conflicts('offline'),
    )
    .option('--cron', 'print nothing unless it is worth a mail, ask nothing, and let no second run begin')
    .addOption(duration('--random-delay <time>', 'first wait a random time, at most this long, like 30m'))
    .option('--debug', 'show each request on stderr, without keys and signatures')
    .addHelpText('after', scanExamples)
    .action(async (options) => exit(await (await import('./commands/scan.js')).scan(options, io)));

  program
    .command('watch')
    .description('audit every configured account again and again, and say what changes')
    .option('-c, --config <file>', 'configuration file (default: keyaudit.config.yaml, .yml or .json)')
    .option('-a, --account <name...>', 'only these accounts')
    .addOption(
      duration('--interval <time>', "from one round to the next (default: the configuration's, or 60s)"),
    )
    .addOption(new Option('--fail-on <severity>', 'what the verdict fails on').choices(severities))
    .addOption(
      new Option(
        '--depth <depth>',
        "which keys to ask about: the one that asks; also the account's others; also those of sub-accounts",
      )
        .choices(depths)
        .default('account'),
    )
    .addOption(duration('--timeout <time>', 'for one request, like 500ms or 10s').default(10_000, '10s'))
    .option('--concurrency <number>', 'accounts asked at the same time', positive, 8)
    .option('--no-history', 'do not remember what is seen; then changes show only while it runs')
    .option('--once-per-change', 'each change once, and nothing else: not once an hour that it is alive')
    .option('--give-up', 'end with 3 when no round was completed for too long')
    .addOption(
      new Option('--format <format>', 'lines for people, or a JSON object for each event on stdout')
        .choices(['text', 'jsonl'])
        .default('text'),
    )
    .option('--debug', 'show each request on stderr, without keys and signatures')
    .addHelpText('after', watchExamples)
    .action(async (options) => exit(await (await import('./commands/watch.js')).watch(options, io)));

  reporting(program.command('demo'))
    .description('the same audit, of five exchanges simulated on this machine')
    .option('--exit-code', 'exit with the code that scan would have given')
    .option('--serve', 'serve the simulated exchanges until interrupted, to try out a configuration or CI')
    .option('--port <number>', 'port to serve on (default: any free one)', port)
    .action(async (options) => exit(await (await import('./commands/demo.js')).demo(options, io)));

  program
    .command('init')
    .description('write a configuration: asks a few questions, or takes what it finds')
    .addOption(
      new Option('--from-scan', 'write what each key is today as what it is expected to be').conflicts(
        'account',
      ),
    )
    .option('-c, --config <file>', 'with --from-scan: the configuration to start from')
    .option('-o, --output <file>', 'where to write it', 'keyaudit.config.yaml')
    .option(
      '-a, --account <account...>',
      'without questions: these, as name=exchange or name=exchange:purpose',
    )
    .option('--force', 'write over a file that is there; --from-scan keeps what else it holds')
    .addHelpText('after', initExamples)
    .action(async (options) => exit(await (await import('./commands/init.js')).init(options, io)));

  addKeysCommands(program.command('keys'), io, exit);

  program
    .command('config')
    .description('check the configuration; with --explain, say where each value comes from')
    .option('-c, --config <file>', 'configuration file (default: keyaudit.config.yaml, .yml or .json)')
    .option('--explain', 'every value of the policy, and the file and line that set it')
    .addOption(new Option('--fail-on <severity>', 'as scan would have it').choices(severities))
    .action(async (options) => (await import('./commands/config.js')).config(options, io));

  const notify = program.command('notify').description('who is told of what is found');
  notify
    .command('test')
    .description('send a test message to every target of the configuration, and say which were told')
    .option('-c, --config <file>', 'configuration file (default: keyaudit.config.yaml, .yml or .json)')
    .action(async ({ config }) =>
      exit(await (await import('./commands/notify.js')).testTargets(config ?? null, io)),
    );

  program
    .command('exchanges')
    .description('what each exchange tells about a key, and every endpoint that may be called')
    .addOption(new Option('--format <format>', 'how to print it').choices(['table', 'json']).default('table'))
    .action(async ({ format }) => (await import('./commands/exchanges.js')).exchanges(format, io));

  const history = program
    .command('history')
    .description('what each key was at earlier scans, and when it changed')
    .argument('[account]', 'only the keys of this account')
    .action(async (account) => (await import('./commands/history.js')).showHistory(account, io));
  history
    .command('export')
    .description('print all of it as JSON')
    .action(async () => (await import('./commands/history.js')).exportHistory(io));
  history
    .command('prune')
    .description('forget what was last seen long ago')
    .requiredOption('--days <number>', 'what was not seen for so many days', positive)
    .action(async ({ days }) => (await import('./commands/history.js')).pruneHistory(days, io));

  program
    .command('ack [finding...]')
    .description('acknowledge changes that a scan told of, so that it tells only of later ones')
    .option('--reason <text>', 'why they are well, in a line; the history keeps it')
    .option('--list', 'what waits to be acknowledged, and what is')
    .action(async (findings, options) => (await import('./commands/ack.js')).ack(findings, options, io));

  program
    .command('checks')
    .description('list the checks')
    .action(async () => (await import('./commands/checks.js')).listChecks(io));

  program
    .command('explain <check>')
    .description('what a check looks at, why it matters, and how grave it is')
    .action(async (id: string) => (await import('./commands/checks.js')).explainCheck(id, io));

  program
    .command('completion')
    .description('print a script with which a shell completes commands, options and names')
    .addArgument(new Argument('<shell>', 'the shell that will read it').choices(shells))
    .addHelpText('after', completionExamples)
    .action(async (shell: Shell) => (await import('./commands/completion.js')).printScript(shell, io));

  // What the printed scripts call.
  program
    .command('__complete <shell> [words...]', { hidden: true })
    .action(async (shell: Shell, words: readonly string[]) =>
      (await import('./commands/completion.js')).printCandidates(program, shell, words, io),
    );

  return program;
}

/** Options of every command that shows a report. */
function reporting(command: Commander.Command): Commander.Command {
  return command
    .addOption(new Option('-f, --format <format>', 'how to report').choices(formats).default('table'))
    .option(
      '-o, --output <file>',
      'write the report to this file, readable by you alone; FORMAT=FILE for a further one; repeatable',
      collected,
    )
    .addOption(
      new Option('--show <severity>', 'table, markdown and html: nothing milder; the verdict stays the same')
        .choices(severities)
        .default('info'),
    )
    .option('-q, --quiet', 'nothing on stderr but what went wrong; the report stays whole')
    .option('--no-progress', 'no line that says how far it is, which a terminal has otherwise')
    .option('--no-color', 'no colour on a terminal');
}

/** Every value of an option that may be given several times. */
function collected(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}

function exitCode(text: string): number {
  if (!/^\d{1,3}$/.test(text) || Number(text) > 255)
    throw new InvalidArgumentError('It must be a whole number from 0 to 255.');
  return Number(text);
}

function port(text: string): number {
  const number = positive(text);
  if (number > 65_535) throw new InvalidArgumentError('It must be a port, 1 to 65535.');
  return number;
}

/** An option whose value is a time with its unit; parsed to milliseconds. */
function duration(flags: string, description: string): Commander.Option {
  return new Option(flags, description).argParser((text: string) => {
    const ms = parseDuration(text);
    if (ms === null) throw new InvalidArgumentError(durationExample);
    return ms;
  });
}
