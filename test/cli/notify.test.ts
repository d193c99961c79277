import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { certificateFor, type MailServer, startMailServer } from '../helpers/mail-server.ts';
import { bash, folder, keyaudit, type RunOptions } from '../helpers/process.ts';
import { startReceiver } from '../helpers/receiver.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';

const bot: ConfiguredAccount = { name: 'grid-bot', exchange: 'bybit', answers: 'documented' };
const name = 'keyaudit.config.yaml';
const users = { desk: 'canary7-smtp-password' };

/** A configuration that tells these targets, a state of its own, and scans with what the exchange answers then. */
async function setUp(notify: readonly string[], account: ConfiguredAccount = bot) {
  const [state, cwd] = [folder(), folder()];
  let env: Record<string, string> = {};
  const answer = async (answers: ConfiguredAccount['answers']) => {
    const simulation = await simulated([{ ...account, answers }]);
    writeFileSync(
      join(cwd, name),
      `${simulation.config}notify:\n${notify.map((text) => `  - ${text}\n`).join('')}`,
    );
    env = { ...simulation.env, XDG_STATE_HOME: state, LANG: 'C.UTF-8', SMTP_PASSWORD: users.desk };
  };
  await answer(account.answers);
  const keyauditHere = async (args: readonly string[], options: RunOptions = {}) =>
    await keyaudit(args, { cwd, ...options, env: { ...env, ...options.env } });
  const scan = async (...more: readonly string[]) =>
    await keyauditHere(['scan', '--fail-on', 'critical', ...more]);
  return { cwd, state, answer, scan, keyaudit: keyauditHere, env: () => env };
}

/** A mail by this server. */
const mail = ({ port }: Pick<MailServer, 'port'>, rest = '') =>
  `{ email: { from: keyaudit@example.org, to: [desk@example.org], smtp: "smtp://desk@127.0.0.1:${port}", password: { env: SMTP_PASSWORD } }${rest} }`;

const subjects = ({ arrived }: MailServer) => arrived.map(({ parsed }) => parsed.subject);

describe('a scan', () => {
  it('tells the state at first, then what changes, and otherwise nothing', async () => {
    const server = await startMailServer({ users });
    const { scan, answer } = await setUp([mail(server)]);
    const first = await scan();
    await scan();
    expect(server.arrived).toHaveLength(1);
    expect(server.arrived[0]?.parsed.attachments.map(({ filename }) => filename)).toEqual([
      'keyaudit-report.html',
      'keyaudit-report.json',
    ]);
    const report = JSON.parse(server.arrived[0]?.parsed.attachments[1]?.content.toString() ?? '');
    expect(report.summary.accounts).toBe(1);
    await answer('documented-read-write');
    const widened = await scan();
    expect(server.arrived).toHaveLength(2);
    expect(server.arrived[1]?.parsed.subject).toMatch(/^keyaudit: 1 \w+.*: grid-bot: /);
    expect([first.stderr, widened.stderr]).toEqual(['', '']);
  });

  it.each<[string, string[]]>([
    ['--no-notify', ['--no-notify']],
    ['--offline', ['--offline']],
  ])('tells nobody with %s', async (_, options) => {
    const server = await startMailServer({ users });
    const { scan, state } = await setUp([mail(server)]);
    await scan(...options);
    expect(server.connections()).toBe(0);
    expect(readdirSync(state).flatMap((folder) => readdirSync(join(state, folder)))).not.toContain(
      'outbox.db',
    );
  });

  it('has its exit code and its report, whatever becomes of the message', async () => {
    const { scan } = await setUp([mail({ port: 9 }), '{ command: [./there-is-none] }']);
    const without = await scan('--no-notify', '--format', 'json');
    const failed = await scan('--format', 'json');
    expect(failed.code).toBe(without.code);
    const summary = (text: string) => JSON.parse(text).summary;
    expect(summary(failed.stdout)).toEqual(summary(without.stdout));
    expect(failed.stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(
        /^keyaudit: email to desk@example\.org: the mail server could not be reached: .* The message waits/,
      ),
      expect.stringMatching(/^keyaudit: command there-is-none: .* The message waits/),
    ]);
  });

  it('tells all the more where its report could not be written', async () => {
    const server = await startMailServer({ users });
    const { scan } = await setUp([mail(server)]);
    const { code, stderr } = await scan('--output', 'x'.repeat(300));
    expect([code, stderr]).toEqual([2, expect.stringContaining('could not be written (ENAMETOOLONG)')]);
    expect(server.arrived).toHaveLength(1);
  });

  it('tells where no file can grow, as on a full disk, and says that there is no queue', async () => {
    const server = await startMailServer({ users });
    const { cwd, env } = await setUp([mail(server)]);
    const bin = new URL('../../bin/keyaudit.js', import.meta.url).pathname;
    const command = `trap '' XFSZ; ulimit -f 1; exec "${process.execPath}" "${bin}" scan --fail-on critical --no-history`;
    const { code, stderr } = await bash(command, { cwd, env: env() });
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/^keyaudit: There is no queue of messages this time: /),
    ]);
    expect(server.arrived).toHaveLength(1);
  });
});

describe('a message', () => {
  it('waits while the server is down, and is sent by the next scan', async () => {
    const down = await startMailServer({ users });
    await down.stop();
    const { scan, state } = await setUp([mail(down)]);
    const { stderr } = await scan();
    expect(stderr).toContain('The message waits, and is tried again.');
    const server = await startMailServer({ users, port: down.port });
    // As if the wait were over.
    rewind(state);
    expect((await scan()).stderr).toBe('');
    expect(server.arrived).toHaveLength(1);
  });

  it('is sent again where the connection ends before its answer, with the same Message-ID', async () => {
    let tries = 0;
    const server = await startMailServer({ users, refuseMessage: () => (++tries === 1 ? 'drop' : null) });
    const { scan, state } = await setUp([mail(server)]);
    await scan();
    rewind(state);
    await scan();
    await scan();
    expect(server.arrived).toHaveLength(2);
    const [first, second] = server.arrived.map(({ parsed }) => parsed.messageId);
    expect(second).toBe(first);
  });

  it('is sent once by two scans at once', async () => {
    const server = await startMailServer({ users });
    const { scan } = await setUp([mail(server)]);
    await Promise.all([scan(), scan(), scan()]);
    expect(server.arrived).toHaveLength(1);
  });

  it('is told at least once, wherever a scan is killed', async () => {
    const server = await startMailServer({ users });
    const { scan, state, keyaudit: command } = await setUp([mail(server)]);
    // Until a scan is quicker than its end.
    for (let wait = 200; wait < 4_000; wait += 200) {
      await command(['scan'], {
        during: (child) => {
          setTimeout(() => child.kill('SIGKILL'), wait).unref();
        },
      });
    }
    // As if what was claimed by the dead were free again.
    rewind(state);
    const { stderr } = await scan();
    expect(stderr).toBe('');
    expect(server.arrived.length).toBeGreaterThan(0);
    expect(new Set(server.arrived.map(({ parsed }) => parsed.messageId)).size).toBe(1);
    expect(readdirSync(join(state, 'keyaudit')).filter((file) => file.includes('damaged'))).toEqual([]);
  });

  it('is sent without a queue where there can be none, and that is said', async () => {
    const server = await startMailServer({ users });
    const { state, keyaudit: command } = await setUp([mail(server)]);
    writeFileSync(join(state, 'keyaudit'), 'in the way');
    const { stderr } = await command(['scan', '--no-history', '--quiet']);
    expect(stderr).toMatch(/^keyaudit: There is no queue of messages this time: /);
    expect(server.arrived).toHaveLength(1);
  });
});

describe('notify test', () => {
  it('tells every target, and says which were told', async () => {
    const server = await startMailServer({ users });
    const hook = await startReceiver(({ path }) => ({ status: path === '/gone' ? 404 : 200 }));
    const notify = [mail(server), `{ webhook: { url: "${hook.origin}/here" } }`];
    const { keyaudit: command, state } = await setUp(notify);
    const { code, stdout, stderr } = await command(['notify', 'test']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.trimEnd().split('\n').toSorted()).toEqual([
      'told    email to desk@example.org',
      expect.stringMatching(/^told {4}webhook at 127\.0\.0\.1:\d+$/),
    ]);
    expect(subjects(server)).toEqual(['keyaudit: a test message']);
    expect(JSON.parse(hook.received[0]?.body ?? '')).toMatchObject({ occasion: 'test' });
    expect(readdirSync(state)).toEqual([]);
  });

  it('ends with 3 where one was not told, and tells the others', async () => {
    const server = await startMailServer({ users: { desk: 'another' } });
    const hook = await startReceiver(() => ({ status: 200 }));
    const { keyaudit: command } = await setUp([mail(server), `{ webhook: { url: "${hook.origin}/here" } }`]);
    const { code, stdout } = await command(['notify', 'test']);
    expect(code).toBe(3);
    expect(stdout).toContain(
      'FAILED  email to desk@example.org: the mail server refused the login (SMTP 535).\n',
    );
    expect(hook.received).toHaveLength(1);
  });

  it.each<[string, string | null, RegExp]>([
    ['no configuration', null, /There is no configuration file/],
    ['no target', 'accounts: [{ name: bot, exchange: bybit }]', /tells nobody/],
    [
      'a mistake',
      'accounts: [{ name: bot, exchange: bybit }]\nnotify: [{ emial: {} }]',
      /:2: notify\[0\]\.emial/,
    ],
  ])('ends with 2 for %s', async (_, text, problem) => {
    const cwd = folder(text === null ? {} : { [name]: text });
    const { code, stderr } = await keyaudit(['notify', 'test'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(problem);
  });

  it.each(['smtp', 'smtps'])(
    'trusts a CA of one’s own that NODE_EXTRA_CA_CERTS names: %s',
    async (scheme) => {
      const certificate = await certificateFor(scheme === 'smtp' ? 'mail.example.org' : 'localhost');
      const server = await startMailServer({
        users,
        certificate,
        [scheme === 'smtp' ? 'startTls' : 'secure']: true,
      });
      const host = scheme === 'smtp' ? 'mail.example.org' : 'localhost';
      const smtp = `${scheme}://desk@${host}:${server.port}`;
      const target = `{ email: { from: k@example.org, to: [desk@example.org], smtp: "${smtp}", password: { env: SMTP_PASSWORD } } }`;
      const { keyaudit: command } = await setUp([target]);
      const files = folder({ 'ca.pem': certificate.cert, 'dns.cjs': elsewhere });
      const env = { NODE_OPTIONS: `--require=${join(files, 'dns.cjs')}` };
      const distrusted = await command(['notify', 'test'], { env });
      expect(distrusted.stdout).toContain('certificate is not trusted');
      const { code, stdout } = await command(['notify', 'test'], {
        env: { ...env, NODE_EXTRA_CA_CERTS: join(files, 'ca.pem') },
      });
      expect([code, stdout]).toEqual([0, 'told    email to desk@example.org\n']);
      expect(server.arrived).toMatchObject([{ isEncrypted: true, user: 'desk' }]);
    },
  );
});

/** Lets every name be this machine. */
const elsewhere = `
  const { Resolver } = require('node:dns');
  Resolver.prototype.resolve4 = (_, done) => done(null, ['127.0.0.1']);
`;

describe('a secret of a target', () => {
  it('is in no message, no output and no file, whatever goes wrong', async () => {
    const canaries = {
      SMTP_PASSWORD: 'canary7-smtp-password',
      HOOK_SECRET: 'canary7-hook-secret',
      SLACK_URL: 'http://127.0.0.1:9/services/canary7-slack',
      TELEGRAM: '123456:canary7-telegram',
    };
    const server = await startMailServer({ users: { desk: 'another' } });
    const refusing = await startReceiver(({ path, headers }) => ({
      status: 500,
      body: `${path} ${JSON.stringify(headers)}`,
    }));
    const {
      keyaudit: command,
      state,
      cwd,
    } = await setUp([
      mail(server, ', when: [changes, heartbeat]'),
      `{ webhook: { url: "${refusing.origin}/canary7-path", secret: { env: HOOK_SECRET } } }`,
      '{ slack: { url: { env: SLACK_URL } } }',
      '{ discord: { url: { env: SLACK_URL } } }',
      '{ command: [sh, -c, "exit 1", canary7-argument] }',
    ]);
    const outcomes = [
      await command(['scan', '--debug'], { env: canaries }),
      await command(['notify', 'test'], { env: canaries }),
      await command(['config', '--explain'], { env: canaries }),
    ];
    expect(refusing.received.length).toBeGreaterThan(1);
    for (const { stdout, stderr } of outcomes) expect(stdout + stderr).not.toContain('canary7');
    expect(outcomes[1]?.stdout.match(/^FAILED/gm)).toHaveLength(5);
    const queue = readFileSync(join(state, 'keyaudit', 'outbox.db'), 'latin1');
    expect(queue).toContain('email to desk@example.org');
    expect(queue).not.toContain('canary7');
    // The path and the argument stand there; nothing else has come.
    expect(readFileSync(join(cwd, name), 'utf8')).not.toMatch(/canary7-(?:smtp|hook|slack|telegram)/);
    for (const { raw } of server.arrived) expect(raw).not.toContain('canary7');
  });
});

/** Takes the waits and claims of the queue back by a day. */
function rewind(state: string): void {
  const script = `
    const Database = require('libsql');
    const db = new Database(process.argv[1]);
    db.exec('UPDATE messages SET due_at = due_at - 86400000, leased_at = leased_at - 86400000');
  `;
  execFileSync(process.execPath, ['-e', script, join(state, 'keyaudit', 'outbox.db')]);
}
