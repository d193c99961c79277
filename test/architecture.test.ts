import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** Arrows point down: each folder of src/, and the folders that its files may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  // The words that all others speak.
  model: [],
  checks: ['model'],
  // The use case is handed what it asks with; of the others it knows the engine that judges.
  audit: ['model', 'checks'],
  // How a request leaves, and who it was that did not answer.
  network: ['model'],
  exchanges: ['model', 'network'],
  config: ['model'],
  // Starts others' programs, and ends them with what they started.
  processes: [],
  credentials: ['model', 'processes'],
  // SQLite files that last from one run to the next.
  database: [],
  history: ['model', 'database'],
  notifiers: ['model', 'network', 'database', 'processes'],
  // When to ask again, and what is to be told then.
  watch: ['model'],
  // One format lists every check there is.
  reporters: ['model', 'checks'],
  schema: ['model'],
  // Stands in for the exchanges, so it must not share code with what is tested against it.
  simulator: [],
  // The library call behind the command: wires the parts for other programs.
  'index.ts': ['model', 'checks', 'audit', 'exchanges', 'version.ts'],
  'version.ts': [],
  cli: [
    'model',
    'checks',
    'audit',
    'config',
    'credentials',
    'database',
    'exchanges',
    'history',
    'network',
    'notifiers',
    'reporters',
    'simulator',
    'watch',
    'index.ts',
    'version.ts',
  ],
};

/** Plain data in, plain data out: no files, network, clock or process. */
const pure = (file: string) => /^(model|checks|reporters|watch)\/|\/normalize\.ts$/.test(file);

interface Source {
  /** Relative to src/. */
  readonly file: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const sources: readonly Source[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => {
    const text = readFileSync(join(src, file), 'utf8');
    const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, name]) => name ?? '');
    return { file, text, imports };
  });

/** The file in src/ that an import names; undefined for a package. */
function target({ file }: Source, name: string): string | undefined {
  return name.startsWith('.')
    ? relative(src, join(src, dirname(file), name)).replace(/\.js$/, '.ts')
    : undefined;
}

const folderOf = (file: string) => file.split('/')[0] ?? file;

/** Every "file: what" that a rule finds wrong in any source. */
function violations(rule: (source: Source, targets: readonly string[]) => readonly string[]) {
  return sources.flatMap((source) => {
    const targets = source.imports.flatMap((name) => target(source, name) ?? []);
    return rule(source, targets).map((what) => `${source.file}: ${what}`);
  });
}

it('reads the sources', () => {
  expect(sources.length).toBeGreaterThan(40);
});

it('has a rule for every folder', () => {
  expect([...new Set(sources.map(({ file }) => folderOf(file)))].toSorted()).toEqual(
    Object.keys(mayImport).toSorted(),
  );
});

it('imports only what lies below', () => {
  const found = violations(({ file }, targets) =>
    targets
      .map(folderOf)
      .filter((other) => other !== folderOf(file) && mayImport[folderOf(file)]?.includes(other) !== true),
  );
  expect(found).toEqual([]);
});

it('lets no exchange know another', () => {
  const exchangeOf = (file: string) => /^exchanges\/([^/]+)\//.exec(file)?.[1];
  const found = violations(({ file }, targets) =>
    targets.filter((other) => {
      const exchange = exchangeOf(other);
      return exchange !== undefined && exchange !== exchangeOf(file) && file !== 'exchanges/index.ts';
    }),
  );
  expect(found).toEqual([]);
});

/**
 * Where requests are signed, keys named for reports, and keys handed to what keeps them; for the password of a
 * bot's file, where that is decrypted; and where messages to people are sent.
 */
const openers = [
  'exchanges/client.ts',
  'exchanges/identity.ts',
  'credentials/entry.ts',
  'credentials/formats/hummingbot/keyfile.ts',
  'credentials/age-format.ts',
  'notifiers/sealed.ts',
];

it('knows ccxt in one file, and opens secrets in a few', () => {
  const found = violations(({ file, text, imports }) => [
    ...(imports.includes('ccxt') && file !== 'exchanges/client.ts' ? ['imports ccxt'] : []),
    ...(/\.reveal\(\)/.test(text) && !openers.includes(file) ? ['opens a secret'] : []),
  ]);
  expect(found).toEqual([]);
});

it('never ends the process, which would cut a piped report', () => {
  expect(violations(({ text }) => text.match(/process\.exit\(/g) ?? [])).toEqual([]);
});

it('has no I/O, clock or process where it judges, understands and renders', () => {
  const found = violations(({ file, text, imports }) =>
    pure(file)
      ? [
          ...imports.filter((name) => name.startsWith('node:')),
          ...(text.match(/\bprocess\.|\bfetch\(|new Date\(\)|Date\.now\(/g) ?? []),
        ]
      : [],
  );
  expect(found).toEqual([]);
});

it('has no import cycle', () => {
  const targetsOf = new Map(
    sources.map((source) => [source.file, source.imports.flatMap((name) => target(source, name) ?? [])]),
  );
  const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
    (targetsOf.get(from) ?? []).some(
      (next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))),
    );
  expect([...targetsOf.keys()].filter((file) => reaches(file, file))).toEqual([]);
});
