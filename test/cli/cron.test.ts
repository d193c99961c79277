import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { takeLock } from '../../src/cli/lock.ts';
import { startMailServer } from '../helpers/mail-server.ts';
import { folder, keyaudit, type Outcome, type RunOptions } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';
import { canMakeTerminal, conversation } from '../helpers/terminal.ts';

const tracker = { name: 'tracker', exchange: 'binance', answers: 'tracker' } satisfies ConfiguredAccount;
const widened = { name: 'widened', exchange: 'binance', answers: 'widened' } satisfies ConfiguredAccount;
const down = { ...tracker, name: 'down', fault: 'http-503' } satisfies ConfiguredAccount;
const silent = { ...tracker, name: 'silent', fault: 'hang' } satisfies ConfiguredAccount;

/** A folder with a configuration of these accounts, and a state of its own. */
async function setUp(accounts: readonly ConfiguredAccount[], state = folder(), onRequest = () => {}) {
  const { config, env } = await simulated(accounts, { onRequest });
  const cwd = folder({ 'keyaudit.config.yaml': config });
  const scan = async (args: readonly string[] = [], options: RunOptions = {}) =>
    await keyaudit(['scan', ...args], {
      cwd,
      ...options,
      env: { ...env, XDG_STATE_HOME: state, ...options.env },
    });
  return { cwd, state, env: { ...env, XDG_STATE_HOME: state }, scan };
}

const nothing: Outcome = { code: 0, stdout: '', stderr: '' };

describe('scan --cron', () => {
  it('says nothing where nothing is worth a mail', async () => {
    const { scan } = await setUp([tracker]);
    expect(await scan(['--cron'])).toEqual(nothing);
    expect(await scan(['--cron'])).toEqual(nothing);
  });

  it('prints the report otherwise, with the verdict before and after it', async () => {
    const { scan } = await setUp([widened]);
    const { code, stdout, stderr } = await scan(['--cron'], { env: { FORCE_COLOR: '1', COLUMNS: '200' } });
    expect([code, stderr]).toEqual([1, '']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^FAIL {2}\d/);
    expect(lines.at(-1)).toBe(lines[0]);
    expect(stdout).toContain('[withdrawal-enabled]');
    expect(stdout).not.toContain('\u001b');
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it.each<[string, readonly string[], number]>([
    ['', [], 3],
    [', though that is allowed', ['--allow-incomplete'], 0],
  ])('tells of an account that could not be audited%s', async (_, args, expected) => {
    const { scan } = await setUp([tracker, down]);
    const { code, stdout, stderr } = await scan(['--cron', ...args]);
    expect([code, stderr]).toEqual([expected, '']);
    expect(stdout).toMatch(/^INCOMPLETE {2}/);
    expect(stdout).toContain('FAILED   down (binance)');
  });

  it('tells of what went wrong beside a pass, and says so in the first line', async () => {
    const { scan, state } = await setUp([tracker]);
    mkdirSync(join(state, 'keyaudit'));
    writeFileSync(join(state, 'keyaudit', 'history.db'), 'not a database');
    const { code, stdout, stderr } = await scan(['--cron']);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^keyaudit: The history was damaged\..*\n$/);
    const first = stdout.split('\n\n')[0]?.replace(/\s+/g, ' ');
    expect(first).toMatch(/^PASS See the notes below\. /);
    expect(await scan(['--cron'])).toEqual(nothing);
  });

  it('tells of a configuration that is wrong', async () => {
    const { scan, cwd } = await setUp([tracker]);
    writeFileSync(join(cwd, 'keyaudit.config.yaml'), 'acounts: []\n');
    const { code, stdout, stderr } = await scan(['--cron']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^keyaudit: keyaudit\.config\.yaml:1: accounts: is missing\n.*acounts: unknown key/,
    );
  });

  it('writes files in any case, and no other format', async () => {
    const { scan, cwd } = await setUp([tracker, widened]);
    const files = ['--output', 'json=report.json'];
    expect(await scan(['--cron', '--account', 'tracker', ...files])).toEqual(nothing);
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')).accounts).toHaveLength(1);
    const { code, stdout, stderr } = await scan(['--cron', '--output', 'report.txt']);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^FAIL {2}.*\n\nThe report is in the file that --output names\.\n$/);
    expect(readFileSync(join(cwd, 'report.txt'), 'utf8')).toContain('[withdrawal-enabled]');
    const refused = await scan(['--cron', '--format', 'json']);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(/^keyaudit: --cron .*json\.\n.*--output json=FILE/);
  });

  it('says why there is no lock, once, and goes on', async () => {
    const { scan } = await setUp([tracker], join(folder({ file: '' }), 'file'));
    const { code, stdout, stderr } = await scan(['--cron', '--no-history']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^PASS {2}/);
    expect(stderr).toMatch(/^keyaudit: There is no lock against a second run this time: .*\n$/);
  });
});

it('scan --cron tells of a change below the threshold, until it is acknowledged', async () => {
  const state = folder();
  const scanWith = async (answers: ConfiguredAccount['answers']) => {
    const { cwd, env, scan } = await setUp([{ name: 'grid-bot', exchange: 'bybit', answers }], state);
    const file = join(cwd, 'keyaudit.config.yaml');
    const policy = 'policy: { failOn: critical, checks: { permission-widened: { severity: low } } }\n';
    writeFileSync(file, readFileSync(file, 'utf8') + policy);
    return { cwd, env, outcome: await scan(['--cron']), scan };
  };
  expect((await scanWith('documented')).outcome).toEqual(nothing);
  const { cwd, env, outcome, scan } = await scanWith('documented-read-write');
  expect([outcome.code, outcome.stderr]).toEqual([0, '']);
  expect(outcome.stdout.split('\n\n')[0]?.replace(/\s+/g, ' ')).toMatch(/^PASS Something has changed\. /);
  expect(outcome.stdout).toContain('[permission-widened]');
  expect((await scan(['--cron'])).stdout).toBe(outcome.stdout);
  const ids = [...outcome.stdout.matchAll(/ \[([0-9a-f]{16})\]$/gm)].map(([, id = '']) => id);
  const acknowledged = await keyaudit(['ack', ...ids, '--reason', 'the bot trades now'], { cwd, env });
  expect(acknowledged).toMatchObject({ code: 0, stderr: '' });
  expect(await scan(['--cron'])).toEqual(nothing);
});

it('scan --cron --discover takes what --yes agrees to, and says nothing of it', async () => {
  const { scan, cwd } = await setUp([tracker]);
  mkdirSync(join(cwd, 'bots'));
  const keys = { nowhere: { apiKey: 'inventedKeyOfNowhere', secret: 'inventedSecret' } };
  writeFileSync(join(cwd, 'bots', 'keys.json'), JSON.stringify(keys));
  const asked = await scan(['--cron', '--discover', 'bots']);
  expect([asked.code, asked.stdout]).toEqual([2, '']);
  expect(asked.stderr).toMatch(/nobody is there to be asked; nothing was audited.*\n.*--yes/);
  const { code, stdout, stderr } = await scan(['--cron', '--discover', 'bots', '--yes']);
  expect([code, stderr]).toEqual([3, '']);
  expect(stdout).toMatch(/^INCOMPLETE /);
});

describe('scan --cron with targets in the configuration', () => {
  const entry = (port: number, when: string) =>
    `notify:\n  - email: { from: keyaudit@example.org, to: desk@example.org, smtp: "smtp://127.0.0.1:${port}" }\n    when: ${when}\n`;

  /** The simulator makes each answer's times anew, so that a key that is old would be one that is news. */
  const ageless = 'policy: { checks: { key-age: off } }\n';

  async function withMail(account: ConfiguredAccount, when = 'changes') {
    const server = await startMailServer();
    const { cwd, scan } = await setUp([account]);
    const file = join(cwd, 'keyaudit.config.yaml');
    writeFileSync(file, `${readFileSync(file, 'utf8')}${ageless}${entry(server.port, when)}`);
    return { server, scan };
  }

  it('leaves it to them, and to their memory of what they were told', async () => {
    const { server, scan } = await withMail(widened);
    expect(await scan(['--cron'])).toEqual({ ...nothing, code: 1 });
    expect(await scan(['--cron'])).toEqual({ ...nothing, code: 1 });
    expect(server.arrived.map(({ to }) => to)).toEqual([['desk@example.org']]);
    expect(server.arrived[0]?.parsed.text).toContain('Key can withdraw');
  });

  it('prints what went wrong with telling them, and the report', async () => {
    const { server, scan } = await withMail(widened);
    await server.stop();
    const { code, stdout, stderr } = await scan(['--cron']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^keyaudit: email to desk@example\.org: /);
    expect(stdout).toMatch(/^FAIL {2}1 high in 1 account\.\n\nACCOUNT /);
  });

  it.each<[string, readonly string[], string]>([
    ['that hear of no finding', [], 'heartbeat'],
    ['that are not to be told', ['--no-notify'], 'changes'],
  ])('prints the report beside targets %s', async (_, args, when) => {
    const { scan } = await withMail(widened, when);
    const { code, stdout, stderr } = await scan(['--cron', ...args]);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^FAIL /);
  });
});

/** Takes the lock, and keeps it while somebody may write to it. */
const taker = `
  const { takeLock } = await import(process.argv[1]);
  const { state, notices } = takeLock(process.env, new Date());
  process.stdout.write(state === 'held' ? state : state + ' ' + notices.join());
  process.stdin.resume();
`;

describe('of two runs with --cron', () => {
  const since = /^It began at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\./m;

  /** Starts a scan that waits for its exchange for long, and gives it once it has the lock. */
  async function longRun(state: string) {
    let asked = () => {};
    const asking = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { scan } = await setUp([silent], state, () => asked());
    let ended = Promise.resolve(nothing);
    const child = await new Promise<ReturnType<typeof spawn>>((during) => {
      ended = scan(['--cron', '--timeout', '5m'], { during });
    });
    // Who has not the lock asks nobody.
    await Promise.race([asking, ended]);
    expect(child.exitCode).toBe(null);
    const { scan: other } = await setUp([tracker], state);
    return { child, ended, other };
  }

  it('the second ends with 3 and says since when the first runs, until that is killed', async () => {
    const { child, ended, other } = await longRun(folder());
    const refused = await other(['--cron']);
    expect([refused.code, refused.stdout]).toEqual([3, '']);
    expect(refused.stderr).toMatch(/^keyaudit: nothing was audited: another `scan --cron` of this user/);
    expect(refused.stderr).toMatch(since);
    expect((await other(['--cron', '--allow-incomplete'])).code).toBe(3);
    // Two by hand are fine.
    expect((await other()).code).toBe(0);
    child.kill('SIGKILL');
    await ended;
    expect(await other(['--cron'])).toEqual(nothing);
  });

  it('one has the lock, though many begin at once', async () => {
    const library = new URL('../../dist/cli/lock.js', import.meta.url).href;
    const env = { PATH: process.env.PATH, XDG_STATE_HOME: folder() };
    // The tables are there: to make them takes another lock.
    const first = takeLock(env, new Date());
    if (first.state === 'taken') first.release();
    const runs = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['--input-type=module', '--eval', taker, library], { env }),
    );
    onTestFinished(() => {
      for (const each of runs) each.kill();
    });
    const said = runs.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]));
    expect((await Promise.all(said)).toSorted()).toEqual([...Array(5).fill('held'), 'taken ']);
  });

  it('a polite kill ends the first, which says so', async () => {
    const { child, ended, other } = await longRun(folder());
    child.kill('SIGTERM');
    expect(await ended).toEqual({ ...nothing, code: 143, stderr: expect.stringContaining('interrupted') });
    expect(await other(['--cron'])).toEqual(nothing);
  });
});

describe('--random-delay', () => {
  it('waits, and then scans', async () => {
    const { scan } = await setUp([tracker]);
    const { code, stdout, stderr } = await scan(['--random-delay', '10ms']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^PASS /m);
  });

  it('refuses what is no time', async () => {
    const { code, stderr } = await keyaudit(['scan', '--random-delay', 'a while']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--random-delay.*Write it like/);
  });
});

if (!canMakeTerminal)
  it('is not tried on a terminal', ({ skip }) => skip("util-linux's script is not installed"));

describe.runIf(canMakeTerminal)('on a terminal', () => {
  it('--random-delay says how long it waits, each time another time', async () => {
    const { cwd, env } = await setUp([tracker]);
    const waits = [];
    for (const args of ['--cron', '']) {
      const { code, lines } = await conversation(
        `scan ${args} --random-delay 24h`,
        [['as --random-delay says.', '\u0003']],
        { cwd, env },
      );
      expect(code).toBe(130);
      waits.push(/Waiting (\d+ (?:h|min|s).*) before the scan/.exec(lines.join('\n'))?.[1]);
    }
    expect(waits[0]).toBeDefined();
    expect(waits[0]).not.toBe(waits[1]);
  });

  it('--random-delay ends by a polite kill, before anything is begun', async () => {
    const { cwd, env, state } = await setUp([tracker]);
    const kill = (seen: string) => {
      process.kill(Number(/pid (\d+)/.exec(seen)?.[1]), 'SIGTERM');
      return '';
    };
    const { code, lines } = await conversation(
      'scan --cron --random-delay 24h',
      [['as --random-delay says.', kill]],
      { cwd, env, before: 'echo "pid $$" && exec ' },
    );
    expect(code).toBe(143);
    expect(lines).toContain('keyaudit: interrupted; nothing was written.');
    expect(existsSync(join(state, 'keyaudit'))).toBe(false);
  });

  it('--cron has no progress, no colour and no question', async () => {
    const { url } = await simulated([tracker]);
    const cwd = folder();
    cpSync(fileURLToPath(new URL('../../fixtures/credentials/hummingbot/binance', import.meta.url)), cwd, {
      recursive: true,
    });
    writeFileSync(
      join(cwd, 'keyaudit.config.yaml'),
      `accounts:\n  - name: bot\n    exchange: binance\n    baseUrl: ${url}\n    credentials: { file: ./conf/connectors/binance.yml }\n`,
    );
    const { code, raw } = await conversation('scan --cron', [], { cwd });
    expect(code).toBe(3);
    expect(raw.replace(/\s+/g, ' ')).toMatch(/needs its password: set HBOT_PASSWORD/);
    expect(raw).toMatch(/^INCOMPLETE {2}/);
    expect(raw).not.toContain('\u001b');
  });
});
