import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

function error(code: number, message: string, status = 400): SimulatedAnswer {
  return { status, body: { jsonrpc: '2.0', error: { message, code }, testnet: false } };
}

const scheme = 'deri-hmac-sha256 ';

/** The fields of `deri-hmac-sha256 id=…,ts=…,sig=…,nonce=…`. */
function fieldsOf(request: SimulatedRequest): ReadonlyMap<string, string> {
  const authorization = header(request, 'authorization') ?? '';
  if (!authorization.startsWith(scheme)) return new Map();
  const fields = authorization.slice(scheme.length).split(',');
  return new Map(fields.map((field) => [field.replace(/=.*/, ''), field.replace(/^[^=]*=/, '')]));
}

/** docs.deribit.com: authentication with signature credentials, and error codes. */
export const deribit: Protocol = {
  // Other exchanges have paths like its own.
  owns: (request) => (header(request, 'authorization') ?? '').startsWith(scheme),
  apiKeyOf: (request) => fieldsOf(request).get('id'),
  unknownKey: (request) =>
    fieldsOf(request).has('id') ? error(13004, 'invalid_credentials') : error(13009, 'unauthorized', 401),
  refusal: (request, { secret }, now, memory) => {
    const fields = fieldsOf(request);
    const [ts = '', nonce = ''] = [fields.get('ts'), fields.get('nonce')];
    if (!/^\d{13}$/.test(ts) || Math.abs(now.getTime() - Number(ts)) > 60_000) {
      return error(13009, 'unauthorized', 401);
    }
    const { method, path, query, body } = request;
    const signed = `${ts}\n${nonce}\n${method}\n${path}${query === '' ? '' : `?${query}`}\n${body}\n`;
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    if (fields.get('sig') !== expected) return error(13009, 'unauthorized', 401);
    // Each nonce is good once; it need not grow.
    if (nonce === '' || memory.has(nonce)) return error(13009, 'unauthorized', 401);
    memory.set(nonce, ts);
    return undefined;
  },
  notFound: error(-32601, 'Method not found'),
};
