import type { Failure } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { knownWording, withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'INDODAX';

/** btcid/indodax-official-api-docs, Private-RestAPI.md; the texts, where there is no code, as ccxt's class has them. */
const failures: Readonly<Record<string, Failure>> = {
  invalid_credentials: { kind: 'invalid-credentials' },
  bad_sign: { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
  'Invalid credentials. API not found or session has expired': { kind: 'invalid-credentials' },
  'Invalid credentials. Bad sign': {
    kind: 'invalid-credentials',
    hint: 'The secret does not belong to this key.',
  },
  invalid_timestamp: { kind: 'clock-skew' },
  too_many_requests: { kind: 'rate-limited' },
};

export const indodax = withoutIntrospection({
  id: 'indodax',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'A key has the permissions view, trade and withdraw, which are not told. All calls go to one address; keyaudit ' +
    'asks it for getInfo and nothing else.',
  aliveness: {
    method: 'POST',
    host: 'indodax.com',
    path: '/tapi',
    fixed: { method: 'getInfo' },
    ccxt: { api: 'private', path: 'getInfo' },
    needs: 'view',
    tells: 'that the key works: balances and user come, of which nothing is kept',
    documentation:
      'https://github.com/btcid/indodax-official-api-docs/blob/master/Private-RestAPI.md#get-info-endpoint',
    // Its limit is not documented; that of trading is 20 a second.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const { success, return: info } = asObject(body) ?? {};
    return idText(success) === '1' && asObject(asObject(info)?.balance) !== undefined;
  },
  failureCode: (body) => {
    const answer = asObject(body);
    if (answer === undefined || idText(answer.success) === '1') return undefined;
    return idText(answer.error_code) ?? knownWording(answer.error, failures) ?? 'of unknown form';
  },
  failures,
  remedies: generalRemedies({
    name,
    url: 'https://indodax.com/trade_api',
    open: 'Type indodax.com into the browser yourself, sign in, and open Trade API.',
  }),
});
