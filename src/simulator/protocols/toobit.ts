import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

const error = (status: number, code: number, msg: string): SimulatedAnswer => ({
  status,
  body: { code, msg },
});

/** toobit-docs/apidocs, "Endpoint security type" and "Error Codes": HMAC-SHA256 in hex over the query. */
export const toobit: Protocol = {
  owns: (request) => header(request, 'x-bb-apikey') !== undefined,
  apiKeyOf: (request) => header(request, 'x-bb-apikey'),
  unknownKey: () => error(401, -2015, 'Invalid API-key, IP, or permissions for action.'),
  refusal: ({ query }, { secret }, now) => {
    const [signed = '', signature] = query.split('&signature=');
    const params = new URLSearchParams(signed);
    const aheadMs = Number(params.get('timestamp') ?? Number.NaN) - now.getTime();
    if (!(Math.abs(aheadMs) <= Number(params.get('recvWindow') ?? 5000))) {
      return error(400, -1021, 'Timestamp for this request is outside of the recvWindow.');
    }
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    return signature === expected ? undefined : error(400, -1022, 'Signature for this request is not valid.');
  },
  notFound: error(404, -1121, 'Not found.'),
};
