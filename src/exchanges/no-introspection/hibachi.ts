import type { Signed, Unsigned } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Hibachi';

export const hibachi = withoutIntrospection({
  id: 'hibachi',
  name,
  credentials: ['apiKey', 'accountId'],
  note:
    'Orders and withdrawals need a private key besides, which keyaudit does not ask for: it cannot tell whether the ' +
    "bot's host has it.",
  aliveness: {
    method: 'GET',
    host: 'api.hibachi.xyz',
    path: '/trade/account/info',
    ccxt: { api: 'private', path: 'trade/account/info' },
    needs: 'any key',
    tells: 'that the key works for this account: its balance comes',
    documentation: 'https://api-doc.hibachi.xyz/#69aafedb-8274-4e21-bbaf-91dace8b8f31',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  sign,
  isAnswer: (body) => {
    const account = asObject(body);
    return idText(account?.balance) !== undefined && Array.isArray(account?.assets);
  },
  // Its codes are not documented: HTTP's status says what it can.
  failureCode: () => undefined,
  failures: {
    'HTTP 401': {
      kind: 'invalid-credentials',
      hint: 'The key is not known, or not that of this account: look at accountId as well.',
    },
  },
  remedies: generalRemedies({
    name,
    url: 'https://hibachi.xyz/',
    open: 'Type hibachi.xyz into the browser yourself, connect the wallet, and open API Keys in the settings.',
  }),
});

/** The key goes out as it is; ccxt would want the private key as well. */
function sign({ apiKey, credentials }: Unsigned): Signed {
  const query = new URLSearchParams({ accountId: credentials.accountId ?? '' }).toString();
  return { headers: { Authorization: apiKey }, query };
}
