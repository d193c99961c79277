import { describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import { binance, binancecoinm, binanceusdm } from './index.ts';
import { binanceus } from './us.ts';

it.each([binanceusdm, binancecoinm])('$id asks what binance does', ({ id, ...brand }) => {
  const { id: _, name: __, ...base } = binance;
  expect(id).not.toBe(binance.id);
  expect(brand).toMatchObject(base);
});

describe('Binance.US', () => {
  const answer = (path: string, body: unknown, status = 200): FixtureAnswer => ({
    method: 'GET',
    path,
    status,
    body,
  });
  const account = answer('/api/v3/account', { balances: [], canTrade: true, canWithdraw: false });
  const audit = (answers: readonly FixtureAnswer[]) =>
    collectAccount(binanceus, fakeClient(binanceus, answers), identify('binanceus', 'invented'), 'account');

  it('asks its own host alone, and sends people to its own site', () => {
    expect(new Set(binanceus.reads.map(({ host }) => host))).toEqual(new Set(['api.binance.us']));
    for (const { url, steps } of Object.values(binanceus.remedies)) {
      expect(url).toContain('www.binance.us');
      expect(steps[0]).toContain('binance.us');
    }
  });

  it.each<[unknown, boolean | string]>([
    [{ status: { isLocked: false } }, true],
    [{ status: { isLocked: 'true' } }, false],
    [{ status: { isLocked: 0 } }, 'malformed'],
    [{ status: {} }, 'malformed'],
    [{ status: { isLocked: 'no' } }, 'unrecognized'],
    [{ status: null }, 'refused'],
    [[], 'refused'],
  ])('makes of %j that the account trades: %s', async (body, expected) => {
    const { keys, safety } = await audit([account, answer('/sapi/v3/apiTradingStatus', body)]);
    expect(safety?.trading).toMatchObject(
      typeof expected === 'string' ? { known: false, reason: expected } : { value: expected },
    );
    // The account's flags are not the key's.
    expect(keys[0]?.permissions.withdraw).toMatchObject({ known: false, reason: 'not-exposed' });
  });

  it.each<[code: number, kind: string]>([
    [-2015, 'invalid-credentials'],
    [-2014, 'invalid-credentials'],
    [-1022, 'invalid-credentials'],
    [-1021, 'clock-skew'],
    [-1002, 'permission-refused'],
    [-1003, 'rate-limited'],
    [-1016, 'unreachable'],
  ])('answers %d: %s', async (code, kind) => {
    const { error } = await audit([answer('/api/v3/account', { code, msg: 'invented' }, 400)]);
    expect(error).toMatchObject({ kind, code: String(code) });
  });
});
