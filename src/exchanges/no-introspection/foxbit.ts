import { createHmac } from 'node:crypto';
import type { Signed, Unsigned } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Foxbit';

export const foxbit = withoutIntrospection({
  id: 'foxbit',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'A key can have a list of trusted IP addresses; sub-members have levels (4009).',
  aliveness: {
    method: 'GET',
    host: 'api.foxbit.com.br',
    path: '/rest/v3/accounts',
    ccxt: { api: ['v3', 'private'], path: 'accounts' },
    needs: 'not documented',
    tells: 'that the key works: the balances come',
    documentation: 'https://docs.foxbit.com.br/rest/v3/#tag/Account',
    // 15 a second.
    rate: { requests: 5, seconds: 1, per: 'key' },
  },
  sign,
  isAnswer: (body) => {
    const data = asObject(body)?.data;
    return Array.isArray(data) && data.every((row) => typeof asObject(row)?.currency_symbol === 'string');
  },
  failureCode: (body) => {
    const error = asObject(asObject(body)?.error);
    return error === undefined ? undefined : (idText(error.code) ?? 'of unknown form');
  },
  // docs.foxbit.com.br, "API Codes", "Errors".
  failures: {
    '2001': { kind: 'invalid-credentials' },
    '2002': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
    '2003': { kind: 'invalid-credentials' },
    '2004': { kind: 'clock-skew' },
    // "The IP address … isn't on the trusted list for this API key."
    '2005': { kind: 'ip-refused' },
    '3001': { kind: 'permission-refused' },
    '3002': { kind: 'permission-refused', hint: 'Foxbit wants a higher level of verification.' },
    '3003': { kind: 'permission-refused', hint: 'Foxbit says that the member is disabled.' },
    '429': { kind: 'rate-limited' },
    '5001': { kind: 'unreachable' },
    '5002': { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://app.foxbit.com.br/',
    open: 'Type app.foxbit.com.br into the browser yourself, sign in, and open API keys in the settings of the profile.',
  }),
});

/** As documented; ccxt adds headers that say who calls. */
function sign({ read, apiKey, secret, nowMs }: Unsigned): Signed {
  const signature = createHmac('sha256', secret).update(`${nowMs}${read.method}${read.path}`).digest('hex');
  return {
    headers: {
      'X-FB-ACCESS-KEY': apiKey,
      'X-FB-ACCESS-TIMESTAMP': String(nowMs),
      'X-FB-ACCESS-SIGNATURE': signature,
    },
  };
}
