import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

function error(code: number, text: string): SimulatedAnswer {
  return { status: 500, body: ['error', code, text] };
}

/** docs.bitfinex.com, authenticated endpoints: the highest nonce is JavaScript's highest whole number. */
const highestNonce = BigInt(Number.MAX_SAFE_INTEGER);

/** docs.bitfinex.com: authenticated endpoints; abbreviations glossary, error codes; the texts as users quote them. */
export const bitfinex: Protocol = {
  owns: (request) => header(request, 'bfx-apikey') !== undefined || request.path.startsWith('/v2/auth/r/'),
  apiKeyOf: (request) => header(request, 'bfx-apikey'),
  unknownKey: () => error(10100, 'apikey: invalid'),
  refusal: (request, { secret }, _now, memory) => {
    const nonce = header(request, 'bfx-nonce');
    if (nonce === undefined || !/^\d{1,16}$/.test(nonce) || BigInt(nonce) > highestNonce) {
      return error(10114, 'nonce: invalid');
    }
    const expected = createHmac('sha384', secret)
      .update(`/api${request.path}${nonce}${request.body}`)
      .digest('hex');
    if (header(request, 'bfx-signature') !== expected) return error(10100, 'apikey: digest invalid');
    if (BigInt(nonce) <= BigInt(memory.get('nonce') ?? 0)) return error(10114, 'nonce: small');
    memory.set('nonce', nonce);
    return undefined;
  },
  notFound: { status: 404, body: ['error', 10020, 'path: invalid'] },
};
