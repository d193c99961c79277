import { gate, inHeader } from '../no-introspection.js';

/** alpaca.markets, "How to fix common trading API errors". */
export const alpaca = gate({
  paths: ['/v2/account'],
  key: inHeader('APCA-API-KEY-ID'),
  signed: [inHeader('APCA-API-SECRET-KEY')],
  isSignedBy: (request, { secret }) => request.headers['apca-api-secret-key'] === secret,
  refused: { status: 401, body: { message: 'unauthorized.' } },
});
