import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

const keyHeader = 'x-coins-apikey';

function error(code: number, msg: string, status = 400): SimulatedAnswer {
  return { status, body: { code, msg } };
}

/** docs.coins.ph: "SIGNED Endpoint Security", "Timing Security", and error codes. */
export const coinsph: Protocol = {
  owns: (request) => header(request, keyHeader) !== undefined || request.path === '/openapi/v1/api-keys',
  apiKeyOf: (request) => header(request, keyHeader),
  unknownKey: (request) =>
    header(request, keyHeader) === undefined
      ? error(-1002, 'You are not authorized to execute this request.', 401)
      : error(-2018, 'API-key does not exist.'),
  refusal: ({ query, body }, { secret }, now) => {
    const params = new URLSearchParams(query);
    const timestamp = params.get('timestamp');
    const signature = params.get('signature');
    if (timestamp === null || !/^\d+$/.test(timestamp) || signature === null) {
      return error(-1105, "Parameter 'timestamp' is required.");
    }
    const window = Number(params.get('recvWindow') ?? 5000);
    const age = now.getTime() - Number(timestamp);
    if (window > 60_000 || age <= -1000 || age > window) {
      return error(-1021, 'Timestamp for this request is outside of the recv window.');
    }
    const signed = query.replace(/&signature=[^&]*$/, '') + body;
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    return signature === expected ? undefined : error(-1022, 'Signature for this request is not valid.');
  },
  notFound: { status: 404, body: { code: -1010, msg: 'Bad request' } },
};
