import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFromAge } from '../../src/credentials/age.ts';
import { encryptAge } from '../../src/credentials/age-format.ts';
import type { FileTools } from '../../src/credentials/credential-file.ts';
import { Secret } from '../../src/model/secret.ts';
import { encryptWithPassphrase } from '../helpers/age.ts';
import { installMissing } from '../helpers/debian.ts';
import { canMakeTerminal } from '../helpers/terminal.ts';

const canary = 'canary7Invented5';
const entries = {
  bot: {
    exchange: 'binance',
    apiKey: 'invented',
    secret: `${canary}+/=`,
    addedAt: '2026-11-26T10:00:00.000Z',
  },
  'größer "bot"': { exchange: 'kucoin', apiKey: 'k', secret: 's', password: 'zwei wörter' },
  broken: { apiKey: canary },
  half: { exchange: 'binance', apiKey: canary },
};
const needs = { needed: ['apiKey', 'secret'], optional: ['password'] } as const;

const reason = installMissing(['age', 'age-keygen'], ['age']);
if (reason !== null) it.skip(`files of age: ${reason}`, () => {});

describe.runIf(reason === null)('a file that age encrypted', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const named = (name: string) => ({ path: at(name), shown: `./${name}` });
  const age = (...args: string[]) => execFileSync('age', args, { input: JSON.stringify(entries) });
  const identity = (name: string) => {
    execFileSync('age-keygen', ['-o', at(name)], { stdio: 'ignore' });
    return String(execFileSync('age-keygen', ['-y', at(name)])).trim();
  };
  let [recipient, other] = ['', ''];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'keyaudit-age-'));
    [recipient, other] = [identity('id.txt'), identity('other.txt')];
    age('-r', recipient, '-o', at('binary.age'));
    age('-a', '-r', recipient, '-o', at('armored.age'));
    age('-r', other, '-r', recipient, '-o', at('for-two.age'));
    writeFileSync(at('plain.json'), JSON.stringify(entries));
    writeFileSync(at('crlf.age'), readFileSync(at('armored.age'), 'utf8').replaceAll('\n', '\r\n'));
    if (canMakeTerminal) {
      await encryptWithPassphrase(at('plain.json'), at('locked.age'), 'two words');
      await encryptWithPassphrase(at('id.txt'), at('id.age'), 'two words');
    }
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const tools = (env: FileTools['env'] = {}): FileTools => ({ env, askPassword: null });
  const read = async (file: string, given: FileTools, more: { identity?: string; entry?: string } = {}) =>
    await readFromAge(
      {
        kind: 'age',
        ...named(file),
        identity: more.identity === undefined ? null : named(more.identity),
        entry: more.entry ?? 'bot',
      },
      'binance',
      needs,
      given,
    );
  const failureOf = async (work: Promise<unknown>) => {
    const error: unknown = await work.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'credential-source' });
    // As a crash would print it.
    expect(inspect(error)).not.toMatch(new RegExp(`${canary}|AGE-SECRET-KEY-1[A-Z0-9]`));
    return (error as Error).message;
  };

  it.each(['binary.age', 'armored.age', 'for-two.age', 'crlf.age'])('is read: %s', async (file) => {
    const { apiKey, secret, password } = await read(file, tools(), { identity: 'id.txt' });
    expect([apiKey?.reveal(), secret?.reveal(), password]).toEqual(['invented', `${canary}+/=`, undefined]);
  });

  it('has entries of any name', async () => {
    const source = {
      kind: 'age',
      ...named('binary.age'),
      identity: named('id.txt'),
      entry: 'größer "bot"',
    } as const;
    const { password } = await readFromAge(source, 'kucoin', needs, tools());
    expect(password?.reveal()).toBe('zwei wörter');
  });

  it.each<[string, () => FileTools['env']]>([
    ['a variable', () => ({ KEYAUDIT_AGE_IDENTITY: readFileSync(at('id.txt'), 'utf8').split('\n')[2] })],
    ['a variable with the whole file', () => ({ KEYAUDIT_AGE_IDENTITY: readFileSync(at('id.txt'), 'utf8') })],
    ['a file that a variable names', () => ({ KEYAUDIT_AGE_IDENTITY_FILE: at('id.txt') })],
    [
      'a credential of systemd’s',
      () => {
        mkdirSync(at('credentials'), { recursive: true });
        writeFileSync(at('credentials/keyaudit-age-identity'), readFileSync(at('id.txt')));
        return { CREDENTIALS_DIRECTORY: at('credentials') };
      },
    ],
    ['nothing', () => ({ CREDENTIALS_DIRECTORY: folder })],
  ])('takes the identity from %s', async (place, env) => {
    const reading = read('binary.age', tools(env()));
    if (place !== 'nothing') expect((await reading).apiKey?.reveal()).toBe('invented');
    else expect(await failureOf(reading)).toMatch(/no age identity.*KEYAUDIT_AGE_IDENTITY.*systemd/);
  });

  it.each<[string, string, string | undefined, FileTools['env'], RegExp]>([
    ['another’s', 'binary.age', 'other.txt', {}, /\.\/binary\.age is not encrypted to the identity/],
    ['without an identity', 'binary.age', 'plain.json', {}, /\.\/plain\.json holds no age identity/],
    ['not there', 'binary.age', 'none.txt', {}, /\.\/none\.txt does not exist/],
    [
      'a path for an identity',
      'binary.age',
      undefined,
      { KEYAUDIT_AGE_IDENTITY: '/id.txt' },
      /KEYAUDIT_AGE_IDENTITY holds no/,
    ],
    [
      'two',
      'binary.age',
      undefined,
      { KEYAUDIT_AGE_IDENTITY: 'a', KEYAUDIT_AGE_IDENTITY_FILE: 'b' },
      /both set/,
    ],
  ])('says what is wrong with the identity: %s', async (_, file, id, env, problem) => {
    const more = id === undefined ? {} : { identity: id };
    expect(await failureOf(read(file, tools(env), more))).toMatch(problem);
  });

  it.each<[string, () => Buffer | string | Promise<string>, RegExp]>([
    ['nothing', () => '', /is not a file that age encrypted/],
    ['plain JSON', () => JSON.stringify(entries), /is not a file that age encrypted/],
    ['half', () => readFileSync(at('binary.age')).subarray(0, -40), /is damaged, or cut off/],
    ['its header alone', () => readFileSync(at('binary.age')).subarray(0, 60), /is damaged, or cut off/],
    ['half an armor', () => readFileSync(at('armored.age'), 'utf8').slice(0, 300), /is damaged, or cut off/],
    [
      'one byte changed',
      () => {
        const bytes = readFileSync(at('binary.age'));
        bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1);
        return bytes;
      },
      /is damaged, or cut off/,
    ],
    ['too large', () => Buffer.alloc(1024 * 1024 + 1, 'age-encryption.org/v1\n'), /larger than 1 MiB/],
    [
      'no JSON inside',
      async () => await encryptAge(canary, [recipient]),
      /the decrypted .*:1: this is not valid JSON/,
    ],
    [
      'a list inside',
      async () => await encryptAge(`["${canary}"]`, [recipient]),
      /not an object of names and keys/,
    ],
    [
      'deep nesting inside',
      async () => await encryptAge('['.repeat(500_000), [recipient]),
      /the decrypted .* nested too deeply/,
    ],
    [
      'a prototype inside',
      async () => await encryptAge('{"__proto__": {"bot": {}}}', [recipient]),
      /no entry bot; there are: __proto__/,
    ],
    [
      'no entry of the name',
      async () => await encryptAge('{"a": {}, "b": {}}', [recipient]),
      /no entry bot; there are: a, b/,
    ],
    ['no entry at all', async () => await encryptAge('{}', [recipient]), /no entry bot; there are: none/],
    [
      'a text for an entry',
      async () => await encryptAge(`{"bot": "${canary}"}`, [recipient]),
      /the entry bot .* is not the object/,
    ],
  ])('says what is wrong with the file: %s', async (_, content, problem) => {
    writeFileSync(at('wrong.age'), await content());
    expect(await failureOf(read('wrong.age', tools(), { identity: 'id.txt' }))).toMatch(problem);
  });

  it.each([
    ['broken', /the entry broken of \.\/binary\.age is not the object/],
    ['half', /the entry half of \.\/binary\.age holds no secret/],
    ['größer "bot"', /is not for binance/],
  ])('says what is wrong with the entry %s', async (entry, problem) => {
    expect(await failureOf(read('binary.age', tools(), { identity: 'id.txt', entry }))).toMatch(problem);
  });

  it('an endless one is given up', async () => {
    const source = {
      kind: 'age',
      path: '/dev/zero',
      shown: 'keys.age',
      identity: null,
      entry: 'bot',
    } as const;
    expect(await failureOf(readFromAge(source, 'binance', needs, tools()))).toMatch(/larger than 1 MiB/);
  });

  it.each([
    ['the file', 'pipe', 'id.txt'],
    ['the identity', 'binary.age', 'pipe'],
  ])('is left when the scan is called off while a pipe is waited for: %s', async (_, file, identity) => {
    if (!existsSync(at('pipe'))) execFileSync('mkfifo', [at('pipe')]);
    const controller = new AbortController();
    const reading = read(file, { ...tools(), signal: controller.signal }, { identity });
    const reason = new Error('called off');
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });

  describe.runIf(canMakeTerminal)('with a passphrase', () => {
    it('is opened by a variable, or a file that one names', async () => {
      writeFileSync(at('passphrase'), 'two words\n');
      for (const env of [
        { KEYAUDIT_AGE_PASSPHRASE: 'two words' },
        { KEYAUDIT_AGE_PASSPHRASE_FILE: at('passphrase') },
      ]) {
        expect((await read('locked.age', tools(env))).apiKey?.reveal()).toBe('invented');
      }
    });

    it('is opened by a person, who is asked once for all its accounts', async () => {
      const questions: string[] = [];
      const asking: FileTools = {
        env: {},
        askPassword: async (question) => {
          questions.push(question);
          return new Secret('two words');
        },
      };
      const readings = await Promise.all([read('locked.age', asking), read('locked.age', asking)]);
      for (const { apiKey } of readings) expect(apiKey?.reveal()).toBe('invented');
      expect(questions).toEqual(['Passphrase of ./locked.age']);
    });

    it('is not opened by another, or none', async () => {
      const wrong = { KEYAUDIT_AGE_PASSPHRASE: 'three words' };
      expect(await failureOf(read('locked.age', tools(wrong)))).toMatch(
        /passphrase does not open \.\/locked\.age/,
      );
      expect(await failureOf(read('locked.age', tools()))).toMatch(/set KEYAUDIT_AGE_PASSPHRASE/);
    });

    it('may hold the identity', async () => {
      const env = { KEYAUDIT_AGE_PASSPHRASE: 'two words' };
      expect((await read('binary.age', tools(env), { identity: 'id.age' })).apiKey?.reveal()).toBe(
        'invented',
      );
    });
  });

  it('does not print what it holds', async () => {
    expect(inspect(await read('binary.age', tools(), { identity: 'id.txt' }), { depth: 9 })).not.toContain(
      canary,
    );
  });
});
