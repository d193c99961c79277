import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';

/** From 14 hours before UTC's midnight to 11 hours after it. */
const zones = ['Pacific/Kiritimati', 'Asia/Kolkata', 'UTC', 'America/New_York', 'Pacific/Niue'];

/** Questions at Hyperliquid are public: no signature goes stale while the command's clock is another. */
const wallet: ConfiguredAccount = {
  name: 'wallet',
  exchange: 'hyperliquid',
  apiKey: '0xc0ffee0000000000000000000000000000000003',
  answers: 'address-alone',
};

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
/** The day after tomorrow in UTC, and the one after. */
const [expires, next] = [day(2), day(3)];

/** The environment of a process that starts at a time of its own, in a zone of its own. */
function startingAt(time: string, zone: string): Readonly<Record<string, string>> {
  const clock = `const ahead = ${Date.parse(time)} - Date.now();
const now = Date.now;
Date.now = () => now() + ahead;
globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length === 0 ? [Date.now()] : given));
  }
};
`;
  const file = join(folder({ 'clock.mjs': clock }), 'clock.mjs');
  return { TZ: zone, NODE_OPTIONS: `--import=${pathToFileURL(file)}` };
}

const waiver = (until: string) =>
  `waivers: [{ check: unlisted-key, account: wallet, reason: both are ours, expires: ${until} }]\n`;

describe.each(zones)('in %s, a waiver', (zone) => {
  it.each([
    ['holds to the last minute of its day in UTC', `${expires}T23:58:30Z`, 'used'],
    ['holds no more from the first minute of the next', `${next}T00:00:00Z`, 'expired'],
  ])('%s', async (_, time, state) => {
    const { config, env } = await simulated([wallet]);
    const cwd = folder({ 'keyaudit.config.yaml': config + waiver(expires) });
    const { stdout } = await keyaudit(['scan', '--format', 'json'], {
      cwd,
      env: { ...env, ...startingAt(time, zone) },
    });
    const report = JSON.parse(stdout) as Report;
    // The clock is the one that was set.
    expect(report.startedAt.slice(0, 10)).toBe(time.slice(0, 10));
    expect(report.waivers.map((each) => [each.state, each.expires])).toEqual([[state, expires]]);
    const strangers = report.findings.filter(({ check }) => check === 'unlisted-key');
    expect(strangers.map(({ waiver: accepted }) => accepted?.expires ?? null)).toEqual(
      Array(2).fill(state === 'used' ? expires : null),
    );
    expect(report.summary.waived).toBe(state === 'used' ? 2 : 0);
  });

  it.each([
    ['of a year is taken', `${day(0)}T23:58:30Z`, day(366), 0],
    ['of a day more is not', `${day(0)}T23:58:30Z`, day(367), 2],
    ['of a day more is, on the next day', `${day(1)}T00:00:00Z`, day(367), 0],
  ])('%s', async (_, time, until, code) => {
    const cwd = folder({
      'keyaudit.config.yaml': `accounts: [{ name: wallet, exchange: hyperliquid }]\n${waiver(until)}`,
    });
    const { stderr, ...config } = await keyaudit(['config'], { cwd, env: startingAt(time, zone) });
    expect([config.code, stderr]).toEqual([code, code === 0 ? '' : expect.stringContaining('a year off')]);
  });
});
