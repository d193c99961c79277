import type { Failure } from '../adapter.js';
import { asObject, idText } from '../readers.js';

const wrongKey: Failure = {
  kind: 'invalid-credentials',
  hint: 'It was deleted, has ended (a key without IP addresses lives three months), or was not copied whole.',
};
const wrongSecret: Failure = { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' };
const address: Failure = { kind: 'ip-refused' };
const right: Failure = { kind: 'permission-refused' };
const often: Failure = { kind: 'rate-limited' };
const server: Failure = { kind: 'unreachable', hint: 'CoinEx says that its server failed, or is busy.' };
const late: Failure = { kind: 'clock-skew' };

/** CoinEx' error codes: docs.coinex.com/api/v2/error, and its wiki for those below 4000, which are of API v1. */
export const failures: Readonly<Record<string, Failure>> = {
  '4005': wrongKey,
  '24': wrongKey,
  '34': wrongKey,
  '4006': wrongSecret,
  '4008': wrongSecret,
  '25': wrongSecret,
  '4007': address,
  '23': address,
  '4011': { ...right, hint: 'CoinEx says that the user is barred.' },
  '4512': { ...right, hint: "The key is a sub-account's, or that sub-account may not do this." },
  '158': right,
  '4010': late,
  '4017': late,
  '213': often,
  '4123': often,
  '4213': often,
  '35': server,
  '36': server,
  '3008': server,
  '4001': server,
  '4002': server,
  '4003': server,
};

/** `{"code": 0, "data": …, "message": "OK"}` is a good answer; all have HTTP 200. */
export function failureCode(body: unknown): string | undefined {
  const code = idText(asObject(body)?.code);
  if (code === undefined || code === '0') return undefined;
  return /^\d{1,6}$/.test(code) ? code : 'of unknown form';
}
