import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

/** LBank answers with HTTP 200 whatever it thinks of a request. */
function error(code: number, msg: string): SimulatedAnswer {
  return { status: 200, body: { result: 'false', error_code: code, msg, ts: 1_647_251_400_000 } };
}

const signedHeaders = ['timestamp', 'signature_method', 'echostr'];

/** The digest of all parameters and of three headers, sorted by name, that is signed. */
function digestOf(request: SimulatedRequest): string {
  const params = [...new URLSearchParams(request.body)].filter(([name]) => name !== 'sign');
  const headers = signedHeaders.map((name) => [name, header(request, name) ?? ''] as const);
  const text = [...params, ...headers]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return createHash('md5').update(text).digest('hex').toUpperCase();
}

/** @param secret of an RSA key, the private one in base64; what LBank keeps is the public one to it */
function isSigned(request: SimulatedRequest, secret: string): boolean {
  const sign = new URLSearchParams(request.body).get('sign') ?? '';
  const digest = digestOf(request);
  if (header(request, 'signature_method') !== 'RSA') {
    return sign === createHmac('sha256', secret).update(digest).digest('hex');
  }
  try {
    const key = createPublicKey(`-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`);
    return verify('sha256', Buffer.from(digest), key, Buffer.from(sign, 'base64'));
  } catch {
    // The key was not made for RSA.
    return false;
  }
}

/** www.lbank.com/en-US/docs, "Authentication", "Error code", and "window" for how old a request may be. */
export const lbank: Protocol = {
  owns: (request) =>
    header(request, 'echostr') !== undefined || request.path === '/v2/supplement/api_Restrictions.do',
  apiKeyOf: (request) => new URLSearchParams(request.body).get('api_key') ?? undefined,
  unknownKey: (request) =>
    new URLSearchParams(request.body).has('api_key')
      ? error(10005, 'Secret key does not exist')
      : error(10001, 'The required parameters can not be empty'),
  refusal: (request, { secret }, now) => {
    if (!/^[0-9a-z]{30,40}$/i.test(header(request, 'echostr') ?? '')) {
      return error(10031, 'echostr length must be valid and length must be from 30 to 40');
    }
    const timestamp = header(request, 'timestamp') ?? '';
    const age = now.getTime() - Number(timestamp);
    if (!/^\d{13}$/.test(timestamp) || age > 5000 || age < -1000) {
      return error(10600, 'intercepted by replay attacks filter, check timestamp');
    }
    return isSigned(request, secret) ? undefined : error(10007, 'Invalid signature');
  },
  notFound: error(10601, 'Interface closed unavailable'),
};
