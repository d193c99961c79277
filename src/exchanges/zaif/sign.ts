import { createHmac } from 'node:crypto';
import type { Signed, Unsigned } from '../adapter.js';

/**
 * HMAC-SHA512 of the form, in hexadecimal. ccxt signs alike, but takes every nonce of its own clock.
 * Source: zaif-api-document.readthedocs.io, 現物取引API, "認証".
 */
export function sign({ params, apiKey, secret, nonce }: Unsigned): Signed {
  const fields = Object.entries(params).map(([name, value]): [string, string] => [name, String(value)]);
  const body = new URLSearchParams([...fields, ['nonce', nonce]]).toString();
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    Key: apiKey,
    Sign: createHmac('sha512', secret).update(body).digest('hex'),
  };
  return { headers, body };
}
