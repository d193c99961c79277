import { createHmac } from 'node:crypto';
import type { Signed, Unsigned } from '../adapter.js';

/**
 * The payload travels in a header, in base64, and it is that text which is signed; the body stays empty. ccxt would
 * refuse every key that is not an account's, and with it master keys, which may do most.
 * Source: docs.gemini.com, authentication, "API key". Nonces with decimals are numbers in its examples.
 */
export function sign({ read, apiKey, secret, nonce }: Unsigned): Signed {
  const request = { request: read.path, nonce: nonce.includes('.') ? Number(nonce) : nonce };
  const payload = Buffer.from(JSON.stringify(request)).toString('base64');
  const headers = {
    'Content-Type': 'text/plain',
    'Content-Length': '0',
    'Cache-Control': 'no-cache',
    'X-GEMINI-APIKEY': apiKey,
    'X-GEMINI-PAYLOAD': payload,
    'X-GEMINI-SIGNATURE': createHmac('sha384', secret).update(payload).digest('hex'),
  };
  return { headers };
}
