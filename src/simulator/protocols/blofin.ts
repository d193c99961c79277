import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

/** BloFin answers with HTTP 200 whatever it thinks of a key. */
function error(code: string, msg: string): SimulatedAnswer {
  return { status: 200, body: { code, msg } };
}

const notSupported = error(
  '152404',
  'This operation is not supported, Please check the requestPath or API key permissions.',
);

/**
 * docs.blofin.com, "REST Authentication" and errors. ACCESS-KEY is the header of other exchanges too; with a nonce
 * and a passphrase it is BloFin's.
 */
export const blofin: Protocol = {
  owns: (request) =>
    request.path === '/api/v1/user/query-apikey' ||
    ['access-key', 'access-nonce', 'access-passphrase'].every((name) => header(request, name) !== undefined),
  apiKeyOf: (request) => header(request, 'access-key'),
  unknownKey: () =>
    error(
      '152401',
      'Access key does not exist, Please go to the API Management page and check if it exists and is in an active state.',
    ),
  refusal: (request, { secret, password }, now, memory) => {
    const timestamp = header(request, 'access-timestamp') ?? '';
    const nonce = header(request, 'access-nonce') ?? '';
    if (!/^\d{13}$/.test(timestamp)) {
      return error('152410', 'The value of ACCESS-TIMESTAMP needs to be a millisecond timestamp.');
    }
    if (Math.abs(now.getTime() - Number(timestamp)) > 60_000) {
      return error('152405', 'Timestamp in header or signature has expired, need to be within 60s');
    }
    if (nonce === '' || header(request, 'access-passphrase') !== password) {
      return error('152408', 'Passphrase error');
    }
    const { method, path, query, body } = request;
    const signed = `${path}${query === '' ? '' : `?${query}`}${method}${timestamp}${nonce}${body}`;
    const hex = createHmac('sha256', secret).update(signed).digest('hex');
    // "It is not hex2bytes, but rather string2bytes."
    if (header(request, 'access-sign') !== Buffer.from(hex).toString('base64')) {
      return error('152409', 'Signature verification failed');
    }
    if (isRepeated(memory, nonce, now)) {
      return error('152407', 'Repeated nonce, Reusing within 60 seconds is not allowed.');
    }
    return undefined;
  },
  notFound: notSupported,
};

function isRepeated(memory: Map<string, string>, nonce: string, now: Date): boolean {
  const used = memory.get(nonce);
  memory.set(nonce, String(now.getTime()));
  return used !== undefined && now.getTime() - Number(used) < 60_000;
}
