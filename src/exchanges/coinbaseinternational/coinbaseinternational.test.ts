import { expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { coinbaseinternational } from './index.ts';
import { addressBook, portfolios } from './reads.ts';

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

it('counts no recipients of an address book that goes on', async () => {
  const body = {
    address_book: [{ recipient_id: 'INVENTED', created_at: '2024-01-01T00:00:00Z' }],
    pagination: { total: 2 },
  };
  const client = fakeClient(coinbaseinternational, [
    { method: 'GET', path: portfolios.path, body: [] },
    { method: 'GET', path: addressBook.path, body },
  ]);
  const identity = identify('coinbaseinternational', 'invented');
  const { safety } = await collectAccount(coinbaseinternational, client, identity, 'account');
  expect(safety).toMatchObject({ withdrawalAddresses: { known: false }, newestAddressAt: { known: false } });
});
