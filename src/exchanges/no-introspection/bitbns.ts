import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Bitbns';

export const bitbns = withoutIntrospection({
  id: 'bitbns',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'The call getApiUsageStatus counts calls and tells no rights.',
  aliveness: {
    method: 'POST',
    host: 'api.bitbns.com',
    path: '/api/trade/v1/currentCoinBalance/EVERYTHING',
    ccxt: { api: 'v1', path: 'currentCoinBalance/EVERYTHING' },
    needs: 'not documented',
    tells: 'that the key works: the balances come',
    documentation: 'https://bitbns.com/trade/#/api-trading/',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  hazards: [
    {
      name: 'nonce',
      what: 'Each request has a timeStamp_nonce; where it must grow, a bot with smaller ones would be refused.',
      handling: 'avoided',
      how:
        "It is the time in milliseconds, as in Bitbns's own libraries and in ccxt: a bot's next one is higher. Do not " +
        'audit the key of a bot that counts in anything smaller.',
    },
  ],
  isAnswer: (body) => {
    const { status, data } = asObject(body) ?? {};
    return idText(status) === '1' && asObject(data) !== undefined;
  },
  // Errors come with HTTP 200 as well: {"msg": "Invalid Request", "status": -1, "code": 400}.
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '200' ? undefined : code;
  },
  failures: {
    '400': {
      kind: 'unexpected-response',
      hint: 'Bitbns does not document whether this is said to a wrong key: look whether it is there.',
    },
    'HTTP 401': { kind: 'invalid-credentials' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://bitbns.com/trade/#/api-trading/',
    open: 'Type bitbns.com into the browser yourself, sign in, and open API trading in the account menu.',
  }),
});
