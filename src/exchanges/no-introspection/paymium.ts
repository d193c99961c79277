import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Paymium';

export const paymium = withoutIntrospection({
  id: 'paymium',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'Every nonce must be higher than the one before, and which error says that it is not, is not documented: keyaudit ' +
    'asks with seconds, the smallest that bots use, and with nothing larger.',
  aliveness: {
    method: 'GET',
    host: 'paymium.com',
    path: '/api/v1/user',
    ccxt: { api: 'private', path: 'user' },
    needs: 'not documented',
    tells: 'that the key works: the user comes, of whom nothing is kept',
    documentation: 'https://paymium.github.io/api-documentation/#tag/User/operation/get-user-info',
    // Its limit is not known; ccxt waits two seconds after each call.
    rate: { requests: 1, seconds: 4, per: 'key' },
  },
  nonces: { refusedCode: 'refused', alsoFor: 'a wrong key', units: [{ unit: 'seconds', perSecond: 1 }] },
  isAnswer: (body) => {
    const user = asObject(body);
    return idText(user?.balance_btc) !== undefined && idText(user?.balance_eur) !== undefined;
  },
  // {"errors": …}: the texts are not documented.
  failureCode: (body) => (asObject(body)?.errors === undefined ? undefined : 'refused'),
  failures: {
    refused: { kind: 'unexpected-response' },
    'HTTP 401': { kind: 'unexpected-response', hint: 'It may be the nonce as well as the key.' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://www.paymium.com/',
    open: 'Type paymium.com into the browser yourself, sign in, and open the API tokens of your account.',
  }),
});
