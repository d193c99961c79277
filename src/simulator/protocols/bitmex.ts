import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

function error(status: number, message: string): SimulatedAnswer {
  return { status, body: { error: { message, name: 'HTTPError' } } };
}

/** www.bitmex.com/app/apiKeysUsage, "Authenticating with an API Key"; the texts as programs in use know them. */
export const bitmex: Protocol = {
  owns: (request) => header(request, 'api-expires') !== undefined,
  apiKeyOf: (request) => header(request, 'api-key'),
  unknownKey: () => error(401, 'Invalid API Key.'),
  refusal: (request, { secret }, now) => {
    const { method, path, query, body } = request;
    const expires = header(request, 'api-expires') ?? '';
    const target = query === '' ? path : `${path}?${query}`;
    const expected = createHmac('sha256', secret).update(`${method}${target}${expires}${body}`).digest('hex');
    if (header(request, 'api-signature') !== expected) return error(401, 'Signature not valid.');
    return Number(expires) * 1000 < now.getTime()
      ? error(400, 'This request has expired - `expires` is in the past.')
      : undefined;
  },
  notFound: error(404, 'Not Found'),
};
