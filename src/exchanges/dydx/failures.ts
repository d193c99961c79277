import type { Failure } from '../adapter.js';
import { absent, asObject, idText } from '../readers.js';

const down: Failure = {
  kind: 'unreachable',
  hint: 'The node could not answer. That says nothing about the key.',
};

/**
 * The codes of gRPC, which a node's REST gateway hands on (google.golang.org/grpc/codes). Nothing here is about a
 * key: nobody signs in.
 */
export const failures: Readonly<Record<string, Failure>> = {
  '3': {
    kind: 'invalid-credentials',
    hint: "The node does not take walletAddress for an address: it must be the account's own, which begins with dydx1.",
  },
  '5': { kind: 'unexpected-response', hint: 'The node knows no such account, or not this call.' },
  '12': {
    kind: 'unexpected-response',
    hint: "The node does not know this call: the account's baseUrl may be wrong.",
  },
  '8': { kind: 'rate-limited' },
  '4': down,
  '13': down,
  '14': down,
};

/** `{code, message, details}`. An answer that is none has no code. */
export function failureCode(body: unknown): string | undefined {
  const answer = asObject(body) ?? {};
  const code = asObject(answer.result)?.code ?? answer.code;
  if (absent(code) || code === 0 || code === '0' || code === '') return undefined;
  const text = idText(code);
  return text !== undefined && /^\d{1,6}$/.test(text) ? text : 'of unknown form';
}
