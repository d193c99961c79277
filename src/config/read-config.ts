import { credentialNames } from '../model/credentials.js';
import { UserError } from '../model/user-error.js';
import { checkDocument } from './check-document.js';
import type { Config, ConfigAccount, ConfigTarget, Vocabulary } from './config.js';
import { parseConfigText } from './document.js';
import { isMapping, member } from './mapping.js';
import {
  type Explained,
  explainPolicy,
  mergePolicies,
  type PolicyLayer,
  toAccountPolicy,
} from './policy-layers.js';
import { describeProblems, type Path } from './problem.js';
import { type ConfigFile, configSchema } from './schema.js';
import { kindOf } from './schema-parts.js';
import { type Place, toSource } from './sources.js';
import { explainTargets, toTargets } from './targets.js';
import { explainWatch, toWatchSettings } from './watch-schema.js';

/** A configuration file that is right in itself; what its policy extends is not looked at yet. */
export interface CheckedConfig {
  readonly file: string;
  readonly parsed: ConfigFile;
  readonly lineOf: (path: Path) => number;
  /** Its own policy. */
  readonly own: PolicyLayer;
}

/**
 * Checks a file's text.
 *
 * @param file what messages call it
 * @throws UserError that tells all problems of the file
 */
export function checkConfig(file: string, text: string, vocabulary: Vocabulary): CheckedConfig {
  const document = parseConfigText(file, text);
  const { data, lineOf } = document;
  if (data === null || data === undefined) throw new UserError(`${file}: is empty.`, howToBegin);
  if (!isMapping(data)) {
    throw new UserError(`${file}:1: must be a mapping that begins with accounts:, not ${kindOf(data)}.`);
  }
  const parsed = checkDocument(file, document, configSchema(vocabulary));
  const placeOf = (path: Path) => `${file}:${lineOf(['policy', ...path])}`;
  return { file, parsed, lineOf, own: { policy: parsed.policy, placeOf } };
}

const howToBegin = 'Begin with an account: accounts: [{ name: my-bot, exchange: binance }]';

/**
 * Makes a configuration of a file that is right.
 * @param place where it lies: paths in it are relative to its folder
 * @param extended the policies that its own extends, the weakest first
 */
export function toConfig(
  { file, parsed, lineOf, own }: CheckedConfig,
  place: Place,
  vocabulary: Vocabulary,
  extended: readonly PolicyLayer[],
): Config {
  const layers = [...extended, own];
  const notify = readTargets(file, parsed, lineOf, place);
  return {
    file,
    accounts: parsed.accounts.map((account, index) => toAccount(account, lineOf(['accounts', index]), place)),
    policy: {
      ...mergePolicies(layers),
      waivers: parsed.waivers.map(({ check, account, key, reason, owner, expires }) => ({
        ...{ check, reason, expires },
        account: account ?? null,
        key: key ?? null,
        owner: owner ?? null,
      })),
      accounts: Object.fromEntries(
        parsed.accounts.flatMap(({ name, policy }) =>
          policy === undefined ? [] : [[name, toAccountPolicy(policy)]],
        ),
      ),
      strict: false,
    },
    explained: [
      ...explainPolicy(layers),
      ...explainAccounts(file, parsed, lineOf),
      ...explainTargets(notify),
      ...explainWatch(parsed.watch, (path) => `${file}:${lineOf(path)}`),
    ],
    notify,
    watch: toWatchSettings(parsed.watch),
    notices: [
      ...unusedCredentials(file, parsed, vocabulary, lineOf),
      ...waiversOfNobody(file, parsed, lineOf),
    ],
  };
}

type ParsedAccount = ConfigFile['accounts'][number];

function toAccount(account: ParsedAccount, line: number, place: Place): ConfigAccount {
  const { name, exchange, acceptHazards, proxy, baseUrl, purpose, expect, environment } = account;
  return {
    name,
    exchange,
    source: toSource(account, place),
    acceptHazards,
    proxy: proxy ?? null,
    baseUrl: baseUrl ?? null,
    purpose: purpose ?? null,
    environment: environment ?? null,
    expect:
      expect === undefined ? null : { permissions: expect.permissions ?? null, ips: expect.ips ?? null },
    line,
  };
}

/** The targets; two entries for one would each tell it everything. */
function readTargets(
  file: string,
  { notify }: ConfigFile,
  lineOf: (path: Path) => number,
  place: Place,
): readonly ConfigTarget[] {
  const lines = notify.map((_, index) => lineOf(['notify', index]));
  const targets = notify.map((entry, index) => toTargets(entry, place, `${file}:${lines[index]}`));
  const first = new Map<string, number>();
  const problems = targets.flatMap((each, index) =>
    each.flatMap(({ address }) => {
      const earlier = first.get(address) ?? index;
      first.set(address, earlier);
      const message = `is the target of notify[${earlier}] too; name it once, with a list: when: [changes, heartbeat]`;
      return earlier === index ? [] : [{ path: ['notify', index], message }];
    }),
  );
  if (problems.length > 0) throw new UserError(describeProblems(file, problems, lineOf));
  return targets.flat();
}

/** What accounts have otherwise than the rest, and where it stands. */
function explainAccounts(
  file: string,
  { accounts }: ConfigFile,
  lineOf: (path: Path) => number,
): Explained[] {
  return accounts.flatMap(({ name, policy = {}, purpose, expect = {}, environment }, index) => {
    const at = (...path: Path) => `${file}:${lineOf(['accounts', index, ...path])}`;
    const { checks = {}, ...thresholds } = policy;
    return [
      ...(purpose === undefined ? [] : [{ path: 'purpose', value: purpose, from: at('purpose') }]),
      ...(['permissions', 'ips'] as const).flatMap((part) => {
        const words = expect[part];
        if (words === undefined) return [];
        const value = words.length === 0 ? 'none' : words.join(', ');
        return [{ path: `expect.${part}`, value, from: at('expect', part) }];
      }),
      ...(environment === undefined
        ? []
        : [{ path: 'environment', value: environment, from: at('environment') }]),
      ...Object.entries(thresholds).map(([key, value]) => ({
        path: `policy.${key}`,
        value: String(value),
        from: at('policy', key),
      })),
      ...Object.entries(checks).map(([check, setting]) => ({
        path: `policy.checks.${check}`,
        value: setting === 'off' ? 'off' : setting.severity,
        from: at('policy', 'checks', check),
      })),
    ].map(({ path, ...rest }) => ({ path: `accounts[${name}].${path}`, ...rest }));
  });
}

/** A credential that the exchange takes no notice of may be a slip of the pen. */
function unusedCredentials(
  file: string,
  { accounts }: ConfigFile,
  { exchanges }: Vocabulary,
  lineOf: (path: Path) => number,
): string[] {
  return accounts.flatMap(({ exchange, credentials }, index) => {
    const { needed = [], optional = [] } = exchanges.get(exchange)?.credentials ?? {};
    const used = [...needed, ...optional];
    const line = lineOf(['accounts', index, 'credentials']);
    return (['env', 'op', 'command'] as const).flatMap((source) =>
      credentialNames
        .filter((name) => member(credentials?.[source], name) !== undefined && !used.includes(name))
        .map(
          (name) =>
            `${file}:${line}: \`credentials.${source}.${name}\` is not used: ${exchange} takes ${used.join(', ')}.`,
        ),
    );
  });
}

/** A waiver that waives nothing may be a slip of the pen; its finding stays open, so it is no error. */
function waiversOfNobody(
  file: string,
  { accounts, waivers }: ConfigFile,
  lineOf: (path: Path) => number,
): string[] {
  const names = new Set(accounts.map(({ name }) => name));
  return waivers.flatMap(({ account }, index) => {
    if (account === undefined || names.has(account)) return [];
    const line = lineOf(['waivers', index]);
    return [`${file}:${line}: waivers[${index}] is for an account that is not in this file.`];
  });
}
