import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keychainService, openKeychain } from '../../src/credentials/keychain.ts';
import type { CredentialName } from '../../src/model/credentials.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import { folder, keyaudit, type RunOptions } from '../helpers/process.ts';
import { startReceiver } from '../helpers/receiver.ts';
import { type SecretService, startSecretService } from '../helpers/secret-service.ts';
import { canMakeTerminal, conversation, type Turn } from '../helpers/terminal.ts';

const canary = 'canary7Invented5Canary';
const apiKey = `${canary}Key0123456789`;
const secret = `${canary}Secret0123456789`;
const json = (fields: object) => JSON.stringify(fields);

describe('without a keychain', () => {
  it.each([['add bot --exchange binance'], ['list'], ['remove bot --yes']])(
    'keys %s says so, and names the other ways',
    async (args) => {
      const { code, stdout, stderr } = await keyaudit(['keys', ...args.split(' ')], {
        env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' },
        input: json({ apiKey, secret }),
      });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/no.*keychain|keychain.*none/);
      for (const way of [/environment variables/, /_FILE/, /age/, /directory/, /command/])
        expect(stderr).toMatch(way);
      expect(stderr).not.toContain(canary);
    },
  );
});

const started = await startSecretService();
if ('unavailable' in started) {
  it.skip(`keyaudit keys: ${started.unavailable}`, () => {});
} else {
  describe('keyaudit keys', () => testKeys(started));
}

function testKeys(service: SecretService): void {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [
        { exchange: 'binance', apiKey, secret, answers: 'tracker' },
        { exchange: 'kucoin', apiKey, secret, password: 'two words', answers: 'wrong-ip' },
        { exchange: 'bybit', apiKey, secret, answers: 'well-kept', fault: 'html' },
      ],
    });
  });

  afterAll(async () => {
    await simulator.close();
    await service.stop();
  });

  const run = async (args: string, options: RunOptions = {}) =>
    await keyaudit(['keys', ...args.split(' ')], { ...options, env: { ...service.env, ...options.env } });
  const add = async (name: string, input: string, ...more: string[]) =>
    await keyaudit(['keys', 'add', name, '--base-url', simulator.url, ...more], { env: service.env, input });
  const names = async () => [...(await openKeychain(service.env).entries()).keys()];
  const stored = async (name: string, credential: CredentialName) =>
    (await (await openKeychain(service.env).entries()).get(name)?.open([credential]))?.[credential]?.reveal();

  describe('add, without a terminal', () => {
    it('verifies the key, stores it, and a scan audits it', async () => {
      const before = new Date().toISOString();
      const { code, stdout, stderr } = await add('tracker', json({ apiKey, secret }), '-e', 'binance');
      expect([code, stdout]).toEqual([0, '']);
      expect(stderr).toMatch(/answers to cana…6789: read yes, trade no, .*manage \?/);
      expect(stderr).toMatch(/Stored in the keychain: tracker \(binance\)/);
      const entry = (await openKeychain(service.env).entries()).get('tracker');
      expect(entry).toMatchObject({ exchange: 'binance', names: ['apiKey', 'secret'] });
      expect((entry?.addedAt ?? '') >= before && (entry?.addedAt ?? '') <= new Date().toISOString()).toBe(
        true,
      );
      const config = `accounts:\n  - { name: tracker, exchange: binance, baseUrl: "${simulator.url}" }\n`;
      const cwd = folder({ 'keyaudit.config.yaml': config });
      const scan = await keyaudit(['scan', '--format', 'json'], { cwd, env: service.env });
      expect(JSON.parse(scan.stdout).accounts[0]).toMatchObject({ status: 'audited' });
      expect(scan.stdout + scan.stderr + stderr).not.toContain(canary);
    });

    it('stores a secret of notify, which nobody verifies and no scan audits', async () => {
      const { code, stderr } = await add('hook', json({ password: `${canary}Hook` }), '-e', 'notify');
      expect([code, stderr]).toEqual([0, expect.stringMatching(/hook \(notify\).*keyaudit notify test/)]);
      const receiver = await startReceiver(() => ({ status: 204 }));
      const config =
        `accounts: [{ name: tracker, exchange: binance }]\n` +
        `notify:\n  - webhook: { url: "${receiver.origin}", secret: { keychain: hook } }\n`;
      const cwd = folder({ 'keyaudit.config.yaml': config });
      const test = await keyaudit(['notify', 'test'], { cwd, env: service.env });
      expect([test.code, receiver.received.length]).toEqual([0, 1]);
      expect(receiver.received[0]?.headers['webhook-signature']).toMatch(/^v1,/);
      const scan = await keyaudit(['scan'], { cwd: folder(), env: service.env });
      expect(scan.stdout + scan.stderr).not.toMatch(/\bhook\b/);
      expect(test.stdout + test.stderr + stderr).not.toContain(canary);
    });

    it('takes the exchange from the object', async () => {
      expect(await add('from stdin', json({ exchange: 'binance', apiKey, secret }))).toMatchObject({
        code: 0,
      });
    });

    it('stores a key that refuses this machine’s address, and says so', async () => {
      const given = json({ apiKey, secret, password: 'two words' });
      const { code, stderr } = await add('elsewhere', given, '-e', 'kucoin');
      expect([code, stderr]).toEqual([0, expect.stringMatching(/address.*\n.*Stored/)]);
    });

    it('does not store what the exchange refuses, unless told not to ask', async () => {
      const given = json({ apiKey: `${canary}Other`, secret });
      const refused = await add('refused', given, '-e', 'binance');
      expect([refused.code, refused.stderr]).toEqual([
        2,
        expect.stringMatching(/Nothing was stored.*--no-verify/),
      ]);
      expect(await names()).not.toContain('refused');
      expect(await add('refused', given, '-e', 'binance', '--no-verify')).toMatchObject({ code: 0 });
      expect(await stored('refused', 'apiKey')).toBe(`${canary}Other`);
    });

    it.each([
      ['is not reached', 'binance', 'http://127.0.0.1:1'],
      ['answers nonsense', 'bybit', ''],
    ])('does not store what could not be verified, since the exchange %s', async (_, exchange, address) => {
      const more = ['-e', exchange, '--base-url', address || simulator.url];
      const { code, stderr } = await add('undecided', json({ apiKey, secret }), ...more);
      expect([code, stderr]).toEqual([3, expect.stringMatching(/could not be verified.*--no-verify/)]);
      expect(await names()).not.toContain('undecided');
    });

    it('replaces nothing, unless told to', async () => {
      const first = json({ apiKey: 'firstInvented', secret });
      const second = json({ apiKey: 'secondInvented', secret });
      expect(await add('once', first, '-e', 'binance', '--no-verify')).toMatchObject({ code: 0 });
      const { code, stderr } = await add('once', second, '-e', 'binance', '--no-verify');
      expect([code, stderr]).toEqual([2, expect.stringMatching(/has an entry once already.*\n.*--force/)]);
      expect(await stored('once', 'apiKey')).toBe('firstInvented');
      expect(await add('once', second, '-e', 'binance', '--no-verify', '--force')).toMatchObject({ code: 0 });
      expect(await stored('once', 'apiKey')).toBe('secondInvented');
    });

    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    it.each<[string, string, RegExp]>([
      ['nothing', '', /stdin is empty/],
      ['no JSON', canary, /not one JSON object/],
      ['half of one', `{"apiKey": "${canary}`, /not one JSON object/],
      ['a list', json([canary]), /not one JSON object/],
      ['null', 'null', /not one JSON object/],
      ['two objects', json({ apiKey }) + json({ secret }), /not one JSON object/],
      ['deep nesting', deep, /not one JSON object/],
      ['deep nesting in a field', `{"apiKey": ${deep}}`, /apiKey must be text, not a list/],
      ['more than 64 KiB', json({ apiKey: canary.repeat(4_000), secret }), /larger than 64 KiB/],
      ['no secret', json({ apiKey }), /holds no secret/],
      ['an empty secret', json({ apiKey, secret: '' }), /holds no secret/],
      ['null', json({ apiKey, secret: null }), /holds no secret/],
      ['a number', json({ apiKey, secret: 7 }), /secret must be text, not a number/],
      ['an object', json({ apiKey, secret: { canary } }), /secret must be text, not a mapping/],
      ['a space', json({ apiKey, secret: `${canary} x` }), /secret of the object on stdin holds a space/],
      [
        'a passphrase too many',
        json({ apiKey, secret, password: canary }),
        /unknown field password; Binance takes apiKey, secret/,
      ],
      ['another spelling', json({ api_key: apiKey, secret }), /unknown field api_key;/],
      ['a secret for a name', json({ [secret]: secret }), /a field whose name is not shown/],
      [
        'a prototype',
        `{"__proto__": {"secret": "${secret}"}, "apiKey": "${apiKey}"}`,
        /a field whose name is not shown/,
      ],
      ['a constructor', json({ apiKey, constructor: canary }), /unknown field constructor/],
      ['another exchange', json({ exchange: 'kraken', apiKey, secret }), /not that of --exchange/],
    ])('refuses what stdin holds: %s', async (_, input, problem) => {
      const { code, stdout, stderr } = await add('hostile', input, '-e', 'binance', '--no-verify');
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(problem)]);
      expect(stderr).not.toContain(canary);
      expect(await names()).not.toContain('hostile');
    });

    it.each<[string, string[], RegExp]>([
      ['an unknown exchange', ['bot', '-e', 'binanse'], /no such exchange; did you mean binance\?/],
      ['no exchange', ['bot'], /--exchange/],
      ['a key for a name', [apiKey, '-e', 'binance'], /looks like a key.*\n.*history/],
      ['a key of another shape', ['0f0e0d0c-1234-5678-9abc-0123456789ab', '-e', 'okx'], /looks like a key/],
      ['an empty name', ['', '-e', 'binance'], /name of the key is empty/],
      ['a name of two lines', ['a\nb', '-e', 'binance'], /line break/],
      ['a secret behind the name', ['bot', secret, '-e', 'binance'], /too many arguments/],
      ['a secret as an option', ['bot', `--secret=${secret}`], /unknown option '--secret'/],
      [
        'an address with a path',
        ['bot', '-e', 'binance', '--base-url', `https://h/${secret}`],
        /--base-url must be/,
      ],
      [
        'a plain address',
        ['bot', '-e', 'binance', '--base-url', 'http://host.example'],
        /--base-url must be https/,
      ],
    ])('refuses %s', async (_, args, problem) => {
      const { code, stderr } = await keyaudit(['keys', 'add', ...args], {
        env: service.env,
        input: json({ apiKey, secret }),
      });
      expect([code, stderr]).toEqual([2, expect.stringMatching(problem)]);
      expect(stderr).not.toContain(canary);
    });

    it('shows no secret in any list of processes, and writes no file', async () => {
      const seen = new Set<string>();
      const home = folder();
      await keyaudit(['keys', 'add', 'unseen', '-e', 'binance', '--base-url', simulator.url], {
        cwd: home,
        env: { ...service.env, HOME: home },
        input: json({ apiKey, secret }),
        during: (child) => {
          const look = () => {
            for (const line of commandLines()) seen.add(line);
            if (child.exitCode === null) setTimeout(look, 5);
          };
          look();
        },
      });
      expect(await names()).toContain('unseen');
      const lines = [...seen].filter((line) => line.includes('keytar'));
      expect(lines.length).toBeGreaterThan(0);
      expect([...seen].filter((line) => line.includes(canary))).toEqual([]);
      expect(readdirSync(home)).toEqual([]);
    });
  });

  describe('list', () => {
    it('names the keys within 80 columns, and shows none', async () => {
      const long =
        'a name of ninety characters, which is longer than any column of a terminal has room for it';
      service.store(keychainService, long, json({ exchange: 'kucoin', apiKey, secret }));
      service.store(keychainService, 'garbage', canary);
      service.store(keychainService, 'escape \u001b[31m', json({ exchange: 'binance', apiKey, secret }));
      service.store(keychainService, 'exotic', json({ exchange: 'nowhere', apiKey, secret }));
      const { code, stdout, stderr } = await run('list', { env: { LANG: 'C.UTF-8' } });
      expect(code).toBe(0);
      const lines = stdout.trimEnd().split('\n');
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
      expect(lines[0]).toMatch(/^NAME +EXCHANGE +KEY +FINGERPRINT +ADDED$/);
      const today = new Date().toISOString().slice(0, 7);
      expect(lines.find((line) => line.startsWith('tracker '))).toMatch(
        new RegExp(`^tracker +binance +cana…6789 +sha256:[0-9a-f]{8}… +${today}-\\d\\d$`),
      );
      // Stored by other means, so that nothing says when.
      expect(lines.find((line) => line.startsWith('a name of'))).toMatch(/… +kucoin +cana…6789 .* \?$/);
      expect(lines.find((line) => line.startsWith('exotic'))).toMatch(/nowhere +\? +\? +\?$/);
      expect(stderr).toMatch(/the keychain entry garbage is not as keyaudit stores them/);
      expect(stdout + stderr).not.toMatch(/\u001b/);
      expect(stdout + stderr).not.toContain(canary);
    });

    it('does so in ASCII', async () => {
      const { stdout } = await run('list', { env: { LC_ALL: 'C' } });
      expect(stdout).toMatch(/^[\n -~]+$/);
    });

    it('does so for programs', async () => {
      const { code, stdout } = await run('list --format json');
      expect(code).toBe(0);
      const { keys, unreadable } = JSON.parse(stdout);
      expect(unreadable).toEqual(['garbage']);
      expect(keys.find(({ name }: { name: string }) => name === 'tracker')).toEqual({
        name: 'tracker',
        exchange: 'binance',
        masked: 'cana…6789',
        fingerprint: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        addedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      });
    });
  });

  describe('remove', () => {
    it('asks for a yes where nobody can be asked, and names the nearest', async () => {
      const unasked = await run('remove once');
      expect([unasked.code, unasked.stderr]).toEqual([2, expect.stringMatching(/--yes/)]);
      const unknown = await run('remove onse --yes');
      expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringMatching(/did you mean once\?/)]);
      expect(await names()).toContain('once');
    });

    it.each(['once', 'garbage'])('takes out %s', async (name) => {
      const { code, stderr } = await run(`remove ${name} --yes`);
      expect([code, stderr]).toEqual([0, expect.stringMatching(/Removed.*still works at its exchange/)]);
      expect(await names()).not.toContain(name);
      expect(await names()).toContain('tracker');
    });
  });

  if (!canMakeTerminal)
    it('is not tried on a terminal', ({ skip }) => skip("util-linux's script is not installed"));

  describe.runIf(canMakeTerminal)('on a terminal', () => {
    const pem = [
      '-----BEGIN PRIVATE KEY-----',
      'Invented/Line+1',
      'InventedLine2==',
      '-----END PRIVATE KEY-----',
    ];
    const onTerminal = async (args: string, turns: readonly Turn[], more = {}) =>
      await conversation(`keys ${args}`, turns, { env: service.env, ...more });
    const key = 'API key (not shown): ';
    const secretQuestion = 'Secret, or private key in PEM (not shown): ';
    const paste = (text: string) => `\u001b[200~${text}\u001b[201~`;

    it('asks for each part, shows none, and asks again for what is none', async () => {
      const { code, lines, raw } = await onTerminal('add typed -e kucoin --no-verify', [
        [key, '\r'],
        [key, `${canary}\u007f\u007fX\r`],
        [secretQuestion, 'two words\r'],
        [secretQuestion, `${secret}\r`],
        ['Passphrase (not shown): ', ` ${canary} with spaces \r`],
      ]);
      expect(code).toBe(0);
      expect(lines).toEqual(
        expect.arrayContaining([
          'A key of KuCoin for the keychain. Ctrl-C ends it.',
          '  It is empty.',
          '  It holds a space or another character that no key has.',
          expect.stringContaining('Stored in the keychain: typed (kucoin).'),
        ]),
      );
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
      expect(raw).not.toMatch(/canary|two words|spaces/);
      expect(await stored('typed', 'apiKey')).toBe(`${canary.slice(0, -2)}X`);
      expect(await stored('typed', 'password')).toBe(` ${canary} with spaces `);
    });

    it.each([
      ['pasted', (text: string) => text],
      ['pasted in brackets', paste],
    ])('takes what is %s: 4 kB, a PEM file of several lines', async (how, pasted) => {
      const long = 'Inv3nted'.repeat(640);
      const [name, args] = [how.replaceAll(' ', '-'), '-e binance --no-verify'];
      const { code, raw } = await onTerminal(`add ${name} ${args}`, [
        [key, `${pasted(long)}\r`],
        [secretQuestion, `${pasted(pem.join('\r'))}\r`],
      ]);
      expect([code, raw]).toEqual([0, expect.not.stringMatching(/Inv|BEGIN/)]);
      expect(await stored(name, 'apiKey')).toBe(long);
      expect(await stored(name, 'secret')).toBe(pem.join('\n'));
    });

    it('says what is still to come of a PEM file that is typed line by line', async () => {
      const [first, ...others] = pem;
      const { code } = await onTerminal('add lines -e binance --no-verify', [
        [key, `${apiKey}\r`],
        [secretQuestion, `${first}\r`],
        ['its other lines, to END: ', `${others.join('\r')}\r`],
      ]);
      expect([code, await stored('lines', 'secret')]).toEqual([0, pem.join('\n')]);
    });

    it('asks for what may be left out, and shows what is public', async () => {
      const address = `0x${'ab'.repeat(20)}`;
      const turns: Turn[] = [
        ['Exchange, such as binance: ', 'hyperliquid\r'],
        ['Wallet address: ', `${address}\r`],
        ['Private key (not shown; Enter for none): ', '\r'],
      ];
      const { code, raw } = await onTerminal('add wallet --no-verify', turns);
      expect([code, raw]).toEqual([0, expect.stringContaining(address)]);
      const entry = (await openKeychain(service.env).entries()).get('wallet');
      expect(entry).toMatchObject({ exchange: 'hyperliquid', names: ['walletAddress'] });
    });

    it.each([
      ['Ctrl-C', '\u0003', 130, 'keyaudit: interrupted; nothing was written.'],
      ['Ctrl-D', '\u0004', 2, 'keyaudit: the answers ended before the questions did; nothing was written.'],
    ])('ends with %s, and stores nothing', async (_, keys, expected, message) => {
      const { code, lines } = await onTerminal('add ended -e binance', [
        [key, `${apiKey}\r`],
        [secretQuestion, keys],
      ]);
      expect([code, lines]).toEqual([expected, expect.arrayContaining([message])]);
      expect(await names()).not.toContain('ended');
    });

    it.each<[string, (seen: string) => string]>([
      ['answered', () => `${apiKey}\r${secret}\r`],
      ['left with Ctrl-C', () => '\u0003'],
      [
        'killed',
        (seen) => {
          process.kill(Number(/PID=(\d+)/.exec(seen)?.[1]), 'SIGTERM');
          return '';
        },
      ],
    ])('leaves the terminal as it was: %s', async (_, keys) => {
      const { raw } = await onTerminal('add state -e binance --no-verify --force', [[key, keys]], {
        before: `sh -c 'echo PID=$$; exec "$@"' - `,
        after: '; stty -a',
      });
      expect(raw).not.toContain(canary);
      const [, settings = ''] = raw.split(/speed \d+ baud/);
      expect(settings).toMatch(/ icanon/);
      expect(settings).toMatch(/ echo /);
    });

    it('asks before it removes', async () => {
      const question = 'Remove state (binance) from the keychain (y/N): ';
      expect(await onTerminal('remove state', [[question, '\r']])).toMatchObject({
        code: 0,
        lines: expect.arrayContaining(['Nothing was removed.']),
      });
      expect(await names()).toContain('state');
      expect(await onTerminal('remove state', [[question, 'y\r']])).toMatchObject({ code: 0 });
      expect(await names()).not.toContain('state');
    });

    it('does not take a key from a terminal when it cannot ask there', async () => {
      const { code, raw } = await onTerminal('add unasked -e binance', [], {
        before: '',
        after: ' 2>err.txt; cat err.txt',
      });
      expect([code, raw]).toEqual([0, expect.stringMatching(/nobody can be asked.*\r\n.*stdin/)]);
    });
  });

  // The last test: it locks the keychain that the others read.
  it('says that the keychain is locked, and hangs nowhere', async () => {
    service.lock();
    const outcomes = [await run('list'), await add('late', json({ apiKey, secret }), '-e', 'binance')];
    for (const { code, stderr } of outcomes)
      expect([code, stderr]).toEqual([2, expect.stringMatching(/is locked/)]);
  });
}

/** What each running process was started with, as everybody can see it. */
function commandLines(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(join('/proc', pid, 'cmdline'), 'utf8').replaceAll('\0', ' ');
      } catch {
        // It has ended.
        return [];
      }
    });
}
