import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { grvt } from './grvt.ts';

describe('the right to withdraw is denied by nothing but the id of a trading account', () => {
  it.each<[unknown, boolean | string]>([
    ['123456789', false],
    [123456789, false],
    ['99999999999999999999', false],
    ['0', 'not-exposed'],
    [0, 'not-exposed'],
    ['', 'not-exposed'],
    [null, 'not-exposed'],
    [undefined, 'not-exposed'],
    ['trading', 'not-exposed'],
    [true, 'not-exposed'],
    [{}, 'not-exposed'],
  ])('%j', async (sub_account_id, expected) => {
    const { keys } = await collect({ status: 'success', location: '', sub_account_id });
    const withdraw = keys[0]?.permissions.withdraw;
    expect(withdraw?.known ? withdraw.value : withdraw?.reason).toBe(expected);
    expect(keys[0]?.permissions.read).toMatchObject({ known: false, reason: 'not-exposed' });
  });
});

it.each([{ success: false }, { success: 'False' }, { error: 'invented' }, { code: 1003 }])(
  '%j beside a success is none',
  async (beside) => {
    const { status, keys } = await collect({ status: 'success', sub_account_id: '123456789', ...beside });
    expect(status).toBe('failed');
    expect(keys[0]?.permissions.withdraw.known).toBe(false);
  },
);

it.each<[string, object]>([
  ['rights', { permissions: ['WITHDRAW'] }],
  ['a right', { can_withdraw: true }],
  ['a right in another form', { withdraw_enabled: true }],
  ['a right in a third form', { withdrawEnabled: 1 }],
  ['a right of another kind', { transferAllowed: 'true' }],
  ['an administrator', { is_admin: true }],
  ['rights inside', { api_key: { permissions: ['WITHDRAW'] } }],
  ['a right in a list', { keys: [{ can_withdraw: true }] }],
])('%s that no page has leave the right to withdraw open', async (_, more) => {
  const { keys } = await collect({ status: 'success', sub_account_id: '123456789', ...more });
  expect(keys[0]?.permissions.withdraw).toMatchObject({ known: false });
});

it.each<[object]>([
  [{ scopes: [] }],
  [{ withdraw_enabled: false }],
  [{ key: { can_withdraw: 0 } }],
  [{ funding_account_address: '0x1' }],
])('%j leaves the right to withdraw denied', async (more) => {
  const { keys } = await collect({ status: 'success', sub_account_id: '123456789', ...more });
  expect(keys[0]?.permissions.withdraw).toEqual({ known: true, value: false });
});

it.each([undefined, null, [], {}, { status: 'failure' }, { status: true }, 'success'])(
  '%j does not show that the key works',
  async (body) => {
    const { error, keys } = await collect(body);
    expect(error?.kind).toBe('unexpected-response');
    expect(keys[0]?.accepted.known).toBe(false);
  },
);

it.each<[number | undefined, number, string]>([
  [1000, 401, 'invalid-credentials'],
  [undefined, 401, 'invalid-credentials'],
  [1001, 403, 'permission-refused'],
  [1002, 500, 'unreachable'],
  [1006, 429, 'rate-limited'],
  [1008, 403, 'ip-refused'],
  [1009, 400, 'unreachable'],
  [1003, 400, 'unexpected-response'],
  [undefined, 403, 'unreachable'],
])('code %s with HTTP %i is %s', (code, status, kind) => {
  const told = grvt.failureCode({ code, status, message: 'x' });
  expect(describeFailure(grvt, { code: told, status, ccxtClasses: [] }, null).kind).toBe(kind);
});

it.each<[number, unknown, string]>([
  [400, {}, 'unexpected-response'],
  [400, { code: 1003, message: 'x' }, 'unexpected-response'],
  [404, { code: 1004, message: 'x' }, 'unexpected-response'],
  [200, { status: 'failure' }, 'unexpected-response'],
  [401, { message: 'x' }, 'invalid-credentials'],
])('HTTP %i with %j is not blamed on the key without a reason', async (status, body, kind) => {
  const server = createServer((_, response) => response.writeHead(status).end(JSON.stringify(body)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { error } = await auditAt(`http://127.0.0.1:${port}`, grvt, { apiKey: 'invented' });
  expect(error?.kind).toBe(kind);
});

async function collect(body: unknown) {
  const answers = [{ method: 'POST', path: '/auth/api_key/login', body }];
  const client = fakeClient(grvt, answers);
  return await collectAccount(grvt, client, identify('grvt', 'invented'), 'account');
}
