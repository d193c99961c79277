import { createHmac } from 'node:crypto';
import { jsonOf, type Protocol, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

interface Call {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly api_key?: string;
  readonly sig?: string;
  readonly nonce?: string | number;
}

function callOf(request: SimulatedRequest): Call {
  return jsonOf(request.body);
}

function error(status: number, code: number, message: string): SimulatedAnswer {
  return { status, body: { id: -1, method: 'ERROR', code, message } };
}

const prefix = '/exchange/v1/';

/**
 * exchange-docs.crypto.com, digital signature: HMAC-SHA256 in hex over method, id, key, parameters in the order of
 * their names without anything between, and a nonce of milliseconds that may be 60 s off.
 */
export const cryptocom: Protocol = {
  owns: (request) => request.path.startsWith(`${prefix}private/`),
  apiKeyOf: (request) => callOf(request).api_key,
  unknownKey: () => error(401, 40101, 'UNAUTHORIZED'),
  refusal: (request, { apiKey, secret }, now) => {
    const { id = '', method = '', params = {}, sig, nonce = '' } = callOf(request);
    if (request.path !== prefix + method) return error(400, 40002, 'METHOD_NOT_FOUND');
    if (!/^\d{13}$/.test(String(nonce)) || Math.abs(now.getTime() - Number(nonce)) > 60_000) {
      return error(400, 40102, 'INVALID_NONCE');
    }
    const names = Object.keys(params).toSorted();
    const text = names.map((name) => name + String(params[name])).join('');
    const signed = `${method}${id}${apiKey}${text}${nonce}`;
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    return sig === expected ? undefined : error(401, 40101, 'UNAUTHORIZED');
  },
  notFound: error(400, 40002, 'METHOD_NOT_FOUND'),
};
