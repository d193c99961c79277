import { createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

/** Programs in use, XT's own among them, write the headers with `xt-` in front; the documentation without it. */
const named = (request: SimulatedRequest, name: string) => header(request, `xt-validate-${name}`);

function error(mc: string): SimulatedAnswer {
  return { status: 200, body: { rc: 1, mc, ma: [], result: null } };
}

/** xt-com/xt-api, _user_center_documentation: signature instructions, signature generation, and message codes. */
export const xt: Protocol = {
  owns: (request) => named(request, 'appkey') !== undefined || request.path.startsWith('/v4/user/account'),
  apiKeyOf: (request) => named(request, 'appkey'),
  unknownKey: (request) => error(named(request, 'appkey') === undefined ? 'AUTH_001' : 'AUTH_101'),
  refusal: (request, { secret }, now) => {
    const timestamp = named(request, 'timestamp');
    const window = named(request, 'recvwindow');
    const algorithm = named(request, 'algorithms');
    if (timestamp === undefined) return error('AUTH_002');
    if (window === undefined) return error('AUTH_003');
    if (algorithm !== 'HmacSHA256') return error('AUTH_006');
    const age = now.getTime() - Number(timestamp);
    if (!(age >= -1000 && age <= Number(window))) return error('AUTH_105');
    const expected = createHmac('sha256', secret).update(signedText(request)).digest('hex');
    return named(request, 'signature') === expected ? undefined : error('AUTH_103');
  },
  notFound: { status: 404, body: { rc: 1, mc: 'FAILURE', ma: [], result: null } },
};

/** The headers in alphabetical order, then method, path, and the sorted query where there is one. */
function signedText(request: SimulatedRequest): string {
  const { method, path, query } = request;
  const headers = ['algorithms', 'appkey', 'recvwindow', 'timestamp']
    .map((name) => `xt-validate-${name}=${named(request, name)}`)
    .join('&');
  const sorted = query.split('&').sort().join('&');
  return `${headers}#${method}#${path}${query === '' ? '' : `#${sorted}`}`;
}
