import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

const keyHeader = 'x-api-key';

function error(code: number, message: string, status = 400): SimulatedAnswer {
  return { status, body: { success: false, code, message } };
}

/** One code for all that can be wrong with a key, in WOO X's words. */
const invalid = error(
  -1002,
  'API key or secret is invalid, it may because key have insufficient permission or the key is expired/revoked.',
  401,
);

/** developer.woox.io, authentication: version 3 signs time, method, path with its query, and body. */
export const woo: Protocol = {
  owns: ({ path }) => path.startsWith('/v3/account/'),
  apiKeyOf: (request) => header(request, keyHeader),
  unknownKey: () => invalid,
  refusal: (request, { secret }, now) => {
    const { method, path, query, body } = request;
    const timestamp = header(request, 'x-api-timestamp') ?? '';
    if (!/^\d+$/.test(timestamp)) return error(-1005, 'Some parameters are in wrong format for api.');
    // How far off a time may be is not documented.
    if (Math.abs(now.getTime() - Number(timestamp)) > 300_000) return invalid;
    const signed = `${timestamp}${method}${path}${query === '' ? '' : `?${query}`}${body}`;
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    return header(request, 'x-api-signature') === expected ? undefined : invalid;
  },
  notFound: error(-1006, 'The data is not found in server.', 404),
};
