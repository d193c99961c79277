import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readCredentialFile } from '../../src/credentials/credential-file.ts';
import { allFormats, loadFormats } from '../../src/credentials/formats/index.ts';
import { exchangeIds } from '../../src/exchanges/index.ts';
import { AccountError } from '../../src/model/account-error.ts';
import type { Report } from '../../src/model/report.ts';
import { type SimulatedAccount, startSimulator } from '../../src/simulator/server.ts';
import {
  type CredentialCase,
  credentialCases,
  type ExpectedKey,
  formatsWithCases,
} from '../helpers/credential-cases.ts';
import { folder, keyaudit } from '../helpers/process.ts';

const formats = Object.keys(loadFormats);
const cases = formats.flatMap((format) =>
  credentialCases(format).map((each) => [format, each.name, each] as const),
);

/** Cases of fixtures/exchanges/ in which the key is accepted, whoever it is. */
const accepted: Readonly<Record<string, string>> = {
  binance: 'tracker',
  bitget: 'classic-tracker',
  bybit: 'well-kept',
  kraken: 'tracker',
  krakenfutures: 'tracker',
  kucoin: 'well-kept',
  okx: 'tracker',
};

it('has cases for every format, and for no other', () => {
  expect(formatsWithCases().toSorted()).toEqual(formats.toSorted());
});

describe.each(cases)('%s: %s', (format, _, given) => {
  it.each([format, null])('is read as %s', async (named) => {
    const path = join(given.folder, given.file);
    const formats = (await allFormats()).filter(({ id, isNamedLike }) =>
      named === null ? isNamedLike(path) : id === named,
    );
    const tools = { env: given.environment ?? {}, askPassword: null };
    const read = await readCredentialFile({ path, shown: given.file }, formats, tools);
    if (read === null) throw new Error('of no known format');
    expect(read.format.id).toBe(format);
    const keys = await Promise.all(
      read.keys.map(async ({ account, exchange, names, open }) => {
        const opened = Object.entries(await open(names));
        const credentials = Object.fromEntries(opened.map(([name, secret]) => [name, secret.reveal()]));
        return { account, exchange, credentials };
      }),
    );
    expect(keys).toEqual(given.keys);
  });

  it('has a name by which its format is known', async () => {
    const { isNamedLike } = (await loadFormats[format]?.()) ?? {};
    expect(isNamedLike?.(`/home/somebody/${given.file}`)).toBe(true);
  });

  it('is scanned by the command, with its format and without, and left as it was', async () => {
    const known = given.keys.filter(({ exchange }) => exchangeIds.includes(exchange ?? given.scanAs ?? ''));
    if (given.scan === false || known.length === 0) return;
    const cwd = copyOf(given);
    const accounts = [format, null].flatMap((named) =>
      known.map((key, at): Configured => {
        const exchange = key.exchange ?? given.scanAs ?? '';
        return {
          name: `${named ?? 'untold'}-${at}`,
          exchange,
          file: given.file,
          format: named,
          account: key.account,
        };
      }),
    );
    const { report, texts } = await scanUntouched(cwd, accounts, given.environment ?? {}, given);
    for (const { name, exchange, error } of report.accounts) {
      if (Object.hasOwn(accepted, exchange)) expect([name, error]).toEqual([name, null]);
      // No answer is simulated for the others: what matters is that the key was read, and they were asked.
      else expect([name, error?.kind]).not.toEqual([name, 'credential-source']);
    }
    expectNoSecret(texts, given);
  });
});

describe.each(formats.map((format) => [format, credentialCases(format)[0]] as const))(
  '%s',
  (format, first) => {
    if (first === undefined) throw new Error(`${format} has no case`);
    const exchange = first.keys[0]?.exchange ?? 'binance';

    it('that is broken or hostile is said to be, by its name, and nothing else', async () => {
      const cwd = copyOf(first);
      const broken = Object.entries(brokenOf(first)).map(([what, bytes]) => {
        // In a folder of its own, since a name may tell the format.
        const file = join(what, first.file);
        mkdirSync(dirname(join(cwd, file)), { recursive: true });
        bytes(join(cwd, file));
        return { what, file };
      });
      const accounts = broken.flatMap(({ what, file }) =>
        [format, null].map((named): Configured => {
          return {
            name: `${what} ${named ?? ''}`.trim(),
            exchange,
            file,
            format: named,
            account: first.keys[0]?.account ?? null,
          };
        }),
      );
      const { report, texts } = await scanUntouched(cwd, accounts, first.environment ?? {}, first);
      for (const [at, { name, error }] of report.accounts.entries()) {
        expect([name, error?.kind]).toEqual([name, 'credential-source']);
        expect(error?.message).toContain(basename(accounts[at]?.file ?? '?'));
        expect(error?.message).toMatch(/\.$/);
      }
      expect(report.accounts).toHaveLength(accounts.length);
      expectNoSecret(texts, first);
      expect(texts).not.toMatch(/CANARY/);
    });

    it('half-written, wherever it ends, never gives its secrets away', async () => {
      const text = readFileSync(join(first.folder, first.file), 'utf8');
      const path = join(copyOf(first), first.file);
      for (let length = 0; length < text.length; length += 7) {
        writeFileSync(path, text.slice(0, length));
        const said = await messagesOf(path, format, first);
        expectNoSecret(said, first);
      }
    });
  },
);

/** What reading says, where it says anything. */
async function messagesOf(
  path: string,
  format: string,
  { environment = {} }: CredentialCase,
): Promise<string> {
  try {
    const only = (await allFormats()).filter(({ id }) => id === format);
    const tools = { env: environment, askPassword: null };
    const read = await readCredentialFile({ path, shown: basename(path) }, only, tools);
    return (read?.keys ?? []).map(({ place }) => place).join('\n');
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    expect(error.message).toContain(basename(path));
    return `${error.message}\n${error.stack}`;
  }
}

/** What may stand in the place of a bot's file; each writes it there. */
function brokenOf({ folder: from, file }: CredentialCase): Readonly<Record<string, (path: string) => void>> {
  const text = readFileSync(join(from, file), 'utf8');
  const write = (content: string | Buffer) => (path: string) => writeFileSync(path, content);
  return {
    empty: write(''),
    blank: write('\n \t\r\n'),
    'a sentence': write('CANARY is no key of anything\n'),
    null: write('null'),
    'a list': write('["CANARY"]'),
    'a text': write('"CANARY"'),
    'a number': write('42'),
    'numbers for objects': write('{ "binance": 1, "exchange": 2, "exchanges": 3 }'),
    'numbers for texts': write(
      '{ "exchange": { "name": 1, "key": 2, "secret": 3 }, "binance": { "apiKey": 4, "secret": [] } }',
    ),
    'prototype names': write(
      '{ "__proto__": { "apiKey": "CANARY", "secret": "CANARY" }, "constructor": { "prototype": { "exchange": "CANARY" } } }',
    ),
    'nested lists': write('['.repeat(1_000_000)),
    'nested objects': write('{"exchange":'.repeat(80_000)),
    'empty lines': write('\n'.repeat(1_000_000)),
    'open quotes': write(`A="\n`.repeat(200_000)),
    huge: write('CANARY '.repeat(200_000)),
    'UTF-16': write(Buffer.from(`\ufeff${text}`, 'utf16le')),
    'no text': write(Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3])),
    NULs: write(Buffer.alloc(1000)),
    'a folder': (path) => mkdirSync(path),
    missing: () => {},
    'an endless device': (path) => symlinkSync('/dev/zero', path),
    'a circle of links': (path) => symlinkSync(basename(path), path),
  };
}

interface Configured {
  readonly name: string;
  readonly exchange: string;
  readonly file: string;
  readonly format: string | null;
  readonly account: string | null;
}

/** Scans these accounts, and fails where a file is not as it was, or there is one more. */
async function scanUntouched(
  cwd: string,
  accounts: readonly Configured[],
  env: Readonly<Record<string, string>>,
  { keys, scanAs = '' }: CredentialCase,
) {
  const simulator = await startSimulator({ accounts: keys.map((key) => simulatedOf(key, scanAs)) });
  onTestFinished(() => simulator.close());
  const config = accounts.map(({ name, exchange, file, format, account }) => {
    const credentials = {
      file: { path: file, ...(format !== null && { format }), ...(account !== null && { account }) },
    };
    return { name, exchange, baseUrl: simulator.url, credentials };
  });
  writeFileSync(join(cwd, 'keyaudit.config.json'), JSON.stringify({ accounts: config }));
  const home = folder();
  const before = [stateOf(cwd), stateOf(home)];
  const args = ['scan', '--format', 'json', '--no-history'];
  const outcome = await keyaudit(args, { cwd, env: { HOME: home, ...env } });
  expect([stateOf(cwd), stateOf(home)]).toEqual(before);
  expect(outcome.stdout, outcome.stderr).not.toBe('');
  return { report: JSON.parse(outcome.stdout) as Report, texts: outcome.stdout + outcome.stderr };
}

function simulatedOf({ exchange, credentials }: ExpectedKey, scanAs: string): SimulatedAccount {
  const id = exchange ?? scanAs;
  const { apiKey = 'none', secret = 'none', ...others } = credentials;
  return { exchange: id, apiKey, secret, ...others, answers: accepted[id] ?? [] };
}

function copyOf({ folder: from }: CredentialCase): string {
  const cwd = folder();
  cpSync(from, cwd, { recursive: true, filter: (path) => basename(path) !== 'expected.json' });
  return cwd;
}

/** Every file below, with its content, rights and times. */
function stateOf(place: string): readonly unknown[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      if (entry.isSymbolicLink()) return [path, readlinkSync(path)];
      const { mode, mtimeMs, ctimeMs } = statSync(path);
      return [path, mode, mtimeMs, ctimeMs, entry.isFile() ? readFileSync(path, 'base64') : null];
    })
    .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

/** No credential but addresses and numbers, which are public and short. */
function expectNoSecret(text: string, { keys }: CredentialCase): void {
  for (const { credentials } of keys) {
    const { uid: _u, accountId: _a, walletAddress: _w, ...secrets } = credentials;
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  }
}
