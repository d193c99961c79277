import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { demoAccounts } from '../../src/simulator/demo.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { byHummingbot, byOctobot } from '../helpers/encrypt.ts';
import { folder, run } from '../helpers/process.ts';
import { startSecretService } from '../helpers/secret-service.ts';

/**
 * Scans as the command does, then writes all that is left in the heap to a file. What it keeps on purpose must be
 * found there, or the search finds nothing anywhere.
 */
const program = `
  const [library, snapshot, kept] = process.argv.slice(1);
  globalThis.kept = kept;
  const { run } = await import(library);
  let stdout = '';
  const io = {
    stdout: { write: (text) => { stdout += text; } },
    stderr: { write: () => {} },
    env: process.env,
    cwd: process.cwd(),
    signal: new AbortController().signal,
  };
  await run(['scan', '--config', 'demo.json', '--format', 'json'], io);
  process.stdout.write(stdout);
  stdout = '';
  // What led here began in the last answer's callback, which keeps its request until it has returned.
  await new Promise((resolve) => setImmediate(resolve));
  const { writeHeapSnapshot } = await import('node:v8');
  writeHeapSnapshot(snapshot);
`;

const names = ['apiKey', 'secret', 'password'] as const;

interface Held {
  readonly name: string;
  readonly exchange: string;
  readonly credentials: readonly (readonly [name: string, text: string])[];
}

/** The demo's accounts with secrets that stand nowhere else. */
function newAccounts() {
  const text = () => randomBytes(24).toString('hex');
  return demoAccounts.map((account) => ({
    ...account,
    apiKey: text(),
    secret: text(),
    ...(account.password !== undefined && { password: text() }),
  }));
}

interface Kept {
  readonly sources: readonly object[];
  readonly env: Readonly<Record<string, string>>;
  /** What else must not be found. */
  readonly also?: readonly string[];
}

type Way = (cwd: string, accounts: readonly Held[]) => Kept | Promise<Kept>;

const variableOf = (account: string, name: string) => `${account.replaceAll('-', '_')}_${name}`.toUpperCase();

const ways: Record<string, Way> = {
  'the environment': (_, accounts) => ({
    sources: accounts.map(({ name, credentials }) => ({
      env: Object.fromEntries(credentials.map(([each]) => [each, variableOf(name, each)])),
    })),
    env: Object.fromEntries(
      accounts.flatMap(({ name, credentials }) =>
        credentials.map(([each, text]) => [variableOf(name, each), text]),
      ),
    ),
  }),
  'files that the environment names': (cwd, accounts) => ({
    sources: accounts.map(({ name, credentials }) => ({
      env: Object.fromEntries(credentials.map(([each]) => [each, variableOf(name, each)])),
    })),
    env: Object.fromEntries(
      accounts.flatMap(({ name, credentials }) =>
        credentials.map(([each, text]) => {
          const file = join(cwd, `${name}-${each}`);
          writeFileSync(file, text);
          return [`${variableOf(name, each)}_FILE`, file];
        }),
      ),
    ),
  }),
  'a bot’s file': (cwd, accounts) => {
    const keys = Object.fromEntries(
      accounts.map(({ exchange, credentials }) => [exchange, Object.fromEntries(credentials)]),
    );
    writeFileSync(join(cwd, 'keys.json'), JSON.stringify(keys));
    return { sources: accounts.map(() => ({ file: './keys.json' })), env: {} };
  },
  'OctoBot’s file': (cwd, accounts) => {
    const exchanges = Object.fromEntries(
      accounts.map(({ exchange, credentials }) => [
        exchange,
        Object.fromEntries(credentials.map(([each, text]) => [octobotNames[each], byOctobot(text)])),
      ]),
    );
    mkdirSync(join(cwd, 'user'));
    writeFileSync(join(cwd, 'user/config.json'), JSON.stringify({ exchanges }));
    return { sources: accounts.map(() => ({ file: './user/config.json' })), env: {} };
  },
  'hummingbot’s files': (cwd, accounts) => {
    const password = randomBytes(24).toString('hex');
    mkdirSync(join(cwd, 'conf/connectors'), { recursive: true });
    writeFileSync(join(cwd, 'conf/.password_verification'), byHummingbot('HummingBot', password));
    const sources = accounts.map(({ exchange, credentials }) => {
      const file = `conf/connectors/${exchange}.yml`;
      const fields = credentials.map(
        ([each, text]) => `${exchange}_${hummingbotNames[each]}: ${byHummingbot(text, password)}\n`,
      );
      writeFileSync(join(cwd, file), `connector: ${exchange}\n${fields.join('')}`);
      return { file };
    });
    return { sources, env: { HBOT_PASSWORD: password }, also: [password] };
  },
  'what programs print': (cwd, accounts) => ({
    sources: accounts.map(({ name, credentials }, index) => {
      for (const [each, text] of credentials) writeFileSync(join(cwd, `${name}-${each}`), text);
      writeFileSync(join(cwd, `${name}.json`), JSON.stringify(Object.fromEntries(credentials)));
      const one = Object.fromEntries(credentials.map(([each]) => [each, ['cat', `${name}-${each}`]]));
      return { command: index % 2 === 0 ? one : ['cat', `${name}.json`] };
    }),
    env: {},
  }),
  'a directory': (cwd, accounts) => ({
    sources: accounts.map(({ name, credentials }) => {
      mkdirSync(join(cwd, name));
      for (const [each, text] of credentials) writeFileSync(join(cwd, name, each), text);
      return { directory: name };
    }),
    env: {},
  }),
  'a file that age encrypted': async (cwd, accounts) => {
    const identity = await generateIdentity();
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(identity));
    const unused = randomBytes(24).toString('hex');
    const entries = { ...entriesOf(accounts), unused: { exchange: 'kraken', apiKey: 'k', secret: unused } };
    writeFileSync(join(cwd, 'keys.age'), await encrypter.encrypt(JSON.stringify(entries)));
    writeFileSync(join(cwd, 'id.txt'), identity);
    const sources = accounts.map(() => ({ age: { path: './keys.age', identity: './id.txt' } }));
    return { sources, env: {}, also: [identity, unused] };
  },
};

/** As the keychain and age's file have them, by name. */
function entriesOf(accounts: readonly Held[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(
    accounts.map(({ name, exchange, credentials }) => [
      name,
      { exchange, ...Object.fromEntries(credentials) },
    ]),
  );
}

const service = await startSecretService();
if ('unavailable' in service) {
  it.skip(`the OS keychain: ${service.unavailable}`, () => {});
} else {
  afterAll(service.stop);
  ways['the keychain'] = (_, accounts) => {
    for (const [name, entry] of Object.entries(entriesOf(accounts)))
      service.store('keyaudit', name, JSON.stringify(entry));
    const unused = randomBytes(24).toString('hex');
    service.store('keyaudit', 'unused', JSON.stringify({ exchange: 'kraken', apiKey: 'k', secret: unused }));
    return { sources: accounts.map(({ name }) => ({ keychain: name })), env: service.env, also: [unused] };
  };
}

const octobotNames: Readonly<Record<string, string>> = {
  apiKey: 'api-key',
  secret: 'api-secret',
  password: 'api-password',
};

const hummingbotNames: Readonly<Record<string, string>> = {
  apiKey: 'api_key',
  secret: 'secret_key',
  password: 'passphrase',
};

async function scanned(way: Way) {
  const accounts = newAccounts();
  const simulator = await startSimulator({ accounts });
  onTestFinished(() => simulator.close());
  const held = accounts.map(({ name, exchange, ...texts }) => ({
    name,
    exchange,
    credentials: names.flatMap((each) => {
      const text = texts[each];
      return text === undefined ? [] : [[each, text] as const];
    }),
  }));
  const cwd = folder();
  const { sources, env, also = [] } = await way(cwd, held);
  const config = accounts.map(({ name, exchange }, index) => ({
    ...{ name, exchange, baseUrl: simulator.url, credentials: sources[index] },
  }));
  writeFileSync(join(cwd, 'demo.json'), JSON.stringify({ accounts: config }));
  const kept = randomBytes(24).toString('hex');
  const snapshot = join(cwd, 'after.heapsnapshot');
  const library = new URL('../../dist/cli/run.js', import.meta.url).href;
  const args = ['--input-type=module', '--eval', program, library, snapshot, kept];
  const { stdout, stderr } = await run(process.execPath, args, { cwd, env: { HOME: cwd, ...env } });
  expect(stderr).toBe('');
  return { held, also, kept, report: JSON.parse(stdout), heap: readFileSync(snapshot, 'utf8') };
}

describe('the heap after a scan', () => {
  it.each(Object.entries(ways))('of keys from %s holds none of them', async (_, way) => {
    const { held, also, kept, report, heap } = await scanned(way);
    // What was kept is found, and the keys were read and have signed: else there would be nothing to look for.
    expect(heap).toContain(kept);
    const statuses = report.accounts.map(({ status }: { status: string }) => status);
    expect(statuses).toEqual(expect.arrayContaining(['audited', 'failed']));
    for (const { error } of report.accounts) expect(error?.kind).not.toBe('credential-source');
    const left = held.flatMap(({ name, credentials }) =>
      credentials.filter(([, text]) => heap.includes(text)).map(([each]) => `${each} of ${name}`),
    );
    expect(left).toEqual([]);
    expect(also.some((text) => heap.includes(text))).toBe(false);
  });
});
