import { createHmac } from 'node:crypto';
import type { Signed, Unsigned } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'ZebPay';

export const zebpay = withoutIntrospection({
  id: 'zebpay',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'A key can have IP addresses; which, and what it may do, is not told.',
  aliveness: {
    method: 'GET',
    host: 'sapi.zebpay.com',
    path: '/api/v2/account/balance',
    ccxt: { api: ['private', 'spot'], path: 'v2/account/balance' },
    needs: 'not documented',
    tells: 'that the key works: the balances come',
    documentation:
      'https://github.com/zebpay/zebpay-api-references/blob/main/spot/api-reference/private-endpoints.md#get-account-balance',
    // 600 a minute.
    rate: { requests: 300, seconds: 60, per: 'key' },
  },
  sign,
  isAnswer: (body) => {
    const { statusCode, data } = asObject(body) ?? {};
    return idText(statusCode) === '200' && Array.isArray(data);
  },
  // An error has {"code": …} or {"statusCode": …}; so has a good answer, with 200.
  failureCode: (body) => {
    const { code, statusCode } = asObject(body) ?? {};
    const word = idText(code) ?? idText(statusCode);
    return word === '200' ? undefined : word;
  },
  // zebpay/zebpay-api-references, spot, error-handling.md.
  failures: {
    '401': { kind: 'invalid-credentials' },
    '2000': { kind: 'invalid-credentials' },
    '2001': { kind: 'invalid-credentials' },
    '2002': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
    '2003': { kind: 'clock-skew' },
    '403': { kind: 'permission-refused' },
    '429': { kind: 'rate-limited' },
    '4000': { kind: 'rate-limited' },
    '500': { kind: 'unreachable' },
    '503': { kind: 'unreachable' },
    '5000': { kind: 'unreachable' },
    '5001': { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://zebpay.com/',
    open: 'Type zebpay.com into the browser yourself, sign in, and open the API keys of your account.',
  }),
});

/** The query is signed. ccxt adds a header that says who calls. */
function sign({ apiKey, secret, nowMs }: Unsigned): Signed {
  const query = `timestamp=${nowMs}`;
  const signature = createHmac('sha256', secret).update(query).digest('hex');
  return { headers: { 'X-AUTH-APIKEY': apiKey, 'X-AUTH-SIGNATURE': signature }, query };
}
