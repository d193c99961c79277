import { expect, it } from 'vitest';
import { describeFailure } from '../failures.ts';
import { toobit } from './toobit.ts';

const kinds: Record<string, readonly number[]> = {
  'invalid-credentials': [-2015, -2014, -1107, -2017, -2018, -1022],
  'permission-refused': [-1002, -1005, -1023],
  'clock-skew': [-1021],
  'rate-limited': [-1003, -1015],
  'unexpected-response': [-1121, -9999],
};
const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

it.each(table)('toobit: $code is $kind', ({ code, kind }) => {
  const found = toobit.failureCode({ code, msg: 'x' });
  const error = describeFailure(toobit, { code: found, status: 400, ccxtClasses: [] }, null);
  expect(error.kind).toBe(kind);
});

it('leaves none untested', () => {
  expect(table.map(({ code }) => String(code))).toEqual(expect.arrayContaining(Object.keys(toobit.failures)));
});

it.each([null, [], {}, { code: 0 }, { code: 200 }, { accountType: 'master' }])(
  'finds no failure in %j',
  (body) => {
    expect(toobit.failureCode(body)).toBeUndefined();
  },
);
