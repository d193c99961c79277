import { createHash, createHmac } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

function error(name: string, message: string, status = 401): SimulatedAnswer {
  return { status, body: { error: { name, message } } };
}

/** A time is what tells these tokens from Upbit's, which are for the same path. */
interface Payload {
  readonly access_key: string;
  readonly timestamp: number;
  readonly nonce?: unknown;
  readonly query_hash?: unknown;
  readonly query_hash_alg?: unknown;
}

/** The parts of the JSON Web Token in the Authorization header; undefined where it is none of Bithumb's. */
function token(request: SimulatedRequest) {
  const [head, payload, signature] = (header(request, 'authorization') ?? '')
    .replace(/^Bearer /, '')
    .split('.');
  if (head === undefined || payload === undefined || signature === undefined) return undefined;
  const claims = json(payload);
  return isPayload(claims)
    ? { alg: algorithmOf(json(head)), claims, signed: `${head}.${payload}`, signature }
    : undefined;
}

function json(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function isPayload(value: unknown): value is Payload {
  return (
    typeof value === 'object' &&
    value !== null &&
    'access_key' in value &&
    typeof value.access_key === 'string' &&
    'timestamp' in value &&
    typeof value.timestamp === 'number'
  );
}

function algorithmOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'alg' in value ? value.alg : undefined;
}

/** How old a token may be is not documented; that it can be too old is ("expired_jwt"). */
const lifetimeMs = 60_000;

/** apidocs.bithumb.com, "인증 토큰 생성하기" (tokens) and "API 주요 에러 코드" (errors). */
export const bithumb: Protocol = {
  owns: (request) => token(request) !== undefined,
  apiKeyOf: (request) => token(request)?.claims.access_key,
  unknownKey: () => error('invalid_access_key', '잘못된 엑세스 키입니다.'),
  refusal: (request, { secret }, now) => {
    const unverified = error('jwt_verification', 'Jwt 토큰 검증에 실패했습니다.');
    const parts = token(request);
    if (parts === undefined || parts.alg !== 'HS256') return unverified;
    const { claims, signed, signature } = parts;
    const expected = createHmac('sha256', secret).update(signed).digest('base64url');
    if (signature !== expected || typeof claims.nonce !== 'string' || claims.nonce === '') return unverified;
    if (Math.abs(now.getTime() - claims.timestamp) > lifetimeMs) {
      return error('expired_jwt', 'Jwt가 만료되었습니다.');
    }
    return isQueryHashed(request, claims)
      ? undefined
      : error('invalid_query_payload', 'Jwt의 query를 검증하는데 실패하였습니다.');
  },
  notFound: error('not_found', 'Not Found', 404),
};

function isQueryHashed({ query }: SimulatedRequest, claims: Payload): boolean {
  if (query === '') return claims.query_hash === undefined;
  const expected = createHash('sha512').update(decodeURIComponent(query)).digest('hex');
  return claims.query_hash === expected && claims.query_hash_alg === 'SHA512';
}
