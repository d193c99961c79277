import { describe, expect, it } from 'vitest';
import { describeFailure } from '../failures.ts';
import { bitstamp } from './bitstamp.ts';

const kindOf = (body: unknown, status = 403) =>
  describeFailure(bitstamp, { code: bitstamp.failureCode(body), status, ccxtClasses: [] }, null).kind;

const kinds: Record<string, readonly string[]> = {
  'ip-refused': ['API0002'],
  'invalid-credentials': ['API0001', 'API0005', 'API0008', 'API0011'],
  'permission-refused': ['API0003', 'API0006'],
  'clock-skew': ['API0017'],
  'unexpected-response': ['API0004', 'API0020'],
};
const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

describe('error codes', () => {
  it.each(table)('$code is $kind', ({ code, kind }) => {
    expect(kindOf({ status: 'error', reason: 'INVENTED', code })).toBe(kind);
    expect(kindOf({ code })).toBe(kind);
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(bitstamp.failures)));
  });

  it.each([
    [{ error: 'IP address not allowed' }, 'API0002'],
    [{ status: 'error', reason: 'Wrong API key format' }, 'API0011'],
    [{ status: 'error', reason: { __all__: ['INVENTED'] }, response_code: '403.004' }, '403.004'],
    // A word of its own: the text may hold anything.
    [{ error: 'INVENTED' }, 'error'],
    [{ error: { key: ['INVENTED'] } }, 'error'],
    [[{ currency: 'usd', code: 'API0001' }], undefined],
    [{ currency: 'usd' }, undefined],
    [null, undefined],
  ])('reads %j as %j', (body, code) => {
    expect(bitstamp.failureCode(body)).toBe(code);
  });

  it.each([
    [{ status: 'error', reason: 'Too many requests' }, 429, 'rate-limited'],
    [undefined, 403, 'unreachable'],
    [undefined, 503, 'unreachable'],
  ])('goes by the status of %j with %i', (body, status, kind) => {
    expect(kindOf(body, status)).toBe(kind);
  });
});

it('can send nothing but the question for balances', () => {
  expect(bitstamp.reads.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /api/v2/account_balances/',
  ]);
});
