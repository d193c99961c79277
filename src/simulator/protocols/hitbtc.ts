import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

const scheme = 'HS256 ';

function error(code: number, message: string, status = 401): SimulatedAnswer {
  return { status, body: { error: { code, message, description: '' } } };
}

/** What the header holds: base64 of key, signature and time, apart by colons, and a window where it is not 10 s. */
function authorization(request: SimulatedRequest) {
  const text = header(request, 'authorization');
  if (text === undefined || !text.startsWith(scheme)) return undefined;
  const [apiKey, signature, timestamp, window] = Buffer.from(text.slice(scheme.length), 'base64')
    .toString()
    .split(':');
  return { apiKey, signature, timestamp, window };
}

/**
 * api.hitbtc.com, "Authentication" (HS256) and "Error response"; one gate for HitBTC, Bequant and FMFW.io. What is
 * wrong with a signature, a time or a key is one error there.
 */
export const hitbtc: Protocol = {
  owns: (request) =>
    header(request, 'authorization')?.startsWith(scheme) === true || request.path.startsWith('/api/3/'),
  apiKeyOf: (request) => authorization(request)?.apiKey,
  unknownKey: (request) =>
    authorization(request) === undefined
      ? error(1001, 'Authorization required')
      : error(1002, 'Authorization is required or has been failed'),
  refusal: (request, { secret }, now) => {
    const { signature, timestamp = '', window } = authorization(request) ?? {};
    const refused = error(1002, 'Authorization is required or has been failed');
    if (!/^\d{13}$/.test(timestamp)) return refused;
    if (Math.abs(now.getTime() - Number(timestamp)) > Number(window ?? 10_000)) return refused;
    const { method, path, query, body } = request;
    const signed = [method, path, query === '' ? '' : `?${query}`, body, timestamp, window ?? ''].join('');
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    return signature === expected ? undefined : refused;
  },
  notFound: error(402, 'Method not found', 400),
};
