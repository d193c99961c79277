import { expect, it } from 'vitest';
import { describeFailure } from '../failures.ts';
import { deepcoin } from './deepcoin.ts';

it.each<[body: unknown, status: number, kind: string]>([
  ['Unauthorized', 401, 'invalid-credentials'],
  [{ code: '50111', msg: 'Invalid API Key' }, 200, 'unexpected-response'],
  [{ code: '1', msg: 'x' }, 429, 'rate-limited'],
  ['', 502, 'unreachable'],
])('deepcoin: %j (HTTP %i) is %s', (body, status, kind) => {
  const refusal = { code: deepcoin.failureCode(body), status, ccxtClasses: ['ExchangeError'] };
  expect(describeFailure(deepcoin, refusal, null).kind).toBe(kind);
});

it.each([null, [], {}, { code: 0 }, { code: '0' }])('finds no failure in %j', (body) => {
  expect(deepcoin.failureCode(body)).toBeUndefined();
});

it('asks for nothing whose shape is published nowhere', () => {
  expect(deepcoin.reads.map(({ path }) => path)).toEqual(['/deepcoin/account/balances']);
});
