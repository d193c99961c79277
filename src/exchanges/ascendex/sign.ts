import { createHmac } from 'node:crypto';
import type { Signed, Unsigned } from '../adapter.js';

/** What is signed of a path is what follows this. */
const prefix = '/api/pro/v1/';

/**
 * HMAC-SHA256 of the time in milliseconds, a plus sign and the rest of the path, in base64.
 * Source: ascendex.github.io/ascendex-pro-api, "Authenticate a RESTful Request".
 */
export function sign({ read, apiKey, secret, nowMs }: Unsigned): Signed {
  const timestamp = String(Math.floor(nowMs));
  const prehash = `${timestamp}+${read.path.slice(prefix.length)}`;
  const signature = createHmac('sha256', secret).update(prehash).digest('base64');
  return {
    headers: {
      Accept: 'application/json',
      'x-auth-key': apiKey,
      'x-auth-timestamp': timestamp,
      'x-auth-signature': signature,
    },
  };
}
