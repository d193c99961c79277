import { createHmac, createPrivateKey, createPublicKey, type KeyObject, verify } from 'node:crypto';
import {
  header,
  type Protocol,
  type SimulatedAnswer,
  type SimulatedCredentials,
  type SimulatedRequest,
} from '../protocol.js';

/** Plain text, whatever is wrong. */
const unauthorized: SimulatedAnswer = { status: 401, body: 'Unauthorized' };

/**
 * docs.cdp.coinbase.com, API key authentication: a JSON Web Token, signed with ES256 or EdDSA, that names the
 * request and is good for two minutes. Older keys sign time, method and path (`CB-ACCESS-` headers).
 */
export const coinbase: Protocol = {
  owns: (request) =>
    header(request, 'cb-access-key') !== undefined || request.path.startsWith('/api/v3/brokerage/'),
  apiKeyOf: (request) => header(request, 'cb-access-key') ?? tokenOf(request)?.payload.sub,
  unknownKey: () => unauthorized,
  refusal: (request, credentials, now) => {
    const seconds = now.getTime() / 1000;
    const good =
      header(request, 'cb-access-key') === undefined
        ? isGoodToken(request, credentials, seconds)
        : isGoodSignature(request, credentials, seconds);
    return good ? undefined : unauthorized;
  },
  notFound: { status: 404, body: { error: 'NOT_FOUND', code: 5, message: 'Not Found', details: [] } },
};

interface Token {
  readonly header: { readonly alg?: string; readonly kid?: string; readonly nonce?: unknown };
  readonly payload: {
    readonly sub?: string;
    readonly iss?: string;
    readonly nbf?: number;
    readonly exp?: number;
    readonly uri?: string;
    readonly uris?: readonly string[];
  };
  readonly signed: Buffer;
  readonly signature: Buffer;
}

function tokenOf(request: SimulatedRequest): Token | undefined {
  const [, text] = header(request, 'authorization')?.match(/^Bearer (\S+)$/) ?? [];
  const [head, payload, signature] = text?.split('.') ?? [];
  if (head === undefined || payload === undefined || signature === undefined) return undefined;
  try {
    return {
      header: JSON.parse(Buffer.from(head, 'base64url').toString()),
      payload: JSON.parse(Buffer.from(payload, 'base64url').toString()),
      signed: Buffer.from(`${head}.${payload}`),
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    return undefined;
  }
}

function isGoodToken(
  request: SimulatedRequest,
  { apiKey, secret }: SimulatedCredentials,
  seconds: number,
): boolean {
  const token = tokenOf(request);
  if (token === undefined) return false;
  const { sub, iss, nbf = Number.NaN, exp = Number.NaN, uri, uris } = token.payload;
  const isOfKey = sub === apiKey && token.header.kid === apiKey && token.header.nonce !== undefined;
  const isOfTime = nbf <= seconds && exp > seconds && exp - nbf <= 120;
  const isOfRequest = (uri ?? uris?.[0]) === `${request.method} api.coinbase.com${request.path}`;
  const isOfIssuer = iss === 'cdp' || iss === 'coinbase-cloud';
  return isOfKey && isOfTime && isOfRequest && isOfIssuer && isSigned(token, secret);
}

function isSigned({ header: { alg }, signed, signature }: Token, secret: string): boolean {
  if (alg === 'EdDSA') return verify(null, signed, ed25519(secret), signature);
  if (alg !== 'ES256' || !secret.startsWith('-----BEGIN')) return false;
  return verify('sha256', signed, { key: createPublicKey(secret), dsaEncoding: 'ieee-p1363' }, signature);
}

/** The secret is seed and public key in base64; the seed makes the key (RFC 8410). */
function ed25519(secret: string): KeyObject {
  const seed = Buffer.from(secret, 'base64').subarray(0, 32);
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
}

function isGoodSignature(
  request: SimulatedRequest,
  { secret }: SimulatedCredentials,
  seconds: number,
): boolean {
  const timestamp = header(request, 'cb-access-timestamp') ?? '';
  if (!/^\d+$/.test(timestamp) || Math.abs(seconds - Number(timestamp)) > 30) return false;
  const signed = timestamp + request.method + request.path + request.body;
  return header(request, 'cb-access-sign') === createHmac('sha256', secret).update(signed).digest('hex');
}
