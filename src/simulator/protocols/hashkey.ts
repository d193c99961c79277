import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

const error = (code: string, msg: string): SimulatedAnswer => ({ status: 400, body: { code, msg } });

/** HashKey's documentation, "Get Started": HMAC-SHA256 in hex over the query; a time 5 s off is refused. */
export const hashkey: Protocol = {
  owns: (request) => header(request, 'x-hk-apikey') !== undefined,
  apiKeyOf: (request) => header(request, 'x-hk-apikey'),
  unknownKey: () => error('0102', 'Invalid APIKey'),
  refusal: ({ query }, { secret }, now) => {
    const [signed = '', signature] = query.split('&signature=');
    const params = new URLSearchParams(signed);
    const aheadMs = Number(params.get('timestamp') ?? Number.NaN) - now.getTime();
    if (!(Math.abs(aheadMs) <= Number(params.get('recvWindow') ?? 5000))) {
      return error('-1021', 'Timestamp for this request is outside of the recvWindow');
    }
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    return signature === expected ? undefined : error('0002', 'Invalid signature');
  },
  notFound: error('0001', 'Required field is missing or invalid'),
};
