import { expect, it } from 'vitest';
import type { ExchangeAdapter } from './adapter.ts';
import { describeFailure, saysNo } from './failures.ts';

// All that is looked at.
const adapter = {
  name: 'Any',
  failures: { 'known: code@1': { kind: 'ip-refused' } },
} as unknown as ExchangeAdapter;
const message = (code: string) =>
  describeFailure(adapter, { code, status: 200, ccxtClasses: [] }, null).message;

it.each([
  '-1022',
  '400100',
  '403.004',
  'AUTH_103',
  'API0006',
  'EGeneral:Internal error',
  'invalid-api-key',
  'NO_OPERATION_PERMISSION',
  'known: code@1',
])('the code %s is told', (code) => {
  expect(message(code)).toContain(`(error ${code})`);
});

it.each([
  'CANARYkey12345678',
  'canary00-1111-4111-8111-000000000001',
  '0x7e5f4552091a69125d5dfcb7b8c2659029395bdf',
  '0123456789abcdef',
  '12345678901234567890',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '+canary==',
  'somebody@example.org',
  '203.0.113.7',
  'from 203.0.113.7:443',
  '2001:db8::ff00:42:8329',
  'Invalid request, please check your "key"',
  '',
])('%s in its place is not', (text) => {
  expect(message(text)).toContain('(error of unknown form)');
});

it.each<[unknown, boolean]>([
  [{ success: false, data: [] }, true],
  [{ success: 'FALSE' }, true],
  [{ ok: false, result: {} }, true],
  [{ error: { message: 'anything' }, data: [] }, true],
  [{ error: ['anything'], result: {} }, true],
  [{ error: 'anything' }, true],
  [{ success: true, error: null }, false],
  [{ error: '', ok: true }, false],
  [{ error: [], result: {} }, false],
  [{ error: {}, success: 1 }, false],
  [[{ success: false }], false],
  [null, false],
])('%j says of itself that it is no answer: %s', (answer, expected) => {
  expect(saysNo(answer)).toBe(expected);
});
