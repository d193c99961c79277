import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer } from '../protocol.js';

const start = 'BITSTAMP ';

function error(code: string, reason: string): SimulatedAnswer {
  return { status: 403, body: { status: 'error', reason, code } };
}

/** www.bitstamp.net/api, authentication of version 2. */
export const bitstamp: Protocol = {
  owns: (request) => header(request, 'x-auth')?.startsWith(start) ?? false,
  apiKeyOf: (request) => header(request, 'x-auth')?.slice(start.length),
  unknownKey: () => error('API0001', 'API key not found'),
  refusal: (request, { secret }, now, memory) => {
    const { method, path, query, body } = request;
    const timestamp = header(request, 'x-auth-timestamp') ?? '';
    const nonce = header(request, 'x-auth-nonce') ?? '';
    if (!/^[0-9a-f-]{36}$/.test(nonce) || memory.get('nonce') === nonce) {
      return error('API0004', 'Invalid nonce');
    }
    memory.set('nonce', nonce);
    // How far off a time may be is not documented; that it can be is.
    if (Math.abs(now.getTime() - Number(timestamp)) > 150_000) {
      return error('API0017', 'X-Auth-Timestamp header is out of range');
    }
    if (body === '') return error('API0020', 'Body should not be empty');
    const type = header(request, 'content-type') ?? '';
    const address = `www.bitstamp.net${path}${query === '' ? '' : `?${query}`}`;
    const signed = `${header(request, 'x-auth')}${method}${address}${type}${nonce}${timestamp}v2${body}`;
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    return header(request, 'x-auth-signature') === expected
      ? undefined
      : error('API0005', 'Invalid signature');
  },
  notFound: { status: 404, body: { status: 'error', reason: 'Not found', code: '404' } },
};
