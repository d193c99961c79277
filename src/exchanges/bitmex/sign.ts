import { createHmac } from 'node:crypto';
import type { Signed, Unsigned } from '../adapter.js';

/** How long a request stays valid. It only reads, and may be late on a slow network or by a slow clock. */
const lifetimeSeconds = 60;

/**
 * HMAC-SHA256 of verb, path with its query, end of validity and body, in hexadecimal.
 * Source: www.bitmex.com/app/apiKeysUsage, "Authenticating with an API Key".
 */
export function sign({ read, params, apiKey, secret, nowMs }: Unsigned): Signed {
  const query = new URLSearchParams(
    Object.entries(params).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  const expires = String(Math.floor(nowMs / 1000) + lifetimeSeconds);
  const path = query === '' ? read.path : `${read.path}?${query}`;
  const signature = createHmac('sha256', secret).update(`${read.method}${path}${expires}`).digest('hex');
  return { query, headers: { 'api-expires': expires, 'api-key': apiKey, 'api-signature': signature } };
}
