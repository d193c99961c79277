import { createHash, createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

function error(code: number, message: string): SimulatedAnswer {
  return { status: 200, body: { code, data: {}, message } };
}

/** The documentation's HMAC, and the plain hash that it had before, which clients still send. */
function signatures({ method, path, query, body }: SimulatedRequest, timestamp: string, secret: string) {
  const text = `${method}${path}${query === '' ? '' : `?${query}`}${body}${timestamp}`;
  return [
    createHmac('sha256', secret).update(text).digest('hex'),
    createHash('sha256')
      .update(text + secret)
      .digest('hex'),
  ];
}

/** How far off a time may be in v1 ("tonce"); v2 does not say. */
const toleranceMs = 60_000;

/** docs.coinex.com/api/v2: authorization, and error. */
export const coinex: Protocol = {
  owns: (request) => header(request, 'x-coinex-key') !== undefined,
  apiKeyOf: (request) => header(request, 'x-coinex-key'),
  unknownKey: () => error(4005, 'Abnormal access_id'),
  refusal: (request, { secret }, now) => {
    const timestamp = header(request, 'x-coinex-timestamp') ?? '';
    if (!/^\d{13}$/.test(timestamp) || Math.abs(now.getTime() - Number(timestamp)) > toleranceMs) {
      return error(4010, 'Expired request');
    }
    const signature = header(request, 'x-coinex-sign') ?? '';
    return signatures(request, timestamp, secret).includes(signature.toLowerCase())
      ? undefined
      : error(4006, 'Signature verification failed');
  },
  notFound: { status: 404, body: { code: 4009, data: {}, message: 'Abnormal request method' } },
};
