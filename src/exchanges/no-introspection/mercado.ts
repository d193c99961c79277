import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Mercado Bitcoin';

export const mercado = withoutIntrospection({
  id: 'mercado',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'Every nonce must be higher than the one before, and which error says that it is not, no source tells: keyaudit ' +
    'asks with seconds, the smallest that bots use, and with nothing larger. All calls go to one address; it asks for ' +
    'get_account_info and nothing else.',
  aliveness: {
    method: 'POST',
    host: 'www.mercadobitcoin.net',
    path: '/tapi/v3/',
    fixed: { tapi_method: 'get_account_info' },
    ccxt: { api: 'private', path: 'get_account_info' },
    needs: 'not documented',
    tells: 'that the key works: balances and limits come',
    documentation: 'https://www.mercadobitcoin.com.br/trade-api/',
    // Its limit is not known; ccxt asks once a second.
    rate: { requests: 1, seconds: 2, per: 'key' },
  },
  nonces: { refusedCode: 'refused', alsoFor: 'a wrong key', units: [{ unit: 'seconds', perSecond: 1 }] },
  isAnswer: (body) => {
    const { status_code: code, response_data: data } = asObject(body) ?? {};
    return idText(code) === '100' && asObject(asObject(data)?.balance) !== undefined;
  },
  // A good answer has 100; what the other codes mean is documented nowhere that is known here.
  failureCode: (body) => {
    const code = idText(asObject(body)?.status_code);
    return code === undefined || code === '100' ? undefined : 'refused';
  },
  failures: {
    refused: { kind: 'unexpected-response' },
    'HTTP 401': { kind: 'unexpected-response', hint: 'It may be the nonce as well as the key.' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://www.mercadobitcoin.com.br/plataforma/chaves-api',
    open: 'Type mercadobitcoin.com.br into the browser yourself, sign in, and open the API keys (Chaves de API) of your account.',
  }),
});
