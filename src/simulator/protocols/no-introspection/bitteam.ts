import { gate, inHeader, type Part } from '../no-introspection.js';

const authorization = inHeader('authorization');

const pair = (part: 0 | 1): Part => {
  return (request) => {
    const encoded = /^Basic (.+)$/.exec(authorization(request) ?? '')?.[1] ?? '';
    return Buffer.from(encoded, 'base64').toString().split(':')[part] || undefined;
  };
};

/** As ccxt's class signs: HTTP's basic authentication. */
export const bitteam = gate({
  paths: ['/trade/api/ccxt/balance'],
  key: pair(0),
  signed: [pair(1)],
  isSignedBy: (request, { secret }) => pair(1)(request) === secret,
  refused: { status: 401, body: { ok: false, code: 401000, data: {}, message: 'Missing authentication' } },
});
