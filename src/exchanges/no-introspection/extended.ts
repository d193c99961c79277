import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Extended';

export const extended = withoutIntrospection({
  id: 'extended',
  name,
  credentials: ['apiKey'],
  note:
    'Orders need the Stark key besides, and a list of API keys a signature of the wallet: keyaudit asks for neither, ' +
    "and cannot tell whether the bot's host has them.",
  aliveness: {
    method: 'GET',
    host: 'api.starknet.extended.exchange',
    path: '/api/v1/user/account/info',
    ccxt: { api: ['v1', 'private'], path: 'user/account/info' },
    needs: 'any key',
    tells: 'that the key works: its account comes',
    documentation: 'https://api.docs.extended.exchange/#get-account-details',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const { status, data } = asObject(body) ?? {};
    return status === 'OK' && idText(asObject(data)?.accountId) !== undefined;
  },
  // Its codes are not documented: HTTP's status says what it can.
  failureCode: () => undefined,
  failures: { 'HTTP 401': { kind: 'invalid-credentials' } },
  remedies: generalRemedies({
    name,
    url: 'https://app.extended.exchange/',
    open: 'Type app.extended.exchange into the browser yourself, connect the wallet, and open API management.',
  }),
});
