import { expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { coinbaseexchange } from './index.ts';

const table: readonly (readonly [message: string, status: number, kind: string])[] = [
  ['Invalid API Key', 401, 'invalid-credentials'],
  ['invalid signature', 401, 'invalid-credentials'],
  ['Invalid Passphrase', 401, 'invalid-credentials'],
  ['Unauthorized.', 401, 'invalid-credentials'],
  ['Forbidden', 403, 'permission-refused'],
  ['request timestamp expired', 400, 'clock-skew'],
  ['Private rate limit exceeded', 429, 'rate-limited'],
  ['Slow down', 429, 'rate-limited'],
  ['Internal server error', 500, 'unreachable'],
  ['NotFound', 404, 'unexpected-response'],
];

it.each(table)('%s (HTTP %i) is %s', (message, status, kind) => {
  const code = coinbaseexchange.failureCode({ message });
  const error = describeFailure(coinbaseexchange, { code, status, ccxtClasses: [] }, null);
  expect(error.kind).toBe(kind);
});

it('shows no text that it does not know', () => {
  expect(
    coinbaseexchange.failureCode({ message: 'your address 203.0.113.9 is not allowed' }),
  ).toBeUndefined();
});

it.each([null, [], 'Forbidden', { error: 'x' }, { message: 7 }])('finds no failure in %j', (body) => {
  expect(coinbaseexchange.failureCode(body)).toBeUndefined();
});

it('takes no field of the accounts for a right of the key', async () => {
  const body = [{ id: '1', trading_enabled: false, can_withdraw: false, permissions: [] }];
  const answers: FixtureAnswer[] = [{ method: 'GET', path: '/accounts', body }];
  const client = fakeClient(coinbaseexchange, answers);
  const identity = identify('coinbaseexchange', 'invented');
  const { keys, safety } = await collectAccount(coinbaseexchange, client, identity, 'key');
  expect(keys[0]?.permissions).toMatchObject({
    read: { known: true, value: true },
    trade: { known: false, reason: 'not-exposed' },
    withdraw: { known: false, reason: 'not-exposed' },
  });
  expect(safety).toBeNull();
});
