import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UserError } from '../model/user-error.js';
import { checkConfig, toConfig } from './read-config.js';

const vocabulary = {
  exchangeIds: ['binance'],
  exchanges: new Map([
    ['binance', { credentials: { needed: ['apiKey' as const], optional: [] }, hazards: [] }],
  ]),
  checks: [],
  today: '2026-11-23',
};

const file = 'keyaudit.config.yaml';

/** A configuration with these entries of `notify`, of which the first stands in line 3. */
function read(...entries: readonly string[]) {
  const lines = [
    'accounts: [{ name: bot, exchange: binance }]',
    'notify:',
    ...entries.map((text) => `  - ${text}`),
  ];
  return toConfig(
    checkConfig(file, lines.join('\n'), vocabulary),
    { path: `/invented/${file}`, shown: file },
    vocabulary,
    [],
  );
}

function problemsOf(...entries: readonly string[]): readonly string[] {
  try {
    read(...entries);
  } catch (error) {
    if (error instanceof UserError) return error.message.split('\n');
    throw error;
  }
  return [];
}

const smtp = 'smtp: "smtp://user@mail.example.org:587", password: { env: SMTP_PASSWORD }';

describe('a target', () => {
  it.each<[string, string, unknown]>([
    [
      'email',
      `email: { from: keyaudit@example.org, to: [desk@example.org], ${smtp} }`,
      {
        from: 'keyaudit@example.org',
        to: 'desk@example.org',
        smtp: 'smtp://user@mail.example.org:587',
        password: { kind: 'env', names: { password: 'SMTP_PASSWORD' } },
      },
    ],
    [
      'email without a login, to one',
      'email: { from: "keyaudit <k@example.org>", to: desk@example.org, smtp: smtp://localhost }',
      { from: 'keyaudit <k@example.org>', to: 'desk@example.org', smtp: 'smtp://localhost', password: null },
    ],
    [
      'webhook',
      'webhook: { url: "https://hooks.example.org/k?room=7", secret: { file: ./hook } }',
      {
        url: 'https://hooks.example.org/k?room=7',
        secret: { kind: 'text', path: '/invented/hook', shown: 'hook' },
      },
    ],
    [
      'webhook on the loopback address',
      'webhook: { url: http://127.0.0.1:8080/k }',
      { url: 'http://127.0.0.1:8080/k', secret: null },
    ],
    ['slack', 'slack: { url: { keychain: slack } }', { url: { kind: 'keychain', entry: 'slack' } }],
    [
      'discord',
      'discord: { url: { op: op://vault/discord/url } }',
      { url: { kind: 'op', references: { password: 'op://vault/discord/url' } } },
    ],
    [
      'telegram by number',
      'telegram: { chat: -1001234567890, token: { command: [pass, show, telegram] } }',
      {
        chat: '-1001234567890',
        token: {
          kind: 'command',
          programs: { each: { password: { run: ['pass', 'show', 'telegram'], at: null } } },
          cwd: '/invented',
        },
      },
    ],
    [
      'telegram by name',
      'telegram: { chat: "@desk", token: { age: { path: keys.age, entry: telegram } } }',
      {
        chat: '@desk',
        token: {
          kind: 'age',
          path: '/invented/keys.age',
          shown: 'keys.age',
          identity: null,
          entry: 'telegram',
        },
      },
    ],
    ['ntfy', 'ntfy: { url: https://ntfy.sh/desk-7 }', { url: 'https://ntfy.sh/desk-7', token: null }],
    ['command', 'command: [./tell, --loud]', { run: ['./tell', '--loud'], cwd: '/invented', env: [] }],
    [
      'command with variables',
      'command: { run: [./tell], env: [TELL_TOKEN] }',
      { run: ['./tell'], env: ['TELL_TOKEN'] },
    ],
  ])('%s', (_, entry, options) => {
    expect(read(entry).notify).toMatchObject([{ options, when: ['changes'], at: `${file}:3` }]);
  });

  it('is told when the file says', () => {
    const times = read('{ command: [a], when: heartbeat }', '{ command: [b], when: [changes, heartbeat] }');
    expect(times.notify.map(({ when }) => when)).toEqual([['heartbeat'], ['changes', 'heartbeat']]);
  });

  it('is one for each that a mail goes to', () => {
    const { notify } = read(
      `email: { from: k@example.org, to: [a@example.org, b@example.org, A@example.org], ${smtp} }`,
    );
    expect(new Set(notify.map(({ address }) => address)).size).toBe(2);
    expect(notify).toHaveLength(2);
  });

  it('has the same address in another place of the file, and with another server', () => {
    const [mail, hook] = [
      'email: { from: k@example.org, to: [a@example.org], ',
      'webhook: { url: https://h.example.org }',
    ];
    const before = read(`${mail}${smtp} }`, hook).notify;
    const after = read(hook, `${mail}smtp: smtps://other.example.org }`).notify;
    expect(after.map(({ address }) => address)).toEqual(before.map(({ address }) => address).toReversed());
  });

  it('is named by config --explain without a secret, and without the path of an address', () => {
    const { explained } = read(
      `email: { from: k@example.org, to: a@example.org, ${smtp} }`,
      'webhook: { url: https://hooks.example.org/hidden7 }',
      'command: [./tell, hidden7]',
      'command: ["curl -H hidden7"]',
    );
    expect(explained.filter(({ path }) => path.startsWith('notify'))).toEqual([
      { path: 'notify.email', value: 'a@example.org by mail.example.org:587, changes', from: `${file}:3` },
      { path: 'notify.webhook', value: 'hooks.example.org, changes', from: `${file}:4` },
      { path: 'notify.command', value: './tell, changes', from: `${file}:5` },
      { path: 'notify.command', value: 'curl …, changes', from: `${file}:6` },
    ]);
  });
});

describe('an entry that is wrong', () => {
  it.each<[string, string, RegExp]>([
    ['no target', 'when: changes', /notify\[0\]: must name exactly one target: email, webhook/],
    ['two', '{ command: [a], slack: { url: { env: A } } }', /notify\[0\]: must name exactly one target/],
    ['an unknown one', 'emial: {}', /notify\[0\]\.emial: unknown key; did you mean email\?/],
    [
      'another time',
      '{ command: [a], when: daily }',
      /when\[0\]: must be one of changes, findings, always, heartbeat/,
    ],
    ['no time', '{ command: [a], when: [] }', /when: is empty/],
    ['http elsewhere', 'webhook: { url: http://hooks.example.org }', /url: must be https/],
    ['no address', 'webhook: { url: hooks }', /url: must be an address/],
    ['a user in it', 'webhook: { url: https://me@hooks.example.org }', /must not hold a user name/],
    ['ntfy without a topic', 'ntfy: { url: https://ntfy.sh }', /must end with the topic/],
    [
      'a chat',
      'telegram: { chat: desk, token: { env: A } }',
      /chat: must be the number of a chat, or @channel/,
    ],
    ['no recipient', `email: { from: k@example.org, to: [], ${smtp} }`, /to: is empty/],
    [
      'a recipient of two',
      `email: { from: k@example.org, to: "a@x.org, b@x.org", ${smtp} }`,
      /must be an address/,
    ],
    [
      'a header',
      `email: { from: "k@example.org\\nBcc: x@x.org", to: a@x.org, ${smtp} }`,
      /from: holds a line break/,
    ],
    [
      'another scheme',
      'email: { from: k@x.org, to: a@x.org, smtp: https://x.org }',
      /smtp: must be an address such/,
    ],
    [
      'a path',
      'email: { from: k@x.org, to: a@x.org, smtp: smtp://x.org/a }',
      /smtp: must be scheme, user, host/,
    ],
    [
      'a user without a password',
      'email: { from: k@x.org, to: a@x.org, smtp: smtp://me@x.org }',
      /smtp: names a user; name the place of the password/,
    ],
    [
      'a password without a user',
      'email: { from: k@x.org, to: a@x.org, smtp: smtp://x.org, password: { env: A } }',
      /smtp: must name the user that the password is of/,
    ],
    ['a place of two', 'slack: { url: { env: A, op: op://a/b/c } }', /url: must name exactly one source/],
    ['a place of none', 'slack: { url: {} }', /url: must name exactly one source: env, keychain, file, age/],
  ])('%s', (_, entry, problem) => {
    const problems = problemsOf(entry);
    expect(problems).toContainEqual(expect.stringMatching(problem));
    for (const line of problems) expect(line).toMatch(/^keyaudit\.config\.yaml:3: /);
  });

  it('is one that names the target of another', () => {
    const hook = 'webhook: { url: https://h.example.org/k }';
    expect(problemsOf(hook, 'command: [a]', `{ ${hook}, when: always }`)).toEqual([
      expect.stringMatching(/^keyaudit\.config\.yaml:5: notify\[2\]: is the target of notify\[0\] too/),
    ]);
  });
});

describe('a secret in the file', () => {
  const canary = 'Canary7Invented5Secret3Value';

  it.each([
    `slack: { url: "https://hooks.slack.com/services/T0/B0/${canary}" }`,
    `discord: { url: "https://discord.com/api/webhooks/1/${canary}" }`,
    `webhook: { url: "https://discord.com/api/webhooks/1/${canary}" }`,
    `slack: { url: ${canary} }`,
    `telegram: { chat: "@desk", token: ${canary} }`,
    `telegram: { chat: "@desk", token: "123456:${canary}" }`,
    `telegram: { chat: "@desk", token: { env: ${canary} } }`,
    `telegram: { chat: "${canary} x", token: { ${canary}: A } }`,
    `webhook: { url: https://h.example.org, secret: ${canary} }`,
    `webhook: { url: "https://u:${canary}@h.example.org" }`,
    `webhook: { url: "ftp://${canary}" }`,
    `email: { from: k@x.org, to: a@x.org, smtp: "smtp://me:${canary}@x.org", password: { env: A } }`,
    `email: { from: k@x.org, to: a@x.org, smtp: "smtp://x.org", password: ${canary} }`,
    `email: { from: "${canary}", to: "${canary}", smtp: ${canary} }`,
    `ntfy: { url: https://ntfy.sh/a, token: [${canary}] }`,
    `ntfy: { url: "https://ntfy.sh/?${canary}" }`,
    `command: { ${canary}: ${canary} }`,
    `command: { run: [a], env: [${canary}] }`,
    `command: [TOKEN=${canary}, a]`,
    `${canary}: { url: ${canary} }`,
    canary,
  ])('is an error that does not repeat it: %s', (entry) => {
    const problems = problemsOf(entry);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).not.toContain(canary);
  });
});

it.each(['README.md', 'docs/notify.md'])('is as %s shows it', (path) => {
  const page = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const examples = [...page.matchAll(/```yaml\n(notify:.*?)```/gs)].map(([, text]) => text ?? '');
  expect(examples).toHaveLength(1);
  for (const example of examples) {
    const text = `accounts: [{ name: bot, exchange: binance }]\n${example}`;
    const { parsed } = checkConfig(file, text, vocabulary);
    expect(parsed.notify.length).toBeGreaterThan(1);
  }
});
