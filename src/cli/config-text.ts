import type { Document, YAMLMap } from 'yaml';
import type { LoadedConfig } from '../config/load-config.js';
import type { CredentialSource } from '../model/credentials.js';
import type { Purpose } from '../model/purpose.js';
import { UserError } from '../model/user-error.js';
import { type Expected, isSame } from './expectations.js';

/** An account as a new file will have it. */
export interface Draft {
  readonly name: string;
  readonly exchange: string;
  readonly source: CredentialSource;
  /** Where they could be as well, for a comment; null where none is to be named. */
  readonly alternative: CredentialSource | null;
  readonly purpose: Purpose | null;
  readonly expected: Expected | null;
}

/**
 * A new configuration.
 * @param leftOut sentences about what was found and is not in it
 */
export function configurationText(drafts: readonly Draft[], leftOut: readonly string[]): string {
  return [
    '# What keyaudit audits. It holds no secret, only where each one is.',
    ...leftOut.map(asComment),
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

function accountLines({ name, exchange, purpose, expected, ...where }: Draft): readonly string[] {
  return [
    `  - name: ${JSON.stringify(name)}`,
    `    exchange: ${exchange}`,
    ...sourceLines(where).map((line) => `    ${line}`),
    ...(purpose === null
      ? ['    # For: tracker (reads), bot (reads and trades), treasury (may withdraw).', '    # purpose: bot']
      : [`    purpose: ${purpose}`]),
    ...(expected === null ? [] : expectationLines(expected)).map((line) => `    ${line}`),
  ];
}

function sourceLines({ source, alternative }: Pick<Draft, 'source' | 'alternative'>): readonly string[] {
  return [
    `# Its key is in ${placeOf(source)}`,
    credentials(source),
    ...(alternative === null ? [] : [`# Or in ${placeOf(alternative)}`, `# ${credentials(alternative)}`]),
  ];
}

function placeOf(source: CredentialSource): string {
  switch (source.kind) {
    case 'env':
      return 'environment variables; each may also be given as <NAME>_FILE.';
    case 'keychain':
      return "the keychain's entry of this name.";
    case 'file':
    case 'age':
    case 'directory':
      return `${source.shown}.`;
    case 'command':
      return 'what this program prints.';
    case 'op':
      return '1Password.';
  }
}

/** In YAML's flow style. */
function credentials(source: CredentialSource): string {
  return `credentials: { ${source.kind}: ${flow(settingOf(source))} }`;
}

/** What the configuration has under the source's kind. */
function settingOf(source: CredentialSource): unknown {
  switch (source.kind) {
    case 'env':
      return source.names;
    case 'keychain':
      return source.entry;
    case 'file':
      return { path: source.shown, format: source.format ?? undefined, account: source.account ?? undefined };
    case 'age':
      return { path: source.shown, identity: source.identity?.shown, entry: source.entry };
    case 'directory':
      return { path: source.shown, files: source.files };
    case 'command':
      return 'all' in source.programs ? source.programs.all : source.programs.each;
    case 'op':
      return source.references;
  }
}

/** Names of variables as they are; other texts quoted as JSON does. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'string' && /^[A-Z]+_[A-Z0-9_]+$/.test(value)) return value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return `{ ${members.map(([key, inner]) => `${key}: ${flow(inner)}`).join(', ')} }`;
}

function expectationLines({ permissions, ips, remarks }: Expected): readonly string[] {
  return [
    ...remarks.map(asComment),
    ...(permissions === null && ips === null ? [] : ['expect:']),
    ...(permissions === null ? [] : [`  permissions: [${permissions.join(', ')}]`]),
    ...(ips === null ? [] : [`  ips: [${ips.map((ip) => JSON.stringify(ip)).join(', ')}]`]),
  ];
}

/** What a later run knows for `init`'s own, and takes away. */
const mark = ' init: ';
const asComment = (remark: string) => `#${mark}${remark}`;

/**
 * A configuration with what is expected of each account in it, and all else, comments too, as it was. Of an account
 * about which something is not known, the old expectation of that stays.
 * @param expectations of all its accounts, in their order
 * @throws UserError where it is written in a way that nothing can be added to
 */
export async function withExpectations(
  { file, text, accounts }: LoadedConfig,
  expectations: readonly Expected[],
): Promise<string> {
  const { isMap, isNode, isSeq, parseDocument, visit } = await import('yaml');
  const document: Document = parseDocument(text.replaceAll(/^[ \t]*# init: .*(\r?\n|$)/gm, ''));
  const list = document.get('accounts');
  let hasAlias = false;
  visit(document, {
    Alias: () => {
      hasAlias = true;
    },
  });
  if (hasAlias || !isMap(document.contents) || !isSeq(list)) {
    throw new UserError(`${file}: has YAML aliases (*…), and nothing can be added to those.`, withoutAliases);
  }
  // Comments within braces come out crooked.
  document.contents.flow = false;
  list.flow = false;
  expectations.forEach((expected, index) => {
    const account = list.items[index];
    if (!isMap(account)) return;
    account.flow = false;
    setExpectation(document, account, expected, accounts[index]?.expect ?? null);
    const last = account.items.find(({ key }) => String(key) === 'expect') ?? account.items.at(-1);
    if (expected.remarks.length === 0 || !isNode(last?.key)) return;
    const comments = expected.remarks.map((remark) => `${mark}${remark}`);
    // Before a key: what stands after the last one is taken for the next account's.
    const { commentBefore } = last.key;
    last.key.commentBefore = [...(commentBefore == null ? [] : [commentBefore]), ...comments].join('\n');
  });
  return document.toString({ lineWidth: 0 });
}

const withoutAliases = 'Write out what they stand for, and run this again.';

function setExpectation(
  document: Document,
  account: YAMLMap,
  expected: Expected,
  before: LoadedConfig['accounts'][number]['expect'],
): void {
  for (const name of ['permissions', 'ips'] as const) {
    const value = expected[name];
    if (value === null || isSame(before?.[name] ?? null, value)) continue;
    if (!account.has('expect'))
      account.add(document.createPair('expect', document.createNode({}, { flow: true })));
    account.setIn(['expect', name], document.createNode(value, { flow: true }));
  }
}
