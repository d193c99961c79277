import { describe, expect, it } from 'vitest';
import type { CredentialName } from '../model/credentials.js';
import { defaultPolicy } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import type { Vocabulary } from './config.js';
import { checkConfig, toConfig } from './read-config.js';

const needs = (needed: readonly CredentialName[]) => ({ needed, optional: [] });

const vocabulary: Vocabulary = {
  exchangeIds: ['binance', 'kraken', 'kucoin'],
  exchanges: new Map([
    ['binance', { credentials: needs(['apiKey', 'secret']), hazards: [] }],
    ['kraken', { credentials: needs(['apiKey', 'secret']), hazards: ['nonce-race', 'ip-lock'] }],
    ['kucoin', { credentials: needs(['apiKey', 'secret', 'password']), hazards: [] }],
  ]),
  checks: ['withdrawal-enabled', 'transfer-enabled', 'unused-key'],
  today: '2026-11-23',
};

const file = 'keyaudit.config.yaml';
const read = (text: string) =>
  toConfig(checkConfig(file, text, vocabulary), { path: `/invented/${file}`, shown: file }, vocabulary, []);

function problemsOf(text: string): string[] {
  try {
    read(text);
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n');
    throw error;
  }
  return [];
}

/** One account; each further line is a key of it. */
const account = (...lines: string[]) =>
  ['accounts:', '  - name: bot', '    exchange: binance', ...lines.map((line) => `    ${line}`)].join('\n');
/** The same, and what follows at the top level from line 4 on. */
const withAccount = (...lines: string[]) => [account(), ...lines].join('\n');

describe('a valid file', () => {
  it('has every default filled in', () => {
    expect(read(account())).toEqual({
      file,
      accounts: [
        {
          name: 'bot',
          exchange: 'binance',
          source: { kind: 'keychain', entry: 'bot' },
          acceptHazards: [],
          proxy: null,
          baseUrl: null,
          purpose: null,
          expect: null,
          environment: null,
          line: 2,
        },
      ],
      policy: defaultPolicy,
      notify: [],
      watch: { intervalMs: 60_000, silence: 5, healthcheck: null },
      notices: [],
      explained: [
        ['failOn', 'high'],
        ['recentDays', '30'],
        ['maxAgeDays', '180'],
        ['unusedDays', '30'],
        ['expiresSoonDays', '14'],
      ].map(([name, value]) => ({ path: `policy.${name}`, value, from: 'default' })),
    });
  });

  it('says all that the public surface allows', () => {
    const config = read(`
accounts:
  - name: grid bot
    exchange: kraken
    credentials:
      env: { apiKey: BOT_KEY, secret: BOT_SECRET }
    acceptHazards: [nonce-race]
    proxy: http://proxy.internal:3128
    baseUrl: http://127.0.0.1:8080
  - name: treasury
    exchange: binance
    credentials:
      keychain: old name
policy:
  failOn: medium
  recentDays: 7
  checks:
    transfer-enabled: { severity: high }
    unused-key: off
    withdrawal-enabled: false
waivers:
  - check: withdrawal-enabled
    account: treasury
    reason: pays suppliers on Fridays; IP-restricted, address whitelist on
    expires: 2027-01-31
`);
    expect(config.accounts).toMatchObject([
      {
        name: 'grid bot',
        source: { kind: 'env', names: { apiKey: 'BOT_KEY', secret: 'BOT_SECRET' } },
        acceptHazards: ['nonce-race'],
        proxy: 'http://proxy.internal:3128',
        baseUrl: 'http://127.0.0.1:8080',
        line: 3,
      },
      { name: 'treasury', source: { kind: 'keychain', entry: 'old name' }, line: 10 },
    ]);
    expect(config.policy).toEqual({
      ...defaultPolicy,
      failOn: 'medium',
      thresholds: { ...defaultPolicy.thresholds, recentDays: 7 },
      checks: { 'transfer-enabled': { severity: 'high' }, 'unused-key': 'off', 'withdrawal-enabled': 'off' },
      waivers: [
        {
          check: 'withdrawal-enabled',
          account: 'treasury',
          reason: 'pays suppliers on Fridays; IP-restricted, address whitelist on',
          expires: '2027-01-31',
          key: null,
          owner: null,
        },
      ],
    });
    expect(config.notices).toEqual([]);
  });

  it('may be JSON, indented with tabs', () => {
    const json = JSON.stringify({ accounts: [{ name: 'bot', exchange: 'binance' }] }, null, '\t');
    expect(read(json).accounts).toMatchObject([{ name: 'bot', line: 3 }]);
  });

  it('may use an anchor again', () => {
    const text = withAccount('    credentials: &keys { env: { apiKey: K, secret: S } }').concat(
      '\n  - { name: second, exchange: binance, credentials: *keys }',
    );
    expect(read(text).accounts[1]?.source).toEqual({ kind: 'env', names: { apiKey: 'K', secret: 'S' } });
  });

  it.each([
    ['https://api.example.org', 'https://api.example.org'],
    ['https://api.example.org/', 'https://api.example.org'],
    ['https://api.example.org:8443', 'https://api.example.org:8443'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.9.9.9', 'http://127.9.9.9'],
    ['http://[::1]:80', 'http://[::1]'],
  ])('takes baseUrl %s', (given, origin) => {
    expect(read(account(`baseUrl: "${given}"`)).accounts[0]?.baseUrl).toBe(origin);
  });
});

describe('where a key is', () => {
  it.each<[string, string, object]>([
    [
      'a program that prints all',
      'command: [op, run, --, ./print-credentials]',
      {
        kind: 'command',
        programs: { all: { run: ['op', 'run', '--', './print-credentials'], at: null } },
        cwd: '/invented',
      },
    ],
    [
      'a program that prints it somewhere in JSON',
      'command: { run: [vault, kv, get, -format=json, bot], at: data.data }',
      {
        kind: 'command',
        programs: { all: { run: ['vault', 'kv', 'get', '-format=json', 'bot'], at: 'data.data' } },
        cwd: '/invented',
      },
    ],
    [
      'a program for each credential',
      'command: { apiKey: [pass, show, key], secret: { run: [bws, secret, get, id], at: value } }',
      {
        kind: 'command',
        programs: {
          each: {
            apiKey: { run: ['pass', 'show', 'key'], at: null },
            secret: { run: ['bws', 'secret', 'get', 'id'], at: 'value' },
          },
        },
        cwd: '/invented',
      },
    ],
    [
      '1Password',
      'op: { apiKey: "op://Private/My bot/api key", secret: op://Private/bot/keys/secret }',
      {
        kind: 'op',
        references: { apiKey: 'op://Private/My bot/api key', secret: 'op://Private/bot/keys/secret' },
      },
    ],
    [
      'a directory',
      'directory: ./keys',
      { kind: 'directory', path: '/invented/keys', shown: 'keys', files: {} },
    ],
    [
      'a directory with names of files',
      'directory: { path: /run/secrets, files: { apiKey: api-key } }',
      { kind: 'directory', path: '/run/secrets', shown: '/run/secrets', files: { apiKey: 'api-key' } },
    ],
    [
      'a unit’s credentials',
      'directory: $CREDENTIALS_DIRECTORY/bot',
      {
        kind: 'directory',
        path: '$CREDENTIALS_DIRECTORY/bot',
        shown: '$CREDENTIALS_DIRECTORY/bot',
        files: {},
      },
    ],
  ])('%s', (_, credentials, source) => {
    expect(read(account(`credentials: { ${credentials} }`)).accounts[0]?.source).toEqual(source);
  });
});

describe('what has no effect', () => {
  it.each([
    [
      'other credentials',
      account('credentials: { env: { apiKey: K, secret: S, uid: U } }'),
      /:4: `credentials\.env\.uid` is not used: binance takes apiKey, secret\.$/,
    ],
    [
      'a program for another credential',
      account('credentials: { command: { apiKey: [a], secret: [b], password: [c] } }'),
      /:4: `credentials\.command\.password` is not used: binance takes apiKey, secret\.$/,
    ],
    [
      'a waiver for nobody',
      withAccount('waivers:', '  - { check: unused-key, account: bto, reason: r, expires: 2027-01-31 }'),
      /^keyaudit\.config\.yaml:5: waivers\[0\] is for an account that is not in this file/,
    ],
  ])('%s: accepted with one notice', (_, text, notice) => {
    expect(read(text).notices).toEqual([expect.stringMatching(notice)]);
  });
});

describe('a file that cannot be read as a configuration', () => {
  it.each([
    ['empty', '', /^keyaudit\.config\.yaml: is empty/],
    ['only comments', '# nothing\n', /^keyaudit\.config\.yaml: is empty/],
    ['a list', '- a\n', /:1: must be a mapping/],
    ['text', 'accounts', /:1: must be a mapping/],
    ['an open quote', 'accounts:\n  - name: "bot\n', /:3: a closing quote/],
    ['tabs', 'accounts:\n\t- name: bot\n', /:2: is indented with a tab/],
    ['the same key twice', `${account()}\naccounts: []`, /:4: the same key is there twice/],
    ['two documents', `${account()}\n---\na: 1`, /:4: a second YAML document/],
    ['a key that is a list', '? [a]\n: b', /:1: a key is not text/],
    ['two keys in a line', 'accounts: name: bot', /:1: two keys on one line/],
    ['an anchor without a name', 'accounts: & a', /:1: text that begins with & or \* needs quotes/],
    ['an alias of nothing', 'accounts: *none', /alias/],
    ['deep brackets', `accounts: ${'['.repeat(20_000)}`, /nested more deeply/],
    [
      'deep indentation',
      Array.from({ length: 1_300 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      /nested more deeply/,
    ],
    [
      'an alias bomb',
      [
        'a: &a [x,x,x,x,x,x,x,x,x]',
        ...['b', 'c', 'd', 'e', 'f'].map((name, index) => {
          const before = 'abcde'[index];
          return `${name}: &${name} [${Array(9).fill(`*${before}`).join()}]`;
        }),
      ].join('\n'),
      /too many YAML aliases/,
    ],
  ])('%s', (_, text, message) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(message)]);
  });

  it('may hold itself', () => {
    expect(problemsOf('accounts: &a [*a]')).toEqual([
      expect.stringContaining('accounts[0]: must be a mapping'),
    ]);
  });
});

describe('problems', () => {
  it.each([
    [
      'unknown key',
      account('exchnage: binance'),
      ':4: accounts[0].exchnage: unknown key; did you mean exchange?',
    ],
    ['unknown key at the top', withAccount('waviers: []'), ':4: waviers: unknown key; did you mean waivers?'],
    ['unknown key like none', account('colour: red'), ':4: accounts[0].colour: unknown key'],
    [
      'unknown key in policy',
      withAccount('policy: { fail-on: high }'),
      ':4: policy.fail-on: unknown key; did you mean failOn?',
    ],
    ['no accounts', 'policy: {}', ':1: accounts: is missing'],
    ['empty accounts', 'accounts: []', ':1: accounts: is empty; at least one account is needed'],
    ['accounts of nothing', 'accounts:', ':1: accounts: must be a list, not empty'],
    [
      'an account that is text',
      'accounts: [binance]',
      ':1: accounts[0]: must be a mapping of keys to values, not text',
    ],
    ['no name', 'accounts:\n  - exchange: binance', ':2: accounts[0].name: is missing'],
    ['no exchange', 'accounts:\n  - name: bot', ':2: accounts[0].exchange: is missing'],
    [
      'a number as name',
      'accounts: [{ name: 7, exchange: binance }]',
      ':1: accounts[0].name: must be text, not a number (quotes make it text)',
    ],
    ['an empty name', 'accounts: [{ name: "", exchange: binance }]', ':1: accounts[0].name: is empty'],
    [
      'a name of two lines',
      'accounts: [{ name: "a\\nb", exchange: binance }]',
      ':1: accounts[0].name: holds a line break or another control character',
    ],
    [
      'an unknown exchange',
      'accounts:\n  - name: bot\n    exchange: binnance',
      ':3: accounts[0].exchange: unknown exchange; did you mean binance? (known: binance, kraken, kucoin)',
    ],
    [
      'a name twice',
      `${account()}\n  - name: bot\n    exchange: kraken`,
      ":4: accounts[1].name: is also accounts[0]'s",
    ],
    [
      'an unknown hazard',
      'accounts:\n  - name: k\n    exchange: kraken\n    acceptHazards: [nonce-rase]',
      ':4: accounts[0].acceptHazards[0]: unknown hazard; did you mean nonce-race? (this exchange has: nonce-race, ip-lock)',
    ],
    [
      'a hazard where there are none',
      account('acceptHazards: [nonce-race]'),
      ':4: accounts[0].acceptHazards[0]: unknown hazard (this exchange has none)',
    ],
    [
      'a passphrase that is missing',
      'accounts:\n  - name: k\n    exchange: kucoin\n    credentials:\n      env: { apiKey: K, secret: S }',
      ':5: accounts[0].credentials.env.password: is missing; this exchange needs it',
    ],
    [
      'a command that names no program',
      account('credentials: { command: [] }'),
      ':4: accounts[0].credentials.command: is empty; it must name a program',
    ],
    [
      'a command as one text, which would take a shell',
      account('credentials: { command: op read }'),
      ':4: accounts[0].credentials.command: must be a list, not text',
    ],
    [
      'a command that sets a variable first',
      account('credentials: { command: [TOKEN=invented, op] }'),
      ':4: accounts[0].credentials.command: must name a program first; variables cannot be set here, and nothing secret belongs here',
    ],
    [
      'a command with an empty name',
      account('credentials: { command: [""] }'),
      ':4: accounts[0].credentials.command: must name a program first',
    ],
    [
      'a number among a command’s arguments',
      account('credentials: { command: [print, 5] }'),
      ':4: accounts[0].credentials.command[1]: must be text, not a number (quotes make it text)',
    ],
    [
      'a command and one for each credential',
      account('credentials: { command: { run: [a], apiKey: [b], secret: [c] } }'),
      ':4: accounts[0].credentials.command: must name one program (a list, or run and at), or one for each credential',
    ],
    [
      'a place in nothing',
      account('credentials: { command: { apiKey: [b], secret: [c], at: value } }'),
      ':4: accounts[0].credentials.command: must name one program (a list, or run and at), or one for each credential',
    ],
    [
      'a command for one of two credentials',
      account('credentials: { command: { apiKey: [b] } }'),
      ':4: accounts[0].credentials.command.secret: is missing; this exchange needs it',
    ],
    [
      'a place with an empty name',
      account('credentials: { command: { run: [a], at: data..data } }'),
      ':4: accounts[0].credentials.command.at: must be names with dots between them, such as data.data',
    ],
    [
      'an unknown key of a command',
      account('credentials: { command: { run: [a], att: value } }'),
      ':4: accounts[0].credentials.command.att: unknown key; did you mean at?',
    ],
    [
      'an unknown key of one credential’s command',
      account('credentials: { command: { secret: [a], apiKey: { run: [a], cwd: b } } }'),
      ':4: accounts[0].credentials.command.apiKey.cwd: unknown key',
    ],
    [
      'a file that is not in the directory',
      account('credentials: { directory: { path: ./keys, files: { secret: ../secret } } }'),
      ':4: accounts[0].credentials.directory.files.secret: must be the name of a file in the directory; if it is the secret itself, keep it out of this file',
    ],
    [
      'the directory above as a file',
      account('credentials: { directory: { path: ./keys, files: { secret: .. } } }'),
      ':4: accounts[0].credentials.directory.files.secret: must be the name of a file in the directory; if it is the secret itself, keep it out of this file',
    ],
    [
      'a secret in the place of a reference to one',
      account('credentials: { op: { apiKey: inventedKey, secret: op://v/i/f } }'),
      ':4: accounts[0].credentials.op.apiKey: must be a reference like op://vault/item/field; if it is the secret itself, keep it out of this file',
    ],
    [
      'a reference that is missing',
      account('credentials: { op: { apiKey: op://v/i/f } }'),
      ':4: accounts[0].credentials.op.secret: is missing; this exchange needs it',
    ],
    [
      'a secret in the place of a file’s name',
      account('credentials: { directory: { path: ./keys, files: { secret: invented0Invented1 } } }'),
      ':4: accounts[0].credentials.directory.files.secret: must be the name of a file in the directory; if it is the secret itself, keep it out of this file',
    ],
    [
      'a file without its path',
      account('credentials: { file: { format: freqtrade } }'),
      ':4: accounts[0].credentials.file.path: is missing',
    ],
    [
      'an unknown format of a file',
      account('credentials: { file: { path: ./config.json, format: freqtrde } }'),
      ':4: accounts[0].credentials.file.format: must be one of passivbot, freqtrade, jesse, ccxt, hummingbot, octobot, env',
    ],
    [
      'two sources',
      account('credentials: { keychain: a, env: { apiKey: K, secret: S } }'),
      ':4: accounts[0].credentials: must name exactly one source: env, keychain, file, age, directory, command, op',
    ],
    [
      'no source',
      account('credentials: {}'),
      ':4: accounts[0].credentials: must name exactly one source: env, keychain, file, age, directory, command, op',
    ],
    [
      'an unknown credential',
      account('credentials: { env: { apiKey: K, secret: S, pasword: P } }'),
      ':4: accounts[0].credentials.env.pasword: unknown key; did you mean password?',
    ],
    [
      'an unknown purpose',
      account('purpose: bots'),
      ':4: accounts[0].purpose: must be one of tracker, bot, treasury',
    ],
    [
      'an unknown permission',
      account('expect: { permissions: [reed] }'),
      ':4: accounts[0].expect.permissions[0]: must be one of read, trade, transfer, withdraw, manage',
    ],
    [
      'an unknown severity',
      withAccount('policy: { failOn: severe }'),
      ':4: policy.failOn: must be one of critical, high, medium, low, info',
    ],
    [
      'half a day',
      withAccount('policy: { recentDays: 0.5 }'),
      ':4: policy.recentDays: must be a whole number',
    ],
    [
      'days as text',
      withAccount('policy: { recentDays: "30" }'),
      ':4: policy.recentDays: must be a number, not text',
    ],
    [
      'days before today',
      withAccount('policy: { recentDays: -1 }'),
      ':4: policy.recentDays: must be at least 0',
    ],
    [
      'an unknown check',
      withAccount('policy:', '  checks:', '    transfers-enabled: off'),
      ':6: policy.checks.transfers-enabled: unknown check; did you mean transfer-enabled?',
    ],
    [
      'a check that is on',
      withAccount('policy: { checks: { unused-key: true } }'),
      ':4: policy.checks.unused-key: must be off, or { severity: … } with one of critical, high, medium, low, info',
    ],
    [
      'a waiver of an unknown check',
      withAccount('waivers: [{ check: withdrawl-enabled, account: bot, reason: r, expires: 2027-01-31 }]'),
      ':4: waivers[0].check: unknown check; did you mean withdrawal-enabled? (known: withdrawal-enabled, transfer-enabled, unused-key)',
    ],
    [
      'a waiver without a reason',
      withAccount('waivers: [{ check: unused-key, account: bot, expires: 2027-01-31 }]'),
      ':4: waivers[0].reason: is missing',
    ],
    [
      'a day that does not exist',
      withAccount('waivers: [{ check: unused-key, account: bot, reason: r, expires: 2027-02-30 }]'),
      ':4: waivers[0].expires: must be a day, written YYYY-MM-DD',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemsOf(text)).toEqual([`${file}${problem}`]);
  });

  it.each([
    ['no address', 'binance.com', /must be an address/],
    ['another scheme', 'ftp://api.example.org', /must be an address/],
    ['a path', 'https://api.example.org/v3', /without a path/],
    ['a query', 'https://api.example.org/?a=b', /without a path/],
    ['an empty query', 'https://api.example.org/?', /without a path/],
    ['a fragment', 'https://api.example.org/#a', /without a path/],
    ['a user', 'https://user@api.example.org', /user name or password/],
    ['plain http', 'http://api.example.org', /must be https/],
    ['a host that only begins like loopback', 'http://127.0.0.1.example.org', /must be https/],
    ['a host that only ends like loopback', 'http://evil-localhost', /must be https/],
    ['every address', 'http://0.0.0.0:80', /must be https/],
  ])('baseUrl: %s', (_, given, problem) => {
    expect(problemsOf(account(`baseUrl: "${given}"`))).toEqual([expect.stringMatching(problem)]);
  });

  it('are told all at once, in the order of the file', () => {
    const text = `
accounts:
  - name: bot
    exchnage: binance
  - name: bot
    exchange: kraken
    acceptHazards: [no-such]
    purpose: other
policy:
  failOn: severe
colour: red
`;
    expect(problemsOf(text).map((line) => line.split(': ').slice(0, 2).join(': '))).toEqual([
      `${file}:3: accounts[0].exchange`,
      `${file}:4: accounts[0].exchnage`,
      `${file}:5: accounts[1].name`,
      `${file}:7: accounts[1].acceptHazards[0]`,
      `${file}:8: accounts[1].purpose`,
      `${file}:10: policy.failOn`,
      `${file}:11: colour`,
    ]);
  });

  it('are not told without end', () => {
    const text = `accounts: [${'{},'.repeat(50)}]`;
    const problems = problemsOf(text);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe('and 80 more');
  });
});

describe('a secret in the file', () => {
  const canary = 'Canary7Invented5Secret3Value';

  it.each([
    ['apiKey of the credentials', account(`credentials: { apiKey: ${canary} }`)],
    ['api_key', account(`credentials: { api_key: ${canary} }`)],
    ['passphrase', account(`credentials: { passphrase: "${canary}" }`)],
    ['privateKey', account(`credentials: { privateKey: ${canary} }`)],
    ['secret of the account', account(`secret: ${canary}`)],
    ['password at the top', withAccount(`password: ${canary}`)],
    ['a webhook secret', withAccount('notify:', `  - webhook: { secret: ${canary} }`)],
    [
      'a password in an address',
      withAccount('notify:', `  - email: { smtp: "smtp://u:${canary}@mail.example.org" }`),
    ],
    ['a proxy with a password', account(`proxy: "http://user:${canary}@proxy.internal:3128"`)],
  ])('%s: says to keep it out', (_, text) => {
    expect(problemsOf(text)).toContainEqual(expect.stringContaining('keep secrets out of this file'));
  });

  it.each(['socks://', 'socks5h://'])('a proxy spoken to with %s is told to be none', (scheme) => {
    expect(problemsOf(account(`proxy: ${scheme}proxy.internal:1080`))).toContainEqual(
      expect.stringMatching(/proxy.* SOCKS .*not supported/),
    );
  });

  it.each([
    ['as the name of a variable', account(`credentials: { env: { apiKey: ${canary}, secret: S } }`)],
    [
      'in characters that no variable has',
      account('credentials: { env: { apiKey: "Canary/7+Inv=", secret: S } }'),
    ],
    ['all in capitals', account('credentials: { env: { apiKey: CANARY7INVENTED5, secret: S } }')],
  ])('%s: is taken for one', (_, text) => {
    expect(problemsOf(text)).toEqual([
      expect.stringContaining('must be the name of an environment variable'),
    ]);
  });

  /** Every place a value or a key can be in, and every way a file can be broken around it. */
  const places = [
    `accounts: ${canary}`,
    `accounts: [${canary}]`,
    `${canary}: 1`,
    canary,
    `accounts: [{ name: ${canary} }, { name: ${canary} }]`,
    `accounts: [{ name: a, exchange: ${canary} }]`,
    account(`credentials: ${canary}`),
    account(`credentials: {apiKey:${canary}}`),
    account(`credentials: { ${canary}: 1 }`),
    account(`credentials: { secret: ${canary} }`),
    account(`credentials: { secret: [${canary}] }`),
    account(`credentials: { env: ${canary} }`),
    account(`credentials: { env: [${canary}] }`),
    account(`credentials: { env: { apiKey: ${canary} } }`),
    account(`credentials: { env: { apiKey: { a: ${canary} } } }`),
    account(`credentials: { file: ${canary}, command: ${canary} }`),
    account(`credentials: { command: { ${canary}: [${canary}], run: ${canary}, at: ".${canary}" } }`),
    account(
      `credentials: { command: { apiKey: ${canary}, secret: { run: [K=${canary}], at: [${canary}] } } }`,
    ),
    account(`credentials: { op: { apiKey: ${canary} }, directory: { files: { apiKey: ${canary} } } }`),
    account(`credentials: { file: { password: ${canary} } }`),
    account(`purpose: ${canary}`),
    account(`expect: { permissions: [${canary}], ips: ${canary} }`),
    account(`acceptHazards: [${canary}]`),
    account(`acceptHazards: ${canary}`),
    account(`proxy: ${canary}`),
    account(`proxy: "http://u:${canary}@h"`),
    account(`baseUrl: "https://${canary}@h/${canary}?${canary}#${canary}"`),
    withAccount(`policy: ${canary}`),
    withAccount(`policy: { failOn: ${canary}, recentDays: ${canary}, maxAgeDays: ${canary}, ${canary}: 1 }`),
    withAccount(`policy: { checks: { ${canary}: off } }`),
    withAccount(`policy: { checks: { unused-key: { severity: ${canary}, ${canary}: 1 } } }`),
    withAccount(`waivers: [{ check: ${canary}, reason: "${canary}\\n", expires: ${canary} }]`),
    withAccount(`notify: ${canary}`, `watch: ${canary}`),
    withAccount(`secret: "${canary}`),
    withAccount(`secret: ${canary}: ${canary}`),
    withAccount(`secret: @${canary}`),
    withAccount(`secret: *${canary}`),
    withAccount(`secret: !${canary} ${canary}`, ' x'),
    withAccount(`secret: !a!${canary} ${canary}`),
    withAccount(`secret: |${canary}`),
    withAccount(`secret: &${canary}: *${canary}:`),
    withAccount(`secret: "\\q${canary}"`),
    withAccount(`\t${canary}: 1`),
    withAccount(`secret: [${canary}`),
    withAccount(`${canary}: 1`, `${canary}: 2`),
    withAccount(`? [${canary}]`),
    `%${canary}\n---\n${account('x: 1')}`,
    `accounts: &${canary} [*${canary}, *${canary}]`,
  ];

  it.each(places)('is never repeated: %#', (text) => {
    let thrown: unknown;
    try {
      read(text);
    } catch (error) {
      thrown = error;
    }
    if (!(thrown instanceof UserError)) throw new Error('accepted, or not a UserError');
    expect(`${thrown.message} ${thrown.hint} ${thrown.stack} ${String(thrown.cause)}`).not.toContain(canary);
  });
});
