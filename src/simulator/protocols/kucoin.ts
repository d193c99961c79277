import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

function error(code: string, msg: string, status = 401): SimulatedAnswer {
  return { status, body: { code, msg } };
}

const missing = error(
  '400001',
  'Please check the header of your request for KC-API-KEY, KC-API-SIGN, KC-API-TIMESTAMP, KC-API-PASSPHRASE',
);

/** www.kucoin.com/docs-new, "Authentication" and error codes, gateway. */
export const kucoin: Protocol = {
  owns: (request) =>
    header(request, 'kc-api-key') !== undefined || /^\/api\/(v[123]|ua)\//.test(request.path),
  apiKeyOf: (request) => header(request, 'kc-api-key'),
  unknownKey: (request) =>
    header(request, 'kc-api-key') === undefined ? missing : error('400003', 'KC-API-KEY does not exist.'),
  refusal: (request, { secret, password = '' }, now) => {
    const timestamp = header(request, 'kc-api-timestamp');
    const passphrase = header(request, 'kc-api-passphrase');
    const signature = header(request, 'kc-api-sign');
    if (timestamp === undefined || passphrase === undefined || signature === undefined) return missing;
    if (!/^\d+$/.test(timestamp) || Math.abs(now.getTime() - Number(timestamp)) > 5000) {
      return error('400002', 'Invalid KC-API-TIMESTAMP.');
    }
    const version = header(request, 'kc-api-key-version');
    if (version !== '2' && version !== '3') return error('400009', 'Invalid KC-API-KEY-VERSION.');
    const hmac = (text: string) => createHmac('sha256', secret).update(text).digest('base64');
    // Either is wrong with a wrong secret; KuCoin looks at the passphrase first.
    if (passphrase !== hmac(password)) return error('400004', 'Invalid KC-API-PASSPHRASE.');
    const { method, path, query, body } = request;
    const endpoint = query === '' ? path : `${path}?${unencoded(query)}`;
    return signature === hmac(`${timestamp}${method}${endpoint}${body}`)
      ? undefined
      : error('400005', 'Invalid KC-API-SIGN.');
  },
  notFound: error('404000', 'Url Not Found', 404),
};

/** "The URL must use the content that has not been URL-encoded to participate in the signature." */
function unencoded(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    // Not what encoding gives: then it is the text itself.
    return query;
  }
}
