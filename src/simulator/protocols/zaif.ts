import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

/** Zaif answers with HTTP 200 whatever it thinks of a request. */
function error(text: string): SimulatedAnswer {
  return { status: 200, body: { success: 0, error: text } };
}

/** zaif-api-document.readthedocs.io, 現物取引API: authentication, nonces and errors. */
export const zaif: Protocol = {
  owns: ({ method, path }) => method === 'POST' && path === '/tapi',
  apiKeyOf: (request) => header(request, 'key'),
  unknownKey: () => error('no data found for the key'),
  refusal: (request, { secret }, _now, memory) => {
    const expected = createHmac('sha512', secret).update(request.body).digest('hex');
    if (header(request, 'sign') !== expected) return error('signature mismatch');
    const nonce = billionths(new URLSearchParams(request.body).get('nonce'));
    if (nonce === undefined || nonce <= BigInt(memory.get('nonce') ?? 0)) {
      return error('nonce not incremented');
    }
    memory.set('nonce', String(nonce));
    return undefined;
  },
  notFound: error('method not found'),
};

/** A nonce may have decimals; it is too long for a JavaScript number. */
function billionths(nonce: string | null): bigint | undefined {
  const [, whole, decimals = ''] = /^(\d{1,20})(?:\.(\d{1,9}))?$/.exec(nonce ?? '') ?? [];
  return whole === undefined ? undefined : BigInt(whole + decimals.padEnd(9, '0'));
}
