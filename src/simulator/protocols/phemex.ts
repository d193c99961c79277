import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

const keyHeader = 'x-phemex-access-token';

function error(code: string, msg: string): SimulatedAnswer {
  return { status: 401, body: { code, msg } };
}

/** phemex-docs.github.io, "REST request header" and "Endpoint security type". */
export const phemex: Protocol = {
  owns: (request) => header(request, keyHeader) !== undefined,
  apiKeyOf: (request) => header(request, keyHeader),
  unknownKey: () => error('401', '401 Failed to load API KEY.'),
  refusal: (request, { secret }, now) => {
    const { path, query, body } = request;
    const expiry = header(request, 'x-phemex-request-expiry') ?? '';
    if (!(Number(expiry) * 1000 > now.getTime())) return error('401', `401 Request Expired at ${expiry}`);
    const expected = createHmac('sha256', secret).update(`${path}${query}${expiry}${body}`).digest('hex');
    return header(request, 'x-phemex-request-signature') === expected
      ? undefined
      : error('10500', 'API Signature verification failed.');
  },
  notFound: { status: 404, body: { code: 404, msg: 'Not found' } },
};
