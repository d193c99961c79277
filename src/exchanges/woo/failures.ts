import type { Failure } from '../adapter.js';
import { asObject, idText } from '../readers.js';

/** WOO X's error codes, as ccxt 4.5.84 and docs.woox.io have them; the current documentation lists none. */
export const failures: Readonly<Record<string, Failure>> = {
  '-1001': { kind: 'invalid-credentials', hint: 'Key or secret has the wrong form: copy both again, whole.' },
  '-1002': {
    kind: 'invalid-credentials',
    hint:
      'WOO X says the same of a wrong secret, of a key that has expired or was deleted, and of a right that is ' +
      'missing: look which of them it is.',
  },

  '317179': { kind: 'clock-skew' },

  '-1003': { kind: 'rate-limited' },

  '-1000': { kind: 'unreachable' },
  '-1011': { kind: 'unreachable' },

  '-1005': { kind: 'unexpected-response' },
};

/** `{success: false, code, message}`; what does not say that it is a success is none. */
export function failureCode(answer: unknown): string | undefined {
  const body = asObject(answer);
  return isSuccess(answer) ? undefined : idText(body?.code);
}

/** ccxt takes an error whose code it does not know for a good answer: only this word counts. */
export function isSuccess(answer: unknown): boolean {
  const success = asObject(answer)?.success;
  return success === true || success === 'true';
}
