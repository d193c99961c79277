import type { Protocol, SimulatedAnswer } from '../protocol.js';

function error(code: number, msg: string): SimulatedAnswer {
  return { status: 400, body: { code, msg } };
}

const toleranceMicroseconds = 10_000_000;

/**
 * asterdex.github.io/aster-api-website, futures-v3: general information and error codes. Of a signature only the form
 * is looked at: whose it is takes elliptic curves, which this gate does without.
 */
export const aster: Protocol = {
  signatures: 'form',
  owns: ({ path, query }) => path.startsWith('/fapi/v3/') && new URLSearchParams(query).has('signer'),
  apiKeyOf: ({ query }) => new URLSearchParams(query).get('user')?.toLowerCase(),
  unknownKey: () => error(-1022, 'Signature for this request is not valid.'),
  refusal: ({ query }, _credentials, now, memory) => {
    const params = new URLSearchParams(query);
    const nonce = params.get('nonce') ?? '';
    const isSigned =
      /^0x[0-9a-f]{40}$/i.test(params.get('signer') ?? '') && /&signature=0x[0-9a-f]{130}$/.test(query);
    if (!isSigned) return error(-1022, 'Signature for this request is not valid.');
    const off = Math.abs(now.getTime() * 1000 - Number(nonce));
    if (!/^\d{16}$/.test(nonce) || off > toleranceMicroseconds || memory.has(nonce)) {
      return error(-1021, 'Timestamp for this request is outside of the recvWindow.');
    }
    memory.set(nonce, 'used');
    return undefined;
  },
  notFound: { status: 404, body: { code: -1000, msg: 'Not Found' } },
};
