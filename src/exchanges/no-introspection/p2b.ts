import { createHmac } from 'node:crypto';
import type { Read, Signed, Unsigned } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'P2B';

const balances: Read = {
  method: 'POST',
  host: 'api.p2pb2b.com',
  path: '/api/v2/account/balances',
  ccxt: { api: 'private', path: 'account/balances' },
  needs: 'not documented',
  tells: 'that the key works: the balances come',
  documentation: 'https://github.com/P2B-team/p2b-api-docs/blob/master/api-doc.md#all-balances',
  // 10 a second.
  rate: { requests: 2, seconds: 1, per: 'key' },
};

export const p2b = withoutIntrospection({
  id: 'p2b',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'An unknown key and one whose access is not activated get the same error (1010).',
  aliveness: balances,
  hazards: [
    {
      name: 'nonce',
      what: 'P2B refuses a nonce that it has seen within the last 10 seconds: a bot with the same one would be refused.',
      handling: 'avoided',
      how: 'Nonces are milliseconds: those of a bot that counts in seconds are never among them.',
    },
  ],
  sign,
  isAnswer: (body) => {
    const { success, result } = asObject(body) ?? {};
    return success === true && asObject(result) !== undefined;
  },
  failureCode: (body) => {
    const { success, errorCode } = asObject(body) ?? {};
    return success === false ? (idText(errorCode) ?? 'of unknown form') : undefined;
  },
  // P2B-team/p2b-api-docs, errors.md.
  failures: {
    '1010': {
      kind: 'invalid-credentials',
      hint: 'P2B says the same for a key that it does not have and for one whose access is not activated in the profile.',
    },
    '1001': { kind: 'invalid-credentials' },
    '1014': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
    '1011': {
      kind: 'permission-refused',
      hint: 'P2B wants two-factor authentication to be activated first.',
    },
    '1012': { kind: 'clock-skew' },
    '1016': { kind: 'clock-skew', hint: 'Another program used this nonce a moment ago: try again.' },
    '1013': { kind: 'rate-limited' },
    '1015': { kind: 'unreachable' },
    '4001': { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://p2pb2b.com/',
    open: 'Type p2pb2b.com into the browser yourself, sign in, and open API in your profile.',
  }),
});

/** The body, in base64, is signed. ccxt counts nonces in seconds, where the documentation wants milliseconds. */
function sign({ apiKey, secret, nowMs }: Unsigned): Signed {
  const body = JSON.stringify({ request: balances.path, nonce: String(nowMs) });
  const payload = Buffer.from(body).toString('base64');
  const signature = createHmac('sha512', secret).update(payload).digest('hex');
  return {
    headers: {
      'Content-Type': 'application/json',
      'X-TXC-APIKEY': apiKey,
      'X-TXC-PAYLOAD': payload,
      'X-TXC-SIGNATURE': signature,
    },
    body,
  };
}
