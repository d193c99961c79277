import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

const keyHeader = 'x-mexc-apikey';
const keyInfo = '/api/v3/apiKeyInfo';

function error(code: number, msg: string, status = 400): SimulatedAnswer {
  return { status, body: { code, msg } };
}

/** www.mexc.com/api-docs/spot-v3: "SIGNED", "Timing security", and error codes. */
export const mexc: Protocol = {
  owns: (request) =>
    header(request, keyHeader) !== undefined ||
    request.path === keyInfo ||
    request.path.startsWith('/api/v3/sub-account/'),
  apiKeyOf: (request) => header(request, keyHeader),
  unknownKey: (request) =>
    header(request, keyHeader) === undefined
      ? error(400, 'api key required')
      : error(10072, 'Api key info invalid'),
  refusal: ({ path, query, body }, { apiKey, secret }, now) => {
    const params = new URLSearchParams(query);
    const timestamp = params.get('timestamp');
    const signature = params.get('signature');
    if (timestamp === null || !/^\d+$/.test(timestamp) || signature === null) {
      return error(700004, 'Mandatory parameter was not sent, was empty/null, or malformed.');
    }
    const window = Number(params.get('recvWindow') ?? 5000);
    if (window > 60_000) return error(700005, 'recvWindow must less than 60000');
    const age = now.getTime() - Number(timestamp);
    if (age <= -1000 || age > window) {
      return error(700003, 'Timestamp for this request is outside of the recvWindow.');
    }
    const signed = query.replace(/&signature=[^&]*$/, '') + body;
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    if (signature !== expected) return error(700002, 'Signature for this request is not valid.');
    return path === keyInfo ? refusedInfo(params.get('accessKey'), apiKey) : undefined;
  },
  notFound: { status: 404, body: { code: 404, msg: 'Not Found' } },
};

/** The key in question is a parameter of its own. */
function refusedInfo(accessKey: string | null, apiKey: string): SimulatedAnswer | undefined {
  if (accessKey === null || accessKey === '') return error(730707, 'accessKey cannot be null');
  return accessKey === apiKey ? undefined : error(730706, 'API KEY information does not exist');
}
