import { createHash, createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

function error(code: string, message: string, status = 401): SimulatedAnswer {
  return { status, body: { error: code, message, suberror: null } };
}

const refused = error('authenticationError', 'API key is not found or request signature is invalid');

/** docs.kraken.com, futures, "REST authentication" and "Check v3 API key". */
export const krakenfutures: Protocol = {
  owns: (request) => header(request, 'authent') !== undefined || request.path.startsWith('/api/auth/v1/'),
  apiKeyOf: (request) => header(request, 'apikey'),
  unknownKey: () => refused,
  refusal: (request, { secret }) => {
    const { method, path, query, body } = request;
    const nonce = header(request, 'nonce') ?? '';
    const digest = createHash('sha256')
      .update((method === 'GET' ? query : body) + nonce + path)
      .digest();
    const key = Buffer.from(secret, 'base64');
    const expected = createHmac('sha512', key).update(digest).digest('base64');
    return header(request, 'authent') === expected ? undefined : refused;
  },
  notFound: { status: 404, body: { result: 'error', error: 'notFound' } },
};
