import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import type { Report } from '../../src/model/report.ts';
import { formats } from '../../src/reporters/index.ts';
import { demoAccounts } from '../../src/simulator/demo.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { simulated } from '../helpers/simulated.ts';

describe('keyaudit demo', () => {
  it('shows what people meet, and says what scan would have exited with', async () => {
    const { code, stdout, stderr } = await keyaudit(['demo', '--format', 'json']);
    expect(code).toBe(0);
    expect(stderr).toContain('would have exited with 1');
    const report = JSON.parse(stdout) as Report;
    expect(
      report.accounts.map(({ exchange, status, error }) => [exchange, status, error?.kind ?? null]),
    ).toEqual([
      ['kraken', 'audited', null],
      ['bybit', 'audited', null],
      ['binance', 'audited', null],
      ['okx', 'partial', 'ip-refused'],
      ['kucoin', 'failed', 'unreachable'],
    ]);
    const failed = (account: string) =>
      report.findings.filter((finding) => finding.account === account && finding.outcome === 'fail');
    // The widened key: withdrawals on, from anywhere, changed yesterday.
    expect(failed('savings').map(({ check, severity }) => [check, severity])).toEqual([
      ['withdrawal-enabled', 'critical'],
      ['recently-modified', 'high'],
      ['key-age', 'low'],
    ]);
    expect(failed('savings')[0]?.includes.map(({ check }) => check)).toEqual([
      'trade-without-ip',
      'unrestricted-ip',
      'transfer-enabled',
    ]);
    // Nothing but what could be better still.
    expect(failed('grid-bot').map(({ check, severity }) => [check, severity])).toEqual([
      ['no-expiry', 'info'],
      ['weak-key-type', 'info'],
    ]);
    expect(failed('tax-tracker').map(({ check, severity }) => [check, severity])).toEqual([
      ['unrestricted-ip', 'low'],
      ['key-age', 'low'],
    ]);
    expect(failed('office-bot')).toEqual([]);
    const refused = report.keys.find(({ account }) => account === 'office-bot');
    expect(refused?.ipRestriction).toEqual({ state: 'restricted', allowed: null });
  });

  it('writes every format, and no key, secret or passphrase into any', async () => {
    const cwd = folder();
    const outputs = formats.flatMap((format) => ['--output', `${format}=report.${format}`]);
    const { code, stdout, stderr } = await keyaudit(['demo', ...outputs], { cwd });
    expect(code).toBe(0);
    const reports = formats.map((format) => readFileSync(join(cwd, `report.${format}`), 'utf8'));
    for (const { apiKey, secret, password = secret } of demoAccounts) {
      for (const text of [...reports, stdout, stderr]) {
        for (const word of [apiKey, secret, password]) expect(text).not.toContain(word);
      }
    }
  });

  it('says nothing but the report with --quiet, and all of it', async () => {
    const { code, stdout, stderr } = await keyaudit(['demo', '--quiet']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Could not be verified');
  });

  it('gives the code that scan would have given', async () => {
    expect((await keyaudit(['demo', '--exit-code'])).code).toBe(1);
  });

  it('fits 80 columns, has no colour when piped, and ends with the verdict', async () => {
    const { stdout } = await keyaudit(['demo'], { env: { LANG: 'C.UTF-8' } });
    const lines = stdout.trimEnd().split('\n');
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(stdout).not.toContain('\u001b');
    expect(lines.at(-1)).toMatch(/^FAIL /);
  });

  it('is plain ASCII where the locale is', async () => {
    const { stdout } = await keyaudit(['demo'], { env: { LC_ALL: 'C' } });
    expect(stdout).toMatch(/^[\n -~]*$/);
  });

  it('says which port it cannot have', async () => {
    const { url } = await simulated([]);
    const taken = await keyaudit(['demo', '--serve', '--port', new URL(url).port]);
    expect(taken).toMatchObject({ code: 2, stderr: expect.stringContaining('taken') });
    expect((await keyaudit(['demo', '--port', '70000'])).code).toBe(2);
  });

  it('does not send its loopback requests to a proxy', async () => {
    const proxy = 'http://127.0.0.1:9';
    const env = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy };
    const { stdout } = await keyaudit(['demo', '--format', 'json'], { env });
    expect((JSON.parse(stdout) as Report).accounts[0]?.status).toBe('audited');
  });

  it("serves the simulated exchanges to a scan of one's own", async () => {
    let served = '';
    const { code } = await keyaudit(['demo', '--serve'], {
      during: (child) => {
        child.stdout?.on('data', async (chunk) => {
          if (served !== '') return;
          served = String(chunk);
          const cwd = folder({ 'keyaudit.config.yaml': served });
          const env = Object.fromEntries(
            [...served.matchAll(/(DEMO_\w+)='([^']*)'/g)].map(([, name, value]) => [name, value]),
          );
          const scan = await keyaudit(['scan', '--format', 'json'], { cwd, env });
          const report = JSON.parse(scan.stdout) as Report;
          served = JSON.stringify({ code: scan.code, summary: report.summary });
          child.kill('SIGINT');
        });
      },
    });
    expect(JSON.parse(served)).toMatchObject({ code: 1, summary: { accounts: 5, verdict: 'fail' } });
    expect(code).toBe(0);
  });

  it('goes on serving when somebody leaves in the midst of a request', async () => {
    let status: number | null = null;
    const { code, stderr } = await keyaudit(['demo', '--serve'], {
      during: (child) => {
        child.stdout?.once('data', async (chunk) => {
          const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk))?.[0] ?? '';
          await leaveHalfway(new URL(url));
          status = (await fetch(url).catch(() => null))?.status ?? null;
          child.kill('SIGINT');
        });
      },
    });
    expect({ code, status, stderr }).toMatchObject({ code: 0, status: 404 });
  });
});

/** Promises ten bytes, sends four and hangs up. */
async function leaveHalfway({ hostname, port }: URL): Promise<void> {
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write('POST / HTTP/1.1\r\nHost: invented\r\nContent-Length: 10\r\n\r\nhalf');
  // Time to arrive, and to be noticed; where that is too short on a slow machine, nothing fails that should not.
  await sleep(200);
  socket.destroy();
  await sleep(200);
}

describe('what there is to know', () => {
  it("keyaudit --version is the package's", async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await keyaudit(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    [],
    ['scan'],
    ['demo'],
    ['init'],
    ['config'],
    ['exchanges'],
    ['checks'],
    ['explain'],
    ['completion'],
  ])('keyaudit %s --help is help, within 60, 80 and 200 columns', async (...command) => {
    for (const columns of [60, 80, 200]) {
      const words = command.filter((word) => word !== undefined);
      const { code, stdout } = await keyaudit([...words, '--help'], { env: { COLUMNS: String(columns) } });
      expect(code).toBe(0);
      expect(stdout).toMatch(/^Usage: keyaudit/);
      for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(columns);
    }
  });

  it('keyaudit exchanges lists endpoints with what they need', async () => {
    const { code, stdout } = await keyaudit(['exchanges', '--format', 'json']);
    expect(code).toBe(0);
    const exchanges = JSON.parse(stdout) as { id: string; endpoints: { method: string; needs: string }[] }[];
    expect(exchanges.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['binance', 'bybit', 'kraken', 'kucoin', 'okx']),
    );
    for (const { endpoints } of exchanges) {
      expect(endpoints.length).toBeGreaterThan(0);
      for (const { needs } of endpoints) expect(needs).not.toBe('');
    }
    for (const columns of [60, 80]) {
      const table = await keyaudit(['exchanges'], { env: { COLUMNS: String(columns) } });
      for (const { id } of exchanges) expect(table.stdout).toContain(id);
      // An address of an endpoint stands whole.
      const lines = table.stdout.split('\n').filter((line) => !/^ +\S+$/.test(line));
      for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(columns);
    }
  });

  it('keyaudit checks and keyaudit explain go together', async () => {
    const { stdout } = await keyaudit(['checks']);
    const ids = [...stdout.matchAll(/^([a-z-]+) {2,}(critical|high|medium|low|info)/gm)].map(
      ([, id]) => id ?? '',
    );
    expect(ids.toSorted()).toEqual(checks.map(({ id }) => id).toSorted());
    for (const id of ids) {
      const explained = await keyaudit(['explain', id], { env: { COLUMNS: '60' } });
      expect(explained.code).toBe(0);
      expect(explained.stdout).toContain(`${id}:`);
      for (const line of explained.stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(60);
      expect(explained.stdout).toMatch(/How grave:[\s\S]*Looks at:[\s\S]*Fits:/);
    }
    const unknown = await keyaudit(['explain', 'withdrawal-enbled']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('did you mean withdrawal-enabled');
    const far = await keyaudit(['explain', 'nothing-like-it-at-all']);
    expect([far.code, far.stderr]).toEqual([2, expect.not.stringContaining('did you mean')]);
    expect(far.stderr).toContain('`keyaudit checks` lists them');
  });
});
