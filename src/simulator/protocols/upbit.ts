import { createHash, createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

function error(name: string, message: string, status = 401): SimulatedAnswer {
  return { status, body: { error: { name, message } } };
}

const unverified = error('jwt_verification', 'Jwt 토큰 검증에 실패했습니다.');

/**
 * docs.upbit.com/kr/reference, "인증" and rest-api-guide. Bithumb signs alike and has a call of the same path, but its
 * tokens have a timestamp.
 */
export const upbit: Protocol = {
  owns: (request) =>
    /^\/v1\/(api_keys|pockets|withdraws)(\/|$)/.test(request.path) &&
    tokenOf(request)?.payload.timestamp === undefined,
  apiKeyOf: (request) => {
    const key = tokenOf(request)?.payload.access_key;
    return typeof key === 'string' ? key : undefined;
  },
  unknownKey: (request) =>
    header(request, 'authorization') === undefined
      ? error('no_authorization_token', '인증 토큰이 누락되었습니다.')
      : error('invalid_access_key', '잘못된 엑세스 키입니다.'),
  refusal: (request, { secret }, _now, memory) => {
    const token = tokenOf(request);
    if (token === undefined || token.algorithm !== 'HS256') return unverified;
    const expected = createHmac('sha256', secret).update(token.signed).digest('base64url');
    if (token.signature !== expected) return unverified;
    const { nonce, query_hash: hash, query_hash_alg: algorithm } = token.payload;
    if (typeof nonce !== 'string' || nonce === '') return unverified;
    const isHashed =
      request.query === ''
        ? hash === undefined
        : hash === createHash('sha512').update(request.query).digest('hex');
    if (!isHashed || (hash !== undefined && algorithm !== 'SHA512')) {
      return error('invalid_query_payload', 'Jwt의 query를 검증하는데 실패하였습니다.');
    }
    if (memory.has(nonce)) return error('nonce_used', '이미 요청한 nonce값이 다시 사용되었습니다.');
    memory.set(nonce, '');
    return undefined;
  },
  notFound: error('404', 'Not Found', 404),
};

interface Token {
  readonly algorithm: unknown;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly signed: string;
  readonly signature: string;
}

/** `Authorization: Bearer <header>.<payload>.<signature>`, each in base64url. */
function tokenOf(request: SimulatedRequest): Token | undefined {
  const [, head = '', payload = '', signature = ''] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(header(request, 'authorization') ?? '') ?? [];
  const algorithm = objectIn(head)?.alg;
  const claims = objectIn(payload);
  return claims && { algorithm, payload: claims, signed: `${head}.${payload}`, signature };
}

function objectIn(encoded: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString());
    // What JSON.parse makes of braces has text keys.
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
