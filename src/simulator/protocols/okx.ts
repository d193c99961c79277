import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

function error(code: string, msg: string, status = 401): SimulatedAnswer {
  return { status, body: { msg, code } };
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** www.okx.com/docs-v5/en, "REST Authentication" and error codes, API class; the shape of errors as recorded. */
export const okx: Protocol = {
  owns: (request) => header(request, 'ok-access-key') !== undefined || request.path.startsWith('/api/v5/'),
  apiKeyOf: (request) => header(request, 'ok-access-key'),
  unknownKey: (request) =>
    header(request, 'ok-access-key') === undefined
      ? error('50103', 'Request header "OK-ACCESS-KEY" cannot be empty.')
      : error('50119', "API key doesn't exist"),
  refusal: (request, { secret, password }, now) => {
    const timestamp = header(request, 'ok-access-timestamp');
    if (timestamp === undefined) {
      return error('50107', 'Request header "OK-ACCESS-TIMESTAMP" cannot be empty.');
    }
    if (!isoTime.test(timestamp)) return error('50112', 'Invalid OK-ACCESS-TIMESTAMP.');
    if (Math.abs(now.getTime() - Date.parse(timestamp)) > 30_000) {
      return error('50102', 'Timestamp request expired.');
    }
    const passphrase = header(request, 'ok-access-passphrase');
    if (passphrase === undefined) {
      return error('50104', 'Request header "OK-ACCESS-PASSPHRASE" cannot be empty.');
    }
    if (passphrase !== password) {
      return error('50105', 'Request header "OK-ACCESS-PASSPHRASE" incorrect.');
    }
    const signature = header(request, 'ok-access-sign');
    if (signature === undefined) return error('50106', 'Request header "OK-ACCESS-SIGN" cannot be empty.');
    const { method, path, query, body } = request;
    const signed = `${timestamp}${method}${path}${query === '' ? '' : `?${query}`}${body}`;
    const expected = createHmac('sha256', secret).update(signed).digest('base64');
    return signature === expected ? undefined : error('50113', 'Invalid signature.');
  },
  notFound: error('404', '404 NOT FOUND', 404),
};
