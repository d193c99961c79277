import { createPublicKey, verify } from 'node:crypto';
import { header, type Protocol, type SimulatedAnswer, type SimulatedRequest } from '../protocol.js';

function error(code: number, message: string, status: number): SimulatedAnswer {
  return { status, body: { success: false, code, message } };
}

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** The 32 bytes of a key in base58; undefined for other texts. */
function keyBytes(text: string): Buffer | undefined {
  let number = 0n;
  for (const letter of text) {
    const digit = alphabet.indexOf(letter);
    if (digit < 0) return undefined;
    number = number * 58n + BigInt(digit);
  }
  const hex = number.toString(16);
  return hex.length > 64 ? undefined : Buffer.from(hex.padStart(64, '0'), 'hex');
}

/** An orderly key is an Ed25519 public key, so that the gate needs no secret to check what it signed. */
function isSigned({ method, path, query, body, headers }: SimulatedRequest, key: Buffer): boolean {
  const text = `${headers['orderly-timestamp']}${method}${path}${query === '' ? '' : `?${query}`}${body}`;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  return verify(
    null,
    Buffer.from(text),
    publicKey,
    Buffer.from(String(headers['orderly-signature']), 'base64url'),
  );
}

/** "300+ seconds difference from the API server time" is refused. */
const toleranceMs = 300_000;

/** orderly.network/docs, "API Authentication" and "Error Codes": one gate for all of Orderly's brands. */
export const orderly: Protocol = {
  owns: (request) =>
    header(request, 'orderly-key') !== undefined || request.path.startsWith('/v1/client/key_info'),
  apiKeyOf: (request) => header(request, 'orderly-key'),
  unknownKey: () => error(-1002, 'API key or secret is invalid', 401),
  refusal: (request, { accountId }, now) => {
    const timestamp = header(request, 'orderly-timestamp') ?? '';
    if (!/^\d{13}$/.test(timestamp) || Math.abs(now.getTime() - Number(timestamp)) > toleranceMs) {
      return error(2, 'Timestamp expired', 400);
    }
    const key = keyBytes((header(request, 'orderly-key') ?? '').replace(/^ed25519:/, ''));
    if (key === undefined || !isSigned(request, key)) return error(-1001, 'Invalid signature', 401);
    return header(request, 'orderly-account-id') === accountId
      ? undefined
      : error(-1002, 'API key or secret is invalid', 401);
  },
  notFound: error(-1006, 'The data is not found', 404),
};
