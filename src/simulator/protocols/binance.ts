import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

const keyHeader = 'x-mbx-apikey';

function error(code: number, msg: string, status = 400): SimulatedAnswer {
  return { status, body: { code, msg } };
}

/** binance/binance-spot-api-docs, rest-api.md ("SIGNED endpoint security") and errors.md. */
export const binance: Protocol = {
  owns: (request) => header(request, keyHeader) !== undefined || request.path.startsWith('/sapi/'),
  apiKeyOf: (request) => header(request, keyHeader),
  unknownKey: (request) =>
    header(request, keyHeader) === undefined
      ? error(-2014, 'API-key format invalid.', 401)
      : error(-2015, 'Invalid API-key, IP, or permissions for action.', 401),
  refusal: ({ query }, { secret }, now) => {
    const params = new URLSearchParams(query);
    const timestamp = params.get('timestamp');
    if (timestamp === null || !/^\d+$/.test(timestamp)) {
      return error(-1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
    }
    const age = now.getTime() - Number(timestamp);
    if (age < -1000 || age > Number(params.get('recvWindow') ?? 5000)) {
      return error(-1021, 'Timestamp for this request is outside of the recvWindow.');
    }
    const signature = params.get('signature');
    if (signature === null) {
      return error(-1102, "Mandatory parameter 'signature' was not sent, was empty/null, or malformed.");
    }
    const signed = query.replace(/&signature=[^&]*$/, '');
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    return signature === expected ? undefined : error(-1022, 'Signature for this request is not valid.');
  },
  notFound: error(-1000, 'Path not found.', 404),
};
