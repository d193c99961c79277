import { access, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { exchangeIds } from '../../exchanges/index.js';
import { audit, type Report } from '../../index.js';
import type { CredentialSource } from '../../model/credentials.js';
import { type Permission, permissions } from '../../model/key-facts.js';
import { type Purpose, purposes } from '../../model/purpose.js';
import { UserError } from '../../model/user-error.js';
import { findAccounts, findSources, readConfiguration } from '../accounts.js';
import type { Io } from '../io.js';
import { createPrompt } from '../prompt.js';

export interface InitOptions {
  readonly config?: string;
  readonly output: string;
  readonly force?: boolean;
  readonly fromScan?: boolean;
  /** `name=exchange` or `name=exchange:purpose`. */
  readonly account?: readonly string[];
}

/** An account as the file will have it. */
interface Draft {
  readonly name: string;
  readonly exchange: string;
  readonly source: CredentialSource;
  readonly purpose: Purpose | null;
  /** Lines under the account, such as what it is expected to be. */
  readonly more: readonly string[];
}

/**
 * `keyaudit init`: writes a configuration. It asks on a terminal; without one, the accounts are those that are found,
 * or those of --account. With --from-scan it audits, and writes what each key is today as what it is expected to be.
 */
export async function init(options: InitOptions, io: Io): Promise<void> {
  const file = resolve(io.cwd, options.output);
  if (options.force !== true && (await exists(file))) {
    throw new UserError(
      `${options.output} is there already.`,
      'Name another with --output, or overwrite it with --force.',
    );
  }
  const text = options.fromScan === true ? await fromScan(options, io) : await fromAnswers(options, io);
  await writeFile(file, text, { mode: 0o600 });
  io.stderr.write(`Written: ${options.output}. Look it over, then run keyaudit scan.\n`);
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

async function fromAnswers(options: InitOptions, io: Io): Promise<string> {
  const given = (options.account ?? []).map(parseAccount);
  if (given.length > 0) return configurationText(given);
  const found = (await findSources(io)).map((account) => ({ ...account, purpose: null, more: [] }));
  const prompt = createPrompt(io);
  if (prompt === null) {
    if (found.length === 0) throw new UserError('There is no account to write.', nobodyToAsk);
    return configurationText(found);
  }
  try {
    const drafts: Draft[] = [];
    for (const account of found)
      drafts.push({ ...account, purpose: await prompt.choose(whatFor(account.name), purposes) });
    while (drafts.length === 0 || (await prompt.confirm('Add another account?'))) {
      const exchange = await prompt.pick('Exchange (as ccxt calls it)', exchangeIds);
      const name = (await prompt.text(`Name of the account [${exchange}]`)) || exchange;
      drafts.push({
        ...fromEnvironment(name, exchange),
        purpose: await prompt.choose(whatFor(name), purposes),
      });
    }
    return configurationText(drafts);
  } finally {
    prompt.close();
  }
}

const nobodyToAsk =
  'Nobody is there to be asked. Name them: keyaudit init --account grid-bot=bybit:bot --account taxes=binance:tracker';

const whatFor = (name: string) => `What is the key of ${name} for?`;

function parseAccount(text: string): Draft {
  const [, name = '', exchange = '', purpose] = /^([^=]+)=([a-z0-9]+)(?::([a-z]+))?$/.exec(text) ?? [];
  const known = purposes.find((each) => each === purpose) ?? null;
  if (!exchangeIds.includes(exchange) || (purpose !== undefined && known === null)) {
    throw new UserError(
      `--account ${text}: must be name=exchange or name=exchange:purpose.`,
      `Purposes: ${purposes.join(', ')}. \`keyaudit exchanges\` lists the exchanges.`,
    );
  }
  return { ...fromEnvironment(name, exchange), purpose: known };
}

function fromEnvironment(name: string, exchange: string): Draft {
  return { name, exchange, source: { kind: 'keychain', entry: name }, purpose: null, more: [] };
}

/** What each key is today, as what it is expected to be: in the configuration that there is, or in a new one. */
async function fromScan(options: InitOptions, io: Io): Promise<string> {
  const found = await findAccounts(options.config ?? null, io);
  const report = await audit({ accounts: found.accounts, signal: io.signal });
  const expectations = new Map(found.accounts.map(({ name }) => [name, expectationOf(report, name)]));
  const config = await readConfiguration(options.config ?? null, io);
  if (config !== null) return await withExpectations(config.path, expectations);
  return configurationText(
    (await findSources(io)).map((account) => ({
      ...account,
      purpose: null,
      more: expectationLines(expectations.get(account.name) ?? null),
    })),
  );
}

/** What is expected of an account's key, and what is not known of it; null where it could not be audited. */
interface Expected {
  readonly permissions: readonly Permission[];
  readonly ips: readonly string[] | null;
  readonly remarks: readonly string[];
}

function expectationOf(report: Report, account: string): Expected | null {
  const key = report.keys.find((each) => each.account === account && each.relation === 'calling');
  const status = report.accounts.find(({ name }) => name === account)?.status ?? 'failed';
  if (key === undefined || status === 'failed') return null;
  const unknown = permissions.filter((name) => key.permissions[name] === 'unknown');
  const { state, allowed } = key.ipRestriction;
  return {
    permissions: permissions.filter((name) => key.permissions[name] === 'granted'),
    ips: allowed !== null && allowed.length > 0 ? allowed : null,
    remarks: [
      ...(unknown.length > 0 ? [`Not told by the exchange: ${unknown.join(', ')}.`] : []),
      ...(state === 'unrestricted'
        ? ['It works from any address. Give it an IP list, and write that here.']
        : []),
    ],
  };
}

const notAudited = 'It could not be audited, so that nothing is expected of it yet.';

function expectationLines(expected: Expected | null): readonly string[] {
  if (expected === null) return [`# ${notAudited}`];
  const { ips } = expected;
  return [
    ...expected.remarks.map((remark) => `# ${remark}`),
    'expect:',
    `  permissions: [${expected.permissions.join(', ')}]`,
    ...(ips === null ? [] : [`  ips: [${ips.map((ip) => JSON.stringify(ip)).join(', ')}]`]),
  ];
}

/** The configuration with what is expected of each account in it, and all else, comments too, as it was. */
async function withExpectations(
  path: string,
  expectations: ReadonlyMap<string, Expected | null>,
): Promise<string> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(await readFile(path, 'utf8'));
  [...expectations.values()].forEach((expected, index) => {
    if (expected === null) return;
    const { permissions: rights, ips, remarks } = expected;
    const node = document.createNode({ permissions: rights, ...(ips !== null && { ips }) }, { flow: true });
    if (remarks.length > 0) node.commentBefore = remarks.map((remark) => ` ${remark}`).join('\n');
    document.setIn(['accounts', index, 'expect'], node);
  });
  return document.toString();
}

function configurationText(drafts: readonly Draft[]): string {
  return [
    '# What keyaudit audits. It holds no secret, only where each one is.',
    'accounts:',
    ...drafts.flatMap(accountLines),
    'policy:',
    '  # Exit code 1 from here on: critical, high, medium, low or info.',
    '  failOn: high',
    '  # A change that is no older, in days, is a recent one.',
    '  recentDays: 30',
    '',
  ].join('\n');
}

function accountLines({ name, exchange, source, purpose, more }: Draft): readonly string[] {
  return [
    `  - name: ${JSON.stringify(name)}`,
    `    exchange: ${exchange}`,
    ...sourceLines(source),
    ...(purpose === null
      ? [
          '    # What the key is for: tracker (reads), bot (reads and trades) or treasury (may withdraw).',
          '    # purpose: bot',
        ]
      : [`    purpose: ${purpose}`]),
    ...more.map((line) => `    ${line}`),
  ];
}

function sourceLines(source: CredentialSource): readonly string[] {
  if (source.kind === 'keychain') return [`    credentials: { keychain: ${JSON.stringify(source.entry)} }`];
  const names = Object.entries(source.names).map(([credential, variable]) => `${credential}: ${variable}`);
  return [
    '    # Names of environment variables; each may also be given as <NAME>_FILE.',
    `    credentials: { env: { ${names.join(', ')} } }`,
  ];
}
