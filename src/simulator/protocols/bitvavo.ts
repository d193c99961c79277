import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

const keyHeader = 'bitvavo-access-key';

/** What is wrong with a key, its rights or a signature is HTTP 403, whatever it is. */
function error(errorCode: number, text: string, status = 403): SimulatedAnswer {
  return { status, body: { errorCode, error: text } };
}

/** docs.bitvavo.com, "Authentication" and "Handle errors". That keys have 64 characters is not asked of invented ones. */
export const bitvavo: Protocol = {
  owns: (request) => header(request, keyHeader) !== undefined || request.path === '/v2/account',
  apiKeyOf: (request) => header(request, keyHeader),
  unknownKey: (request) =>
    header(request, keyHeader) === undefined
      ? error(300, 'Authentication is required for this endpoint.')
      : error(305, 'No active API key found.'),
  refusal: (request, { secret }, now) => {
    const timestamp = header(request, 'bitvavo-access-timestamp') ?? '';
    if (!/^\d{13}$/.test(timestamp))
      return error(302, 'Timestamp is invalid. This must be a timestamp in ms.');
    const window = Number(header(request, 'bitvavo-access-window') ?? '10000');
    if (!(window >= 100 && window <= 60_000)) return error(303, 'Window must be between 100 and 60000 ms.');
    if (Math.abs(now.getTime() - Number(timestamp)) > window) {
      return error(304, 'Request was not received within acceptable window.');
    }
    const signature = header(request, 'bitvavo-access-signature') ?? '';
    if (signature.length !== 64) return error(308, 'The signature length is invalid.');
    const { method, path, query, body } = request;
    const signed = `${timestamp}${method}${path}${query === '' ? '' : `?${query}`}${body}`;
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    return signature === expected ? undefined : error(309, 'The signature is invalid.');
  },
  notFound: error(110, 'Invalid endpoint. Please check url and HTTP method.', 404),
};
