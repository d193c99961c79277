import { createHash, createHmac } from 'node:crypto';
import type { Signed, Unsigned } from '../adapter.js';

/** Keys and secrets are base64, and padded or not. */
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * `Authent` is an HMAC-SHA512, by the decoded secret, of the SHA-256 over query, nonce and path. The nonce is optional
 * and left out. On the trading endpoints a prefix of the path is not signed; here the whole path is.
 * Source: docs.kraken.com, futures, "REST authentication"; the path as three clients of this endpoint sign it.
 */
export function sign({ read, apiKey, secret }: Unsigned): Signed {
  if (!base64.test(secret)) throw new Error('the secret is not base64');
  const digest = createHash('sha256').update(read.path).digest();
  const authent = createHmac('sha512', Buffer.from(secret, 'base64')).update(digest).digest('base64');
  return { headers: { Accept: 'application/json', APIKey: apiKey, Authent: authent } };
}
