import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'BIT.TEAM';

/** What is known of this exchange's calls and errors is ccxt's class. */
export const bitteam = withoutIntrospection({
  id: 'bitteam',
  name,
  credentials: ['apiKey', 'secret'],
  note: "Known from ccxt's class alone.",
  aliveness: {
    method: 'GET',
    host: 'bit.team',
    path: '/trade/api/ccxt/balance',
    ccxt: { api: 'private', path: 'trade/api/ccxt/balance' },
    needs: 'not documented',
    tells: 'that the key works: the balances come',
    documentation: 'https://bit.team/trade/api/documentation',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const { ok, result } = asObject(body) ?? {};
    const balance = asObject(result);
    return ok === true && asObject(balance?.free) !== undefined && asObject(balance?.total) !== undefined;
  },
  failureCode: (body) => {
    const answer = asObject(body);
    return answer?.ok === true ? undefined : idText(answer?.code);
  },
  failures: {
    '401000': {
      kind: 'invalid-credentials',
      hint: 'BIT.TEAM calls the authentication missing; it takes key and secret together.',
    },
    '403000': { kind: 'unreachable' },
    'HTTP 401': { kind: 'invalid-credentials' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://bit.team/',
    open: 'Type bit.team into the browser yourself, sign in, and look for API keys in the settings of the account.',
  }),
});
