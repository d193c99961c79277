import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'ApeX';

export const apex = withoutIntrospection({
  id: 'apex',
  name,
  credentials: ['apiKey', 'secret', 'password'],
  note:
    'A key comes with the registration of a wallet, all three parts at once. Orders need the zk seed besides, and ' +
    "withdrawals a signature: who has the key alone can read. keyaudit asks for neither, and cannot tell whether the bot's host has them.",
  aliveness: {
    method: 'GET',
    host: 'omni.apex.exchange',
    path: '/api/v3/account-balance',
    ccxt: { api: 'private', path: 'v3/account-balance' },
    needs: 'any key',
    tells: 'that the key works: the balance comes',
    documentation:
      'https://api-docs.omni.apex.exchange/#privateapi-v3-for-omni-get-retrieve-user-account-balance',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => idText(asObject(asObject(body)?.data)?.totalEquityValue) !== undefined,
  // Errors come with HTTP 200: {"code": 20006, "msg": "apikey sign error"}.
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '0' ? undefined : code;
  },
  // ccxt's class; ApeX documents no list.
  failures: {
    '20006': {
      kind: 'invalid-credentials',
      hint: 'ApeX says the same for key, secret and passphrase. Copy all three again, from one registration.',
    },
  },
  remedies: generalRemedies({
    name,
    url: 'https://omni.apex.exchange/keyManagement',
    open: 'Type omni.apex.exchange into the browser yourself, connect the wallet, and open Key Management in its menu.',
  }),
});
