import { expect, it } from 'vitest';
import type { AccountErrorKind } from '../model/account-error.ts';
import { type Outcome, Troubles } from './troubles.ts';

const minute = 60_000;

/** Rounds a minute apart, in each of which these accounts (`exchange/account`) fare so. */
function rounds(count: number, fates: (round: number) => Readonly<Record<string, AccountErrorKind | 'ok'>>) {
  const troubles = new Troubles(minute);
  const asked: Record<string, number[]> = {};
  const told: string[] = [];
  for (let round = 0; round < count; round += 1) {
    const now = round * minute;
    const outcomes = Object.entries(fates(round)).map(([name, fate]): Outcome => {
      const [exchange = '', account = ''] = name.split('/');
      const isAsked = troubles.asks({ name: account, exchange }, now);
      if (isAsked) asked[account] = [...(asked[account] ?? []), round];
      const error = fate === 'ok' ? null : { kind: fate, message: 'as invented' };
      return { account, exchange, isAsked, isFailed: error !== null && fate !== 'ip-refused', error };
    });
    for (const { event, trouble, forMs } of troubles.note(outcomes, now))
      told.push(
        `${round}: ${trouble.account ?? trouble.exchange} ${event} ${trouble.kind} ${forMs / minute} min`,
      );
  }
  return { asked, told };
}

it('asks an exchange that is down less often, ten minutes at most, and tells it once', () => {
  const { asked, told } = rounds(70, (round) => ({
    'bybit/one': round >= 1 && round < 61 ? 'unreachable' : 'ok',
    'bybit/two': round >= 1 && round < 61 ? 'unreachable' : 'ok',
    'binance/three': 'ok',
  }));
  // 1, 1, 2, 4, 8, 10, 10 … minutes after the one before.
  expect(asked.one).toEqual([0, 1, 2, 4, 8, 16, 26, 36, 46, 56, 66, 67, 68, 69]);
  expect(asked.two).toEqual(asked.one);
  expect(asked.three).toHaveLength(70);
  expect(told).toEqual(['2: bybit down unreachable 1 min', '66: bybit back unreachable 65 min']);
});

it('says nothing of a single round that failed', () => {
  const { told } = rounds(5, (round) => ({ 'bybit/one': round === 2 ? 'unreachable' : 'ok' }));
  expect(told).toEqual([]);
});

it('leaves an exchange alone from the first time on that it was asked too often', () => {
  const { asked } = rounds(9, () => ({ 'bybit/one': 'rate-limited' }));
  expect(asked.one).toEqual([0, 2, 6]);
});

it('takes it for the account, where another of the exchange is well', () => {
  const { asked, told } = rounds(8, (round) => ({
    'bybit/one': round < 5 ? 'unreachable' : 'ok',
    'bybit/two': 'ok',
  }));
  expect(asked.two).toHaveLength(8);
  expect(told).toEqual(['1: one down unreachable 1 min', '7: one back unreachable 7 min']);
});

it('tells refused credentials at once, and does not insist', () => {
  const { asked, told } = rounds(20, () => ({ 'bybit/one': 'invalid-credentials', 'bybit/two': 'ok' }));
  expect(asked.one).toEqual([0, 1, 3, 7, 15]);
  expect(told[0]).toBe('0: one down invalid-credentials 0 min');
  expect(told.filter((line) => line.includes('down'))).toHaveLength(1);
});

it('goes on asking an account of which something is told', () => {
  const { asked } = rounds(6, () => ({ 'bybit/one': 'ip-refused' }));
  expect(asked.one).toEqual([0, 1, 2, 3, 4, 5]);
});

it('tells it when another thing is wrong', () => {
  const { told } = rounds(4, (round) => ({
    'bybit/one': round < 1 ? 'credential-source' : 'invalid-credentials',
    'bybit/two': 'ok',
  }));
  expect(told).toEqual(['0: one down credential-source 0 min', '1: one down invalid-credentials 0 min']);
});

it('says that one is back that was told to be down, though the last round failed in another way', () => {
  // Asked in rounds 1, 2, 4 and 8.
  const fates = ['ok', 'unreachable', 'unreachable', 'unreachable', 'unexpected-response'] as const;
  const { told } = rounds(20, (round) => ({ 'bybit/one': fates[round] ?? 'ok' }));
  expect(told).toEqual(['2: bybit down unreachable 1 min', '8: bybit back unexpected-response 7 min']);
});

it('says so of an account, from when anything was wrong with it', () => {
  // Asked in rounds 0, 1 and 2: what may pass is asked for again after a minute.
  const fates = ['invalid-credentials', 'clock-skew'] as const;
  const { told } = rounds(5, (round) => ({ 'bybit/one': fates[round] ?? 'ok', 'bybit/two': 'ok' }));
  expect(told).toEqual(['0: one down invalid-credentials 0 min', '2: one back clock-skew 2 min']);
});

it('tells an exchange that fails in another way each time, and asks it less often', () => {
  const { asked, told } = rounds(9, (round) => ({
    'bybit/one': round % 2 === 0 ? 'unreachable' : 'unexpected-response',
    'binance/two': 'ok',
  }));
  expect(asked.one).toEqual([0, 1, 3, 7]);
  expect(told).toEqual(['1: bybit down unexpected-response 1 min']);
});
