import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

function error(code: number, reason: string, status = 200): SimulatedAnswer {
  return { status, body: { code, reason, message: reason } };
}

const prefix = '/api/pro/v1/';

/** ascendex.github.io/ascendex-pro-api, "Authenticate a RESTful Request" and "Error Info". */
export const ascendex: Protocol = {
  owns: ({ path }) => path.startsWith(prefix),
  apiKeyOf: (request) => header(request, 'x-auth-key'),
  unknownKey: (request) =>
    header(request, 'x-auth-key') === undefined
      ? error(100009, 'AUTHORIZATION_NEEDED')
      : error(200001, 'AUTHENTICATION_FAILED'),
  refusal: (request, { secret }, now) => {
    const timestamp = header(request, 'x-auth-timestamp') ?? '';
    if (!/^\d{13}$/.test(timestamp) || Math.abs(now.getTime() - Number(timestamp)) > 30_000) {
      return error(100011, 'INVALID_TIMESTAMP');
    }
    const prehash = `${timestamp}+${request.path.slice(prefix.length)}`;
    const expected = createHmac('sha256', secret).update(prehash).digest('base64');
    return header(request, 'x-auth-signature') === expected
      ? undefined
      : error(200001, 'AUTHENTICATION_FAILED');
  },
  notFound: error(100001, 'INVALID_HTTP_INPUT', 404),
};
