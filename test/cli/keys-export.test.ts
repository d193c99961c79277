import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keychainService, openKeychain } from '../../src/credentials/keychain.ts';
import { startSimulator } from '../../src/simulator/server.ts';
import { encryptWithPassphrase } from '../helpers/age.ts';
import { installMissing } from '../helpers/debian.ts';
import { folder, keyaudit, type RunOptions } from '../helpers/process.ts';
import { type SecretService, startSecretService } from '../helpers/secret-service.ts';
import { canMakeTerminal, conversation } from '../helpers/terminal.ts';

const canary = 'canary7Invented5';
const pem = `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----`;
const stored = {
  bot: { exchange: 'binance', apiKey: `${canary}Key`, secret: pem, addedAt: '2026-11-26T10:00:00.000Z' },
  // Stored by other means: without a time.
  'größer "bot"': { exchange: 'kucoin', apiKey: `${canary}Other`, secret: 's', password: 'zwei wörter' },
};

const reason = installMissing(['age', 'age-keygen'], ['age']);
const started = await startSecretService();
if ('unavailable' in started || reason !== null) {
  it.skip(`keyaudit keys export: ${reason ?? ('unavailable' in started ? started.unavailable : '')}`, () => {});
} else {
  describe('keyaudit keys export', () => testExport(started));
}

function testExport(service: SecretService): void {
  let cwd: string;
  let [recipient, other] = ['', ''];

  beforeAll(() => {
    for (const [name, fields] of Object.entries(stored))
      service.store(keychainService, name, JSON.stringify(fields));
  });

  beforeEach(() => {
    cwd = folder();
    [recipient, other] = ['id.txt', 'other.txt'].map((file) => {
      execFileSync('age-keygen', ['-o', join(cwd, file)], { stdio: 'ignore' });
      return String(execFileSync('age-keygen', ['-y', join(cwd, file)])).trim();
    }) as [string, string];
  });

  afterAll(() => service.stop());

  const run = async (args: readonly string[], { env = {}, ...more }: RunOptions = {}) => {
    const outcome = await keyaudit(['keys', 'export', ...args], {
      cwd,
      env: { ...service.env, ...env },
      ...more,
    });
    expect(outcome.stdout + outcome.stderr).not.toMatch(new RegExp(`${canary}|AGE-SECRET-KEY-1[A-Z0-9]`));
    return outcome;
  };
  const decrypted = (identity = 'id.txt') =>
    JSON.parse(String(execFileSync('age', ['-d', '-i', identity, 'keys.age'], { cwd })));
  const names = async () => [...(await openKeychain(service.env).entries()).keys()].toSorted();

  it('writes what age decrypts, for this user alone, and leaves the keychain as it is', async () => {
    const before = readdirSync(cwd);
    const { code, stdout, stderr } = await run(['--age', 'keys.age', '--recipient', recipient]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/Written: keys.age, with 2 keys\.\n.*keychain has them still/);
    expect(decrypted()).toEqual(stored);
    expect(statSync(join(cwd, 'keys.age')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(cwd, 'keys.age'), 'utf8')).not.toContain(canary);
    expect(readdirSync(cwd).toSorted()).toEqual([...before, 'keys.age'].toSorted());
    expect(await names()).toEqual(Object.keys(stored).toSorted());
  });

  it('encrypts for several, of whom a file may name some, and takes the accounts that are asked for', async () => {
    writeFileSync(join(cwd, 'team.txt'), `# the team\r\n\r\n${other}\r\n`);
    const args = [
      '--age',
      'keys.age',
      '--recipient',
      recipient,
      '--recipients-file',
      'team.txt',
      '--account',
      'bot',
    ];
    expect(await run(args)).toMatchObject({ code: 0 });
    for (const identity of ['id.txt', 'other.txt']) expect(decrypted(identity)).toEqual({ bot: stored.bot });
  });

  it('makes an identity, which age takes, and replaces none', async () => {
    const args = ['--age', 'keys.age', '--new-identity', 'new.txt', '--force'];
    expect(await run(args)).toMatchObject({ code: 0 });
    expect(statSync(join(cwd, 'new.txt')).mode & 0o777).toBe(0o600);
    expect(decrypted('new.txt')).toEqual(stored);
    const again = await run(args);
    expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/new\.txt: is there already/)]);
    expect(decrypted('new.txt')).toEqual(stored);
  });

  it('replaces no file, unless told to', async () => {
    writeFileSync(join(cwd, 'keys.age'), 'precious');
    const args = ['--age', 'keys.age', '--recipient', recipient];
    const { code, stderr } = await run(args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/is there already.*\n.*--force replaces/)]);
    expect(readFileSync(join(cwd, 'keys.age'), 'utf8')).toBe('precious');
    expect(await run([...args, '--force'])).toMatchObject({ code: 0 });
    expect(decrypted()).toEqual(stored);
  });

  it.each<[string, (recipient: string) => string[], RegExp]>([
    ['nobody', () => [], /--recipient age1.*\n.*--new-identity/],
    ['a word', () => ['--recipient', canary], /--recipient: must be recipients like age1/],
    ['a recipient with a slip', (text) => ['--recipient', `${text.slice(0, -1)}!`], /must be recipients/],
    ['an SSH key', () => ['--recipient', `ssh-ed25519 ${canary}`], /SSH keys are not taken/],
    ['no such file', () => ['--recipients-file', 'none.txt'], /none\.txt: could not be read \(ENOENT\)/],
    ['an unknown account', (text) => ['--recipient', text, '--account', 'nobody'], /no entry of that name/],
    ['a folder', (text) => ['--recipient', text, '--age', '.'], /--age \. is a folder/],
    ['no folder', (text) => ['--recipient', text, '--age', 'no/keys.age'], /there is no folder/],
    ['no way to read it back', (text) => ['--recipient', text, '--remove'], /no age identity is given/],
  ])('writes nothing for %s', async (_, args, problem) => {
    const before = readdirSync(cwd);
    const { code, stderr } = await run(['--age', 'keys.age', ...args(recipient)]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(problem)]);
    expect(readdirSync(cwd)).toEqual(before);
  });

  it('does not take the identity for the recipient, nor repeat it', async () => {
    const [, , identity = ''] = readFileSync(join(cwd, 'id.txt'), 'utf8').split('\n');
    const { code, stderr } = await run(['--age', 'keys.age', '--recipient', identity]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/identity, which decrypts; it is secret.*\n.*history/),
    ]);
  });

  it('says what it could not read', async () => {
    service.store(keychainService, 'garbage', canary);
    const { code, stderr } = await run(['--age', 'keys.age', '--recipient', recipient]);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/garbage cannot be read; it was left out/)]);
    expect(decrypted()).toEqual(stored);
    await keyaudit(['keys', 'remove', 'garbage', '--yes'], { env: service.env });
  });

  it('removes nothing that it cannot read back', async () => {
    const args = ['--age', 'keys.age', '--recipient', recipient, '--remove', '--identity', 'other.txt'];
    const { code, stderr } = await run(args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/not encrypted to the identity/)]);
    expect(await names()).toEqual(Object.keys(stored).toSorted());
  });

  it('moves keys: reads them back, takes them out, and a scan reads them from the file', async () => {
    const simulator = await startSimulator({
      accounts: [{ ...stored['größer "bot"'], answers: 'well-kept' }],
    });
    try {
      const env = { KEYAUDIT_AGE_IDENTITY_FILE: join(cwd, 'id.txt') };
      const args = ['--age', 'keys.age', '--recipient', recipient, '--account', 'größer "bot"', '--remove'];
      const { code, stderr } = await run(args, { env });
      expect([code, stderr]).toEqual([0, expect.stringMatching(/read back, and taken out/)]);
      expect(await names()).toEqual(['bot']);
      const account = (credentials: string) =>
        `accounts:\n  - { name: 'größer "bot"', exchange: kucoin, baseUrl: "${simulator.url}", credentials: { age: ${credentials} } }\n`;
      for (const [credentials, given] of [
        ['./keys.age', env],
        ['{ path: keys.age, identity: id.txt }', {}],
        ['{ path: ./keys.age, identity: ./id.txt, entry: \'größer "bot"\' }', {}],
      ] as const) {
        writeFileSync(join(cwd, 'keyaudit.config.yaml'), account(credentials));
        const scan = await keyaudit(['scan', '--format', 'json'], { cwd, env: given });
        expect(JSON.parse(scan.stdout).accounts, scan.stderr).toMatchObject([{ status: 'audited' }]);
        expect(scan.stdout + scan.stderr).not.toContain(canary);
      }
    } finally {
      await simulator.close();
    }
  });

  it.runIf(canMakeTerminal)(
    'asks for the passphrase of a file during a scan, one question at a time',
    async () => {
      const simulator = await startSimulator({
        accounts: [{ ...stored['größer "bot"'], answers: 'well-kept', delayMs: 100 }],
      });
      try {
        writeFileSync(
          join(cwd, 'plain.json'),
          JSON.stringify({ one: stored['größer "bot"'], two: stored['größer "bot"'] }),
        );
        for (const name of ['one.age', 'two.age'])
          await encryptWithPassphrase(join(cwd, 'plain.json'), join(cwd, name), 'two words');
        const account = (name: string) =>
          `  - { name: ${name}, exchange: kucoin, baseUrl: "${simulator.url}", credentials: { age: ${name}.age } }\n`;
        writeFileSync(join(cwd, 'keyaudit.config.yaml'), `accounts:\n${account('one')}${account('two')}`);
        // The accounts are opened side by side: either may ask first.
        const answer = (seen: string) =>
          seen.lastIndexOf('one.age: ') > seen.lastIndexOf('two.age: ') ? 'two words\r' : 'wrong words\r';
        const turns = Array(2).fill(['.age: ', answer]);
        const { code, lines, raw } = await conversation('scan', turns, { cwd });
        expect(raw).not.toMatch(/(two|wrong) words/);
        // Each question has a line of its own, with nothing drawn over it.
        expect(lines).toEqual(expect.arrayContaining(['Passphrase of one.age: ', 'Passphrase of two.age: ']));
        expect(lines.join('\n')).not.toMatch(/FAILED +one/);
        expect([code, lines.join('\n')]).toEqual([3, expect.stringMatching(/passphrase does not\s+open/)]);
        // Where nobody is there, nothing is asked, and nothing waits.
        const alone = await keyaudit(['scan', '--format', 'json'], { cwd });
        expect(JSON.parse(alone.stdout).accounts).toMatchObject(
          Array(2).fill({
            error: { kind: 'credential-source', message: expect.stringMatching(/KEYAUDIT_AGE_PASSPHRASE/) },
          }),
        );
      } finally {
        await simulator.close();
      }
    },
  );
}
