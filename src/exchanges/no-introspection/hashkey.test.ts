import { expect, it } from 'vitest';
import { describeFailure } from '../failures.ts';
import { hashkey } from './hashkey.ts';

const kinds: Record<string, readonly (string | number)[]> = {
  'invalid-credentials': ['0002', 2, '0102', 102, '0103', '-1002', -1002],
  'ip-refused': ['0202', 202],
  'permission-refused': ['0104', '-1005', '-3117'],
  'clock-skew': ['-1021'],
  'unexpected-response': ['0001', '-9999'],
};
const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

it.each(table)('hashkey: $code is $kind', ({ code, kind }) => {
  const found = hashkey.failureCode({ code, msg: 'x' });
  const error = describeFailure(hashkey, { code: found, status: 400, ccxtClasses: [] }, null);
  expect(error.kind).toBe(kind);
});

it('leaves none untested', () => {
  expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(hashkey.failures)));
});

it.each([null, [], {}, { code: 0 }, { code: '0000' }, { accountType: 'master' }])(
  'finds no failure in %j',
  (body) => {
    expect(hashkey.failureCode(body)).toBeUndefined();
  },
);
