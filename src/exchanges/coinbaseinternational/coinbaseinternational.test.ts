import { expect, it } from 'vitest';
import { describeFailure } from '../failures.ts';
import { coinbaseinternational } from './index.ts';

const table: readonly (readonly [title: string, status: number, kind: string])[] = [
  ['ip not allowed', 401, 'ip-refused'],
  ['io.javalin.http.UnauthorizedResponse: ip not allowed', 401, 'ip-refused'],
  ['Unauthorized', 401, 'permission-refused'],
  ['io.javalin.http.UnauthorizedResponse: Unauthorized', 401, 'permission-refused'],
  ['Authentication error', 401, 'invalid-credentials'],
  ['Too Many Requests', 429, 'rate-limited'],
  ['Internal Server Error', 500, 'unreachable'],
  ['Not Found', 404, 'unexpected-response'],
];

it.each(table)('%s (HTTP %i) is %s', (title, status, kind) => {
  const code = coinbaseinternational.failureCode({ title, status });
  const error = describeFailure(coinbaseinternational, { code, status, ccxtClasses: [] }, null);
  expect(error.kind).toBe(kind);
});

it.each([null, [], 'ip not allowed', { message: 'x' }, { title: 7 }, { title: 'portfolio of 203.0.113.9' }])(
  'finds no failure in %j',
  (body) => {
    expect(coinbaseinternational.failureCode(body)).toBeUndefined();
  },
);
