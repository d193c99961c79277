import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

function error(status: number, message: string): SimulatedAnswer {
  return { status, body: { message } };
}

/**
 * docs.cdp.coinbase.com, Exchange, REST authentication: key, passphrase, and a signature in base64 over time in
 * seconds, method, path with query, and body; the secret is base64, and a time 30 s off is refused.
 */
export const coinbaseexchange: Protocol = {
  owns: (request) =>
    header(request, 'cb-access-passphrase') !== undefined && !request.path.startsWith('/api/v1/'),
  apiKeyOf: (request) => header(request, 'cb-access-key'),
  unknownKey: () => error(401, 'Invalid API Key'),
  refusal: (request, { secret, password }, now) => {
    if (header(request, 'cb-access-passphrase') !== password) return error(401, 'Invalid Passphrase');
    const timestamp = header(request, 'cb-access-timestamp') ?? '';
    if (!/^\d+(\.\d+)?$/.test(timestamp)) return error(400, 'invalid timestamp');
    if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > 30) {
      return error(401, 'request timestamp expired');
    }
    const { method, path, query, body } = request;
    const signed = `${timestamp}${method}${path}${query === '' ? '' : `?${query}`}${body}`;
    const expected = createHmac('sha256', Buffer.from(secret, 'base64')).update(signed).digest('base64');
    return header(request, 'cb-access-sign') === expected ? undefined : error(401, 'invalid signature');
  },
  notFound: error(404, 'NotFound'),
};
