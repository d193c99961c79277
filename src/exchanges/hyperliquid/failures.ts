import type { Failure } from '../adapter.js';
import { asObject } from '../readers.js';

/** The documentation has no codes: a question that is not understood is a 422, a limit a 429. */
export const failures: Readonly<Record<string, Failure>> = {
  'HTTP 422': {
    kind: 'unexpected-response',
    hint: 'Hyperliquid did not understand the question, or not the address in it.',
  },
};

/** `{"status": "err", "response": …}`, whose text names an address and is left alone. */
export function failureCode(answer: unknown): string | undefined {
  return asObject(answer)?.status === 'err' ? 'err' : undefined;
}
