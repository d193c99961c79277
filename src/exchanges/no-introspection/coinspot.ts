import { createHmac } from 'node:crypto';
import type { Signed, Unsigned } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject } from '../readers.js';

const name = 'CoinSpot';

const ambiguous = {
  kind: 'unexpected-response',
  hint: 'CoinSpot does not document what it says to a wrong key: look whether it is there and was copied whole.',
} as const;

export const coinspot = withoutIntrospection({
  id: 'coinspot',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'A key is Read Only or Full Access, the latter with a switch for Coin Withdraw; neither is told, and a call that only ' +
    'full access opens is not made. Every nonce must be higher than the one before; errors have no code, and where the text ' +
    'does not name the nonce, no larger one is tried and nothing is said against the key.',
  aliveness: {
    method: 'POST',
    host: 'www.coinspot.com.au',
    path: '/api/v2/ro/status',
    ccxt: { api: ['v2', 'private'], path: 'ro/status' },
    needs: 'Read Only',
    tells: 'that the key works: its status is ok',
    documentation: 'https://www.coinspot.com.au/v2/api#rocheckstatus',
    // 1,000 a minute.
    rate: { requests: 500, seconds: 60, per: 'key' },
  },
  // Another refusal may have taken the nonce all the same: then a larger one would lock a bot out for nothing.
  nonces: { refusedCode: 'nonce' },
  sign,
  isAnswer: (body) => asObject(body)?.status === 'ok',
  // {"status": "error", "message": "invalid/missing nonce"} (filliphy/coinspot-node-red); no other text is known.
  failureCode: (body) => {
    const { status, message } = asObject(body) ?? {};
    if (status !== 'error') return undefined;
    return typeof message === 'string' && /nonce/i.test(message) ? 'nonce' : 'error';
  },
  failures: { nonce: { kind: 'clock-skew' }, error: ambiguous, 'HTTP 401': ambiguous },
  remedies: generalRemedies({
    name,
    url: 'https://www.coinspot.com.au/my/api',
    open: 'Type coinspot.com.au into the browser yourself, sign in, and open API under your account.',
  }),
});

/** As documented, the nonce is a number in JSON; ccxt would make a text of one that it is given. */
function sign({ apiKey, secret, nonce }: Unsigned): Signed {
  const body = `{"nonce":${nonce}}`;
  const signature = createHmac('sha512', secret).update(body).digest('hex');
  return { headers: { 'Content-Type': 'application/json', key: apiKey, sign: signature }, body };
}
