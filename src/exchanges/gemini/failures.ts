import type { Failure } from '../adapter.js';
import { asObject } from '../readers.js';

const stripped =
  'Gemini says so where a header of the request is missing: a proxy may strip those that begin with X-GEMINI-.';
const elsewhere = "The account's baseUrl, or a proxy, may change the call on its way.";

/**
 * Gemini's error reasons: docs.gemini.com, "Error codes". Which one an address gets that is not among a key's trusted
 * IPs is documented nowhere, so that none is taken for it.
 */
export const failures: Readonly<Record<string, Failure>> = {
  InvalidApiKey: {
    kind: 'invalid-credentials',
    hint:
      'It was deleted or not copied whole, or it is a key of the sandbox, which keyaudit does not audit. If it is there, ' +
      'check its trusted IPs as well: what an address hears that is not among them is not documented.',
  },
  InvalidSignature: {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },
  MissingApikeyHeader: { kind: 'invalid-credentials', hint: stripped },
  MissingPayloadHeader: { kind: 'invalid-credentials', hint: stripped },
  MissingSignatureHeader: { kind: 'invalid-credentials', hint: stripped },

  // Its message repeats the API key and its roles.
  MissingRole: {
    kind: 'permission-refused',
    hint: 'The key lacks the role that the call needs; for this call any role should do.',
  },

  InvalidNonce: { kind: 'clock-skew' },

  RateLimit: { kind: 'rate-limited' },

  Maintenance: { kind: 'unreachable' },
  System: { kind: 'unreachable' },

  EndpointMismatch: { kind: 'unexpected-response', hint: elsewhere },
  EndpointNotFound: { kind: 'unexpected-response', hint: elsewhere },
  InvalidJson: { kind: 'unexpected-response', hint: elsewhere },
  NoSSL: { kind: 'unexpected-response', hint: elsewhere },
};

/** `{result: "error", reason, message}`. A reason is one word; anything else could hold a key. */
export function failureCode(body: unknown): string | undefined {
  const { result, reason } = asObject(body) ?? {};
  const isError = typeof result === 'string' && result.toLowerCase() === 'error';
  if (!isError && typeof reason !== 'string') return undefined;
  return typeof reason === 'string' && /^[A-Za-z]{1,40}$/.test(reason) ? reason : 'of unknown form';
}
