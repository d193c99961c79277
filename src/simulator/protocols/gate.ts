import { createHash, createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

function error(label: string, message: string, status = 401): SimulatedAnswer {
  return { status, body: { label, message } };
}

const missing = (name: string) => error('MISSING_REQUIRED_HEADER', `Missing required header: ${name}`, 400);

/**
 * www.gate.com/docs/developers/apiv4, "APIv4 signed request requirements" and "Error Handling". WhiteBit's paths
 * begin alike, but its key has a header of another name.
 */
export const gate: Protocol = {
  owns: (request) =>
    /^\/api\/v4\/(account\/(main_keys|detail)|sub_accounts)(\/|$)/.test(request.path) ||
    (request.path.startsWith('/api/v4/') &&
      header(request, 'key') !== undefined &&
      header(request, 'sign') !== undefined),
  apiKeyOf: (request) => header(request, 'key'),
  unknownKey: (request) =>
    header(request, 'key') === undefined ? missing('KEY') : error('INVALID_KEY', 'Invalid key provided'),
  refusal: (request, { secret }, now) => {
    const timestamp = header(request, 'timestamp');
    const signature = header(request, 'sign');
    if (timestamp === undefined || !/^\d+$/.test(timestamp)) return missing('Timestamp');
    if (signature === undefined) return missing('SIGN');
    if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > 60) {
      return error('REQUEST_EXPIRED', 'gap between request Timestamp and server time exceeds 60', 403);
    }
    const { method, path, query, body } = request;
    const payload = createHash('sha512').update(body).digest('hex');
    const signed = [method, path, query, payload, timestamp].join('\n');
    const expected = createHmac('sha512', secret).update(signed).digest('hex');
    return signature === expected ? undefined : error('INVALID_SIGNATURE', 'Signature mismatch');
  },
  notFound: error('NOT_FOUND', 'Not found', 404),
};
