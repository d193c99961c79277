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

const down = ['ExchangeNotAvailable', 'OperationFailed', 'BaseError', 'Error'];
it.each<[status: number, code: string | undefined, classes: readonly string[], kind: string]>([
  [400, undefined, down, 'unexpected-response'],
  [404, undefined, down, 'unexpected-response'],
  [405, undefined, down, 'unexpected-response'],
  [410, undefined, ['NetworkError', ...down], 'unexpected-response'],
  [400, '4711', down, 'unexpected-response'],
  [400, undefined, [], 'unexpected-response'],
  [404, 'known: code@1', down, 'ip-refused'],
  [400, '4711', ['PermissionDenied', 'AuthenticationError'], 'permission-refused'],
  [400, '4711', ['OnMaintenance', ...down], 'unreachable'],
  [400, '4711', ['DDoSProtection', ...down], 'rate-limited'],
  [408, undefined, ['RequestTimeout', 'NetworkError'], 'unreachable'],
  [403, undefined, down, 'unreachable'],
  [500, undefined, down, 'unreachable'],
  [200, '4711', down, 'unreachable'],
])('HTTP %s with the code %s, of which ccxt makes %j, is %s', (status, code, ccxtClasses, kind) => {
  expect(describeFailure(adapter, { code, status, ccxtClasses }, null).kind).toBe(kind);
});

it.each([
  [undefined, 'Any gave an answer that keyaudit does not know (HTTP 404).'],
  ['4711', 'Any gave an answer that keyaudit does not know (error 4711, HTTP 404).'],
  ['CANARYkey12345678', 'Any gave an answer that keyaudit does not know (error of unknown form, HTTP 404).'],
])('the status is told where the code %s is not known', (code, expected) => {
  expect(describeFailure(adapter, { code, status: 404, ccxtClasses: down }, null).message).toBe(expected);
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
  // What no text can be made of.
  [{ success: { toString: null }, ok: [{ toString: null }] }, false],
])('%j says of itself that it is no answer: %s', (answer, expected) => {
  expect(saysNo(answer)).toBe(expected);
});
