import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { demoReport } from '../../../test/helpers/report.ts';
import type { Account } from '../../model/account.ts';
import { defaultPolicy } from '../../model/policy.ts';
import type { AccountStatus, Report } from '../../model/report.ts';
import { UserError } from '../../model/user-error.ts';
import type { WatchEvent } from './events.ts';
import { watchLoop } from './loop.ts';
import type { WatchTools } from './tools.ts';
import type { Watched } from './watched.ts';

const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    now: Date.UTC(2026, 10, 23),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Setting {
  /** What an audit of the one account comes to. */
  readonly audit?: () => Promise<Report>;
  readonly more?: Partial<WatchTools>;
}

const base = demoReport({ findings: [] });

function reported(status: AccountStatus): Report {
  const error = status === 'audited' ? null : ({ kind: 'unreachable', message: 'as invented' } as const);
  const accounts = base.accounts
    .slice(0, 1)
    .map((each) => ({ ...each, name: 'bot', exchange: 'binance', status, error }));
  return { ...base, accounts };
}

const hanging = async () => await new Promise<never>(() => {});

/** A watch of one account, every minute. */
function start({ audit = async () => reported('failed'), more }: Setting = {}) {
  const rounds: number[] = [];
  const said: WatchEvent[] = [];
  const told: string[] = [];
  const controller = new AbortController();
  const account: Account = {
    ...{ name: 'bot', exchange: 'binance', credentials: async () => ({}) },
    ...{ acceptHazards: [], proxy: null, baseUrl: null },
  };
  const watched: Watched = {
    accounts: [account],
    leftOut: [],
    policy: defaultPolicy,
    settings: { intervalMs: minute, silence: 5, healthcheck: null },
    healthcheck: null,
    vault: { keep: (given) => given, forget: () => {}, rest: () => {} },
    notifications: {
      afterAudit: async () => [],
      tell: async (subject) => {
        told.push(subject);
        return [];
      },
      sendWaiting: async () => [],
      close: async () => {},
    },
    stopSending: () => {},
    place: 'keyaudit.config.yaml',
    notices: [],
  };
  let reload = () => {};
  const began = performance.now();
  const exit = watchLoop(watched, {
    signal: controller.signal,
    printer: { say: (event) => said.push(event), stand: () => {} },
    audit: async ({ asks, onAsked }) => {
      if (asks?.(account) === false) return reported('failed');
      rounds.push(performance.now());
      onAsked?.(account);
      return await audit();
    },
    historyProblems: () => [],
    onBug: () => {},
    reload: async () => watched,
    onReload: (listener) => {
      reload = listener;
      return () => {};
    },
    // Exactly the interval.
    random: () => 0.5,
    isQuiet: true,
    givesUp: false,
    ...more,
  });
  return {
    /** When each began, in minutes. */
    rounds: () => rounds.map((at) => Math.round((at - began) / minute)),
    said: (event: string) => said.filter((each) => each.event === event).map(({ text }) => text),
    told,
    reload: () => reload(),
    stop: async () => {
      controller.abort();
      await vi.advanceTimersByTimeAsync(0);
      return await exit;
    },
    exit,
  };
}

const pass = async (ms: number) => await vi.advanceTimersByTimeAsync(ms);

describe('the loop', () => {
  it('backs off, tells silence once, and exits with 3', async () => {
    const watch = start();
    await pass(20 * minute);
    expect(watch.rounds()).toEqual([0, 1, 3, 7, 15]);
    expect(watch.said('down')).toHaveLength(1);
    expect(watch.said('silent')).toEqual([expect.stringMatching(/for 5 min/)]);
    expect(watch.told).toEqual(['keyaudit is blind']);
    expect(await watch.stop()).toBe(3);
    expect(watch.said('stopping')).toHaveLength(1);
  });

  it('gives up where it is told to', async () => {
    const watch = start({ more: { givesUp: true } });
    await pass(6 * minute);
    expect(await watch.exit).toBe(3);
  });

  it('begins at once after the clock went forward or the machine slept, and says so', async () => {
    const watch = start({ audit: hanging });
    const before = start();
    await pass(30_000);
    vi.setSystemTime(Date.now() + 60 * minute);
    await pass(1000);
    expect(before.said('clock')).toEqual([expect.stringMatching(/forward by 1 h/)]);
    expect(before.rounds()).toHaveLength(2);
    // One that is at it is not begun a second time.
    expect(watch.rounds()).toHaveLength(1);
    await Promise.all([before.stop(), watch.stop()]);
  });

  it('goes on as before when the clock is set back', async () => {
    const watch = start();
    await pass(30_000);
    vi.setSystemTime(Date.now() - 60 * minute);
    await pass(31_000);
    expect(watch.said('clock')).toEqual([expect.stringMatching(/back by 1 h/)]);
    expect(watch.rounds()).toEqual([0, 1]);
    await watch.stop();
  });

  it('asks everybody in the next round after the clock was set, for a wrong one is what exchanges refuse', async () => {
    const watch = start();
    await pass(3.5 * minute);
    expect(watch.rounds()).toEqual([0, 1, 3]);
    vi.setSystemTime(Date.now() - 60 * minute);
    await pass(minute);
    expect(watch.rounds()).toEqual([0, 1, 3, 4]);
    await watch.stop();
  });

  it('calls a round off that hangs, begins another, and is silent meanwhile', async () => {
    const watch = start({ audit: hanging });
    await pass(9 * minute);
    expect(watch.rounds()).toEqual([0]);
    expect(watch.said('silent')).toHaveLength(1);
    await pass(2 * minute);
    expect(watch.said('called-off')).toEqual([expect.stringMatching(/more than 10 min/)]);
    expect(watch.rounds()).toEqual([0, 10]);
    expect(await watch.stop()).toBe(3);
  });

  it('reads anew when asked to, and asks again at once', async () => {
    const watch = start();
    await pass(100_000);
    expect(watch.rounds()).toEqual([0, 1]);
    watch.reload();
    await pass(1000);
    expect(watch.said('reloaded')).toHaveLength(1);
    expect(watch.rounds()).toEqual([0, 1, 2]);
    await watch.stop();
  });

  it('keeps what it has where it cannot be read', async () => {
    const reload = async () => {
      throw new UserError('keyaudit.config.yaml:2: unknown key');
    };
    const watch = start({ more: { reload } });
    await pass(30_000);
    watch.reload();
    await pass(1000);
    expect(watch.said('reload-failed')).toEqual([expect.stringContaining('unknown key')]);
    expect(watch.said('reloaded')).toEqual([]);
    await watch.stop();
  });

  it('survives a bug, names it once, and exits with 70', async () => {
    const bugs: unknown[] = [];
    const watch = start({
      audit: async () => {
        throw new TypeError('a bug');
      },
      more: { onBug: (error) => bugs.push(error) },
    });
    await pass(4 * minute);
    expect(watch.rounds().length).toBeGreaterThan(1);
    expect(bugs).toHaveLength(1);
    expect(await watch.stop()).toBe(70);
  });

  it('says once an hour that it is alive, or not at all', async () => {
    const audit = async () => reported('audited');
    const [said, quiet] = [start({ audit, more: { isQuiet: false } }), start({ audit })];
    await pass(130 * minute);
    expect(said.rounds()).toHaveLength(131);
    expect(said.said('alive')).toHaveLength(2);
    expect(quiet.said('alive')).toEqual([]);
    await Promise.all([said.stop(), quiet.stop()]);
  });
});
