import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

const keyHeader = 'x-bx-apikey';

/** BingX answers with HTTP 200 whatever it thinks of a request. */
function error(code: number, msg: string, status = 200): SimulatedAnswer {
  return { status, body: { code, msg, success: false, timestamp: 1702351994615 } };
}

/** BingX-API/api-ai-skills, skills/references: authentication.md and error-codes.md; the shape of errors as recorded. */
export const bingx: Protocol = {
  owns: (request) => header(request, keyHeader) !== undefined || request.path.startsWith('/openApi/'),
  apiKeyOf: (request) => header(request, keyHeader),
  unknownKey: (request) =>
    header(request, keyHeader) === undefined
      ? error(100413, 'Null apiKey')
      : error(100413, 'Incorrect apiKey'),
  refusal: ({ query }, { secret }, now) => {
    const params = new URLSearchParams(query);
    const signature = params.get('signature');
    if (signature === null) return error(100412, 'Null signature');
    const timestamp = params.get('timestamp');
    const window = Math.min(Number(params.get('recvWindow') ?? 5000), 5000);
    if (timestamp === null || !/^\d+$/.test(timestamp)) return error(100421, 'Null timestamp');
    if (Math.abs(now.getTime() - Number(timestamp)) > window) return error(100421, 'timestamp mismatch');
    params.delete('signature');
    // What is signed is the parameters by name, as they are before they are encoded.
    const signed = [...params]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&');
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    return signature === expected ? undefined : error(100001, 'Signature verification failed');
  },
  notFound: error(100400, 'this api is not exist', 404),
};
