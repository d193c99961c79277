import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

/** Recorded: HTTP 401 with status -500 where no key is named; the other texts are keyaudit's guess. */
function error(message: string, status = 401): SimulatedAnswer {
  return { status, body: { status: -500, error_message: message, data: null } };
}

/**
 * lightning.bitflyer.com/docs, "Authentication". Whether times are seconds or milliseconds its examples leave open;
 * how far they may be off is not documented. ACCESS-KEY is the header of other exchanges too; the paths are bitFlyer's.
 */
export const bitflyer: Protocol = {
  owns: (request) => request.path.startsWith('/v1/me/'),
  apiKeyOf: (request) => header(request, 'access-key'),
  unknownKey: (request) =>
    header(request, 'access-key') === undefined
      ? error('ACCESS-KEY header is required')
      : error('Key not found'),
  refusal: (request, { secret }, now) => {
    const timestamp = header(request, 'access-timestamp');
    const signature = header(request, 'access-sign');
    if (timestamp === undefined) return error('ACCESS-TIMESTAMP header is required');
    if (signature === undefined) return error('ACCESS-SIGN header is required');
    if (!/^(\d{10}|\d{13})$/.test(timestamp)) return error('Invalid timestamp');
    const time = Number(timestamp.padEnd(13, '0'));
    if (Math.abs(now.getTime() - time) > 60_000) return error('Invalid timestamp');
    const { method, path, query, body } = request;
    const signed = `${timestamp}${method}${path}${query === '' ? '' : `?${query}`}${body}`;
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    return signature === expected ? undefined : error('Invalid signature');
  },
  notFound: { status: 404, body: { Message: 'No HTTP resource was found that matches the request.' } },
};
