import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

const keyHeader = 'x-bapi-api-key';

/** Bybit answers with HTTP 200 whatever it thinks of a request. */
function error(retCode: number, retMsg: string, status = 200): SimulatedAnswer {
  return { status, body: { retCode, retMsg, result: {}, retExtInfo: {}, time: 1776149990532 } };
}

/** bybit-exchange/docs, docs/v5/guide.mdx ("Authentication") and docs/v5/error.mdx. */
export const bybit: Protocol = {
  owns: (request) => header(request, keyHeader) !== undefined || request.path.startsWith('/v5/user/'),
  apiKeyOf: (request) => header(request, keyHeader),
  unknownKey: (request) =>
    header(request, keyHeader) === undefined
      ? error(10001, 'Request parameter error.')
      : error(10003, 'API key is invalid.'),
  refusal: (request, { apiKey, secret }, now) => {
    const timestamp = header(request, 'x-bapi-timestamp');
    const signature = header(request, 'x-bapi-sign');
    const window = header(request, 'x-bapi-recv-window') ?? '5000';
    if (timestamp === undefined || !/^\d+$/.test(timestamp) || signature === undefined) {
      return error(10001, 'Request parameter error.');
    }
    const age = now.getTime() - Number(timestamp);
    if (age <= -1000 || age > Number(window)) {
      return error(10002, 'The request time exceeds the time window range.');
    }
    const signed = timestamp + apiKey + window + (request.method === 'POST' ? request.body : request.query);
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    // The real one repeats what it compared, key and all.
    return signature === expected ? undefined : error(10004, `Error sign! origin_string[${signed}]`);
  },
  notFound: error(10017, 'Route not found.', 404),
};
