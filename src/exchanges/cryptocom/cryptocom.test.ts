import { expect, it } from 'vitest';
import { describeFailure } from '../failures.ts';
import { cryptocom } from './index.ts';

const kinds: Record<string, readonly number[]> = {
  'invalid-credentials': [40101, 10002],
  'ip-refused': [40103, 10003],
  'permission-refused': [40104, 10005, 202, 406, 409, 410],
  'clock-skew': [40102, 10007],
  'rate-limited': [42901, 10006],
  unreachable: [40801, 9010001],
  'unexpected-response': [40003, 40006, 99999],
};
const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

it.each(table)('$code is $kind', ({ code, kind }) => {
  const found = cryptocom.failureCode({ id: 1, code, message: 'x' });
  const error = describeFailure(cryptocom, { code: found, status: 400, ccxtClasses: [] }, null);
  expect(error).toMatchObject({ kind, code: String(code) });
});

it('leaves none untested', () => {
  expect(table.map(({ code }) => String(code))).toEqual(
    expect.arrayContaining(Object.keys(cryptocom.failures)),
  );
});

it.each([null, [], 'x', {}, { code: 0 }, { code: '0' }])('finds no failure in %j', (body) => {
  expect(cryptocom.failureCode(body)).toBeUndefined();
});

it('asks for nothing that could make an address', () => {
  expect(cryptocom.reads.map(({ path }) => path).join()).not.toMatch(/deposit|withdraw|create/);
});
