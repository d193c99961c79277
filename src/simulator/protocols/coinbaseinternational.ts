import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

function error(status: number, title: string): SimulatedAnswer {
  return { status, body: { title, status } };
}

const unauthorized = error(401, 'Authentication error');

/**
 * docs.cdp.coinbase.com, INTX, authentication: key, passphrase, and a signature in base64 over time in seconds,
 * method, path and body; the secret is base64, and a time 5 s off is refused.
 */
export const coinbaseinternational: Protocol = {
  owns: (request) =>
    header(request, 'cb-access-passphrase') !== undefined && request.path.startsWith('/api/v1/'),
  apiKeyOf: (request) => header(request, 'cb-access-key'),
  unknownKey: () => unauthorized,
  refusal: (request, { secret, password }, now) => {
    const timestamp = header(request, 'cb-access-timestamp') ?? '';
    if (header(request, 'cb-access-passphrase') !== password || !/^\d+$/.test(timestamp)) return unauthorized;
    if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > 5) return unauthorized;
    const signed = timestamp + request.method + request.path + request.body;
    const expected = createHmac('sha256', Buffer.from(secret, 'base64')).update(signed).digest('base64');
    return header(request, 'cb-access-sign') === expected ? undefined : unauthorized;
  },
  notFound: error(404, 'Not Found'),
};
