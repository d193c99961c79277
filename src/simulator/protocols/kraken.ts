import { createHash, createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

/** Kraken answers with HTTP 200 whatever it thinks of a request. */
function error(text: string, status = 200): SimulatedAnswer {
  return { status, body: { error: [text] } };
}

/** docs.kraken.com, guides: spot REST authentication, and error messages. */
export const kraken: Protocol = {
  owns: ({ path }) => path.startsWith('/0/private/'),
  apiKeyOf: (request) => header(request, 'api-key'),
  unknownKey: () => error('EAPI:Invalid key'),
  refusal: (request, { secret }, _now, memory) => {
    const nonce = new URLSearchParams(request.body).get('nonce');
    // An unsigned number of 64 bits, and always higher than the one before.
    if (nonce === null || !/^\d{1,20}$/.test(nonce)) return error('EAPI:Invalid nonce');
    const digest = createHash('sha256')
      .update(nonce + request.body)
      .digest();
    const expected = createHmac('sha512', Buffer.from(secret, 'base64'))
      .update(request.path)
      .update(digest)
      .digest('base64');
    if (header(request, 'api-sign') !== expected) return error('EAPI:Invalid signature');
    if (BigInt(nonce) <= BigInt(memory.get('nonce') ?? 0)) return error('EAPI:Invalid nonce');
    memory.set('nonce', nonce);
    return undefined;
  },
  notFound: error('EGeneral:Unknown method', 404),
};
