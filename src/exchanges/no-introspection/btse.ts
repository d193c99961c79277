import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'BTSE';

export const btse = withoutIntrospection({
  id: 'btse',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'availableActions of an asset (WITHDRAW, TRANSFER …) are about the asset, not about the key.',
  aliveness: {
    method: 'GET',
    host: 'api.btse.com',
    path: '/public-api/wallet/v1/user/assets',
    ccxt: { api: 'private', path: 'public-api/wallet/v1/user/assets' },
    needs: 'Read',
    tells: 'that the key works: the assets come',
    documentation: 'https://docs.btse.com/wallet/rest/get-user-assets/',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const { success, data } = asObject(body) ?? {};
    return success === true && Array.isArray(data);
  },
  // Either {"code": 10002, "success": false, …} or {"status": 400, "errorCode": -7, …}.
  failureCode: (body) => {
    const { success, code, errorCode } = asObject(body) ?? {};
    return success === true ? undefined : (idText(errorCode) ?? idText(code));
  },
  // docs.btse.com, error codes, as in ccxt's class.
  failures: {
    '10002': {
      kind: 'invalid-credentials',
      hint: "It may be the key, the secret, the time, the key's rights, or its IP addresses.",
    },
    '-7': {
      kind: 'invalid-credentials',
      hint: "It may be the key, the secret, the time, the key's rights, or its IP addresses.",
    },
    '303': { kind: 'rate-limited' },
    '-11': { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://www.btse.com/',
    open: 'Type btse.com into the browser yourself, sign in, and open API in the settings of the account.',
  }),
});
