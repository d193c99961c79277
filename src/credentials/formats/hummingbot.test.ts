import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AccountError } from '../../model/account-error.js';
import type { CredentialName } from '../../model/credentials.js';
import { Secret } from '../../model/secret.js';
import { type FileTools, readFromFile } from '../credential-file.js';

const fixtures = fileURLToPath(new URL('../../../fixtures/credentials/hummingbot/', import.meta.url));
const needs = { needed: ['apiKey', 'secret'] as CredentialName[], optional: [] };
const password = 'invented password';

/** A copy of a case's folder, of which files can be changed. */
function copied(name: string, connector: string) {
  const folder = mkdtempSync(join(tmpdir(), 'keyaudit-hummingbot-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join(fixtures, name), folder, { recursive: true });
  const shown = `conf/connectors/${connector}.yml`;
  const path = join(folder, shown);
  return {
    path,
    verification: join(folder, 'conf/.password_verification'),
    text: readFileSync(path, 'utf8'),
    open: async (exchange: string, tools: Partial<FileTools> = {}) =>
      await readFromFile(
        { kind: 'file', path, shown, format: 'hummingbot', account: null },
        exchange,
        needs,
        { env: { HBOT_PASSWORD: password }, askPassword: null, ...tools },
      ),
  };
}

/** Its message, and that it tells nothing more by another way. */
async function failureOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AccountError)) throw new Error('no AccountError', { cause: error });
  expect(error.kind).toBe('credential-source');
  expect(inspect(error, { depth: 9 })).not.toMatch(/canary|7b22|invented/i);
  return error.message;
}

describe('the password', () => {
  it.each<[string, FileTools['env'], string]>([
    [
      'wrong',
      { HBOT_PASSWORD: 'canary' },
      'the password in HBOT_PASSWORD is not that of hummingbot’s folder conf.',
    ],
    [
      'wrong in the older variable',
      { CONFIG_PASSWORD: 'canary' },
      'the password in CONFIG_PASSWORD is not that of hummingbot’s folder conf.',
    ],
    [
      'missing',
      {},
      'hummingbot’s folder conf needs its password: set HBOT_PASSWORD or CONFIG_PASSWORD (or …_FILE), or run keyaudit at a terminal.',
    ],
  ])('that is %s is told', async (_, env, message) => {
    const { open } = copied('bing-x', 'bing_x');
    expect(await failureOf(open('bingx', { env }))).toBe(message);
  });

  it('is asked of a person until it is right, and once for two connectors of a folder', async () => {
    const { path, text, open } = copied('bing-x', 'bing_x');
    const other = path.replace('bing_x.yml', 'mexc.yml');
    writeFileSync(other, text.replaceAll('bingx_', 'mexc_').replace('connector: bing_x', 'connector: mexc'));
    const questions: string[] = [];
    const tools: FileTools = {
      env: {},
      askPassword: async (question) => new Secret(questions.push(question) === 1 ? 'canary' : password),
    };
    const file = { kind: 'file', path: other, shown: 'mexc.yml', format: null, account: null } as const;
    const [first, second] = await Promise.all([
      readFromFile({ ...file, path, shown: 'conf/connectors/bing_x.yml' }, 'bingx', needs, tools),
      readFromFile({ ...file, shown: 'conf/connectors/mexc.yml' }, 'mexc', needs, tools),
    ]);
    expect(questions).toEqual([
      'Password of hummingbot’s folder conf',
      'That is not it. Password of hummingbot’s folder conf',
    ]);
    expect(first.apiKey?.reveal()).toBe('INVENTED-bingx-key');
    expect(second.apiKey?.reveal()).toBe('INVENTED-bingx-key');
    expect(await failureOf(open('kraken'))).toMatch(/^conf\/connectors\/bing_x.yml has no key of kraken/);
  });

  it('is tried on the key itself where the folder has no file for that', async () => {
    const { open } = copied('without-verification', 'bitget');
    expect((await open('bitget')).apiKey?.reveal()).toBe('INVENTED-bitget-key');
    expect(await failureOf(open('bitget', { env: { HBOT_PASSWORD: 'canary' } }))).toBe(
      'the password in HBOT_PASSWORD is not that of conf/connectors/bitget.yml.',
    );
  });

  it('is not asked for where the file cannot be decrypted anyhow', async () => {
    const { path, text, open } = copied('bing-x', 'bing_x');
    writeFileSync(path, text.slice(0, -200));
    const ask = async () => {
      throw new Error('asked');
    };
    expect(await failureOf(open('bingx', { env: {}, askPassword: ask }))).toBe(
      'the encrypted text of bingx_api_secret in conf/connectors/bing_x.yml is cut, damaged or of another kind.',
    );
  });
});

describe('a key of another site than the account', () => {
  it.each([
    ['okx-eea', 'okx', 'okx', 'okx (myokx)'],
    ['testnet', 'bybit_testnet', 'bybit', 'bybit_testnet (bybit_testnet)'],
  ])('is not taken: %s', async (name, connector, exchange, there) => {
    expect(await failureOf(copied(name, connector).open(exchange))).toBe(
      `conf/connectors/${connector}.yml has no key of ${exchange}; it has: ${there}.`,
    );
  });
});

describe('a damaged file', () => {
  const replaced = (text: string, field: string, value: string) =>
    text.replace(new RegExp(`^${field}: .*$`, 'm'), `${field}: ${value}`);
  /** Hex of a keyfile with something in it replaced. */
  const altered = (text: string, field: string, from: string | RegExp, to: string) => {
    const hex = new RegExp(`^${field}: (.*)$`, 'm').exec(text)?.[1] ?? '';
    const json = Buffer.from(hex, 'hex').toString();
    return replaced(text, field, Buffer.from(json.replace(from, to)).toString('hex'));
  };

  it.each<[string, (text: string) => string, string]>([
    [
      'a value cut in a digit',
      (text) => text.trimEnd().slice(0, -101),
      'the encrypted text of bingx_api_secret in conf/connectors/bing_x.yml is cut, damaged or of another kind.',
    ],
    [
      'a value that is not encrypted',
      (text) => replaced(text, 'bingx_api_secret', 'canary'),
      'bingx_api_secret in conf/connectors/bing_x.yml is not encrypted as hummingbot does it.',
    ],
    [
      'another MAC',
      (text) => altered(text, 'bingx_api_secret', /"mac": "../, '"mac": "00'),
      'bingx_api_secret in conf/connectors/bing_x.yml is damaged, or was encrypted with another password.',
    ],
    [
      'hours of work',
      (text) => altered(text, 'bingx_api_key', '"c": 4096', '"c": 999999999999'),
      'the encrypted text of bingx_api_key in conf/connectors/bing_x.yml asks for more work than such a file can need (crypto.kdfparams.c).',
    ],
    [
      'a value that is missing',
      (text) => replaced(text, 'bingx_api_secret', "''"),
      'bing_x in conf/connectors/bing_x.yml holds no secret, which this exchange needs.',
    ],
    [
      'a value that is a list',
      (text) => replaced(text, 'bingx_api_secret', '[canary]'),
      'bing_x in conf/connectors/bing_x.yml holds no secret, which this exchange needs.',
    ],
    [
      'only its first lines',
      (text) => text.slice(0, text.indexOf('bingx_api_key')),
      'bing_x in conf/connectors/bing_x.yml holds no apiKey, which this exchange needs.',
    ],
    [
      'no connector',
      (text) => replaced(text, 'connector', ''),
      'conf/connectors/bing_x.yml is not of the format hummingbot.',
    ],
    [
      'a connector that is no name',
      (text) => replaced(text, 'connector', '"canary\\ncanary"'),
      'conf/connectors/bing_x.yml is not of the format hummingbot.',
    ],
    ['nothing', () => '', 'conf/connectors/bing_x.yml is not of the format hummingbot.'],
    ['a list', () => '- connector: canary', 'conf/connectors/bing_x.yml is not of the format hummingbot.'],
  ])('with %s is told', async (_, damage, message) => {
    const { path, text, open } = copied('bing-x', 'bing_x');
    writeFileSync(path, damage(text));
    expect(await failureOf(open('bingx'))).toBe(message);
  });

  it.each<[string, string, RegExp]>([
    ['brackets without end', `connector: x\na: ${'['.repeat(60_000)}`, /bing_x.yml:2 is not valid YAML/],
    [
      'deep indentation',
      `connector: x\n${deep(350)}`,
      /bing_x.yml:\d+ is not valid YAML|has no key of bingx/,
    ],
    ['a key twice', 'connector: canary\nconnector: canary\n', /bing_x.yml:2 is not valid YAML/],
    ['quotes without end', 'connector: x\n\ncanary: "canary', /bing_x.yml:3 is not valid YAML/],
    ['two documents', 'connector: x\n---\nconnector: canary\n', /is not valid YAML/],
    ['more than a megabyte', `connector: x\n#${'canary '.repeat(200_000)}`, /is larger than 1 MiB/],
    ['more than its fields', `connector: x\n#${'canary '.repeat(20_000)}`, /larger than a connector’s file/],
  ])('is refused with %s', async (_, text, message) => {
    const { path, open } = copied('bing-x', 'bing_x');
    writeFileSync(path, text);
    expect(await failureOf(open('bingx'))).toMatch(message);
  });

  it('makes nothing of aliases that multiply, nor of a prototype', async () => {
    const { path, open } = copied('bing-x', 'bing_x');
    const laughs = Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`);
    writeFileSync(
      path,
      `connector: bing_x\na0: &a0 canary\n${laughs.join('\n')}\n__proto__: { bingx_api_key: canary }\nconstructor: canary\nbingx_api_key: *a0\n`,
    );
    expect(await failureOf(open('bingx'))).toBe(
      'bing_x in conf/connectors/bing_x.yml holds no apiKey, which this exchange needs.',
    );
    expect(Object.hasOwn(Object.prototype, 'bingx_api_key')).toBe(false);
  });

  it('is told where the file for the password is cut', async () => {
    const { verification, open } = copied('bing-x', 'bing_x');
    writeFileSync(verification, readFileSync(verification, 'utf8').slice(0, 99));
    expect(await failureOf(open('bingx'))).toBe(
      'the encrypted text of conf/.password_verification is cut, damaged or of another kind.',
    );
  });
});

function deep(levels: number): string {
  return Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
}
