import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

function error(code: string, msg: string, status = 400): SimulatedAnswer {
  return { status, body: { code, msg, requestTime: 1695808949356, data: null } };
}

/** Unmistakable where other exchanges have the same names of headers. */
const paths = /^\/api\/(v2\/(spot\/account|user)|v3\/(account|user))\//;

/** www.bitget.com/api-doc/common/signature and error codes; HTTP 400 with a code, as recorded. */
export const bitget: Protocol = {
  owns: (request) => paths.test(request.path) && header(request, 'kc-api-key') === undefined,
  apiKeyOf: (request) => header(request, 'access-key'),
  unknownKey: (request) =>
    header(request, 'access-key') === undefined
      ? error('40001', 'ACCESS_KEY cannot be empty')
      : error('40037', 'Apikey does not exist'),
  refusal: (request, { secret, password }, now) => {
    const passphrase = header(request, 'access-passphrase');
    if (passphrase === undefined) return error('40011', 'ACCESS_PASSPHRASE cannot be empty');
    const timestamp = header(request, 'access-timestamp') ?? '';
    if (!/^\d{13}$/.test(timestamp)) return error('40005', 'Invalid ACCESS_TIMESTAMP');
    if (Math.abs(now.getTime() - Number(timestamp)) > 30_000)
      return error('40008', 'Request timestamp expired');
    const signature = header(request, 'access-sign');
    if (signature === undefined) return error('40003', 'Signature cannot be empty');
    if (passphrase !== password) return error('40012', 'apikey/password is incorrect');
    const { method, path, query, body } = request;
    const signed = `${timestamp}${method}${path}${query === '' ? '' : `?${decodeURIComponent(query)}`}${body}`;
    const expected = createHmac('sha256', secret).update(signed).digest('base64');
    return signature === expected ? undefined : error('40009', 'sign signature error');
  },
  notFound: error('40404', 'Request URL NOT FOUND', 404),
};
