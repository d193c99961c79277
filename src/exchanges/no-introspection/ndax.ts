import { createHmac } from 'node:crypto';
import type { Signed, Unsigned } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText, wholeNumber } from '../readers.js';

const name = 'NDAX';

export const ndax = withoutIntrospection({
  id: 'ndax',
  name,
  credentials: ['apiKey', 'secret', 'uid'],
  note:
    'A key belongs to a user, whose ID is the uid. The "Key" of GetUserConfig and its like is the name of a setting, ' +
    'not an API key. keyaudit does not sign in: login and password are not asked for.',
  aliveness: {
    method: 'GET',
    host: 'api.ndax.io:8443',
    path: '/AP/GetUserAccounts',
    fixed: { OMSId: '1' },
    ccxt: { api: 'private', path: 'GetUserAccounts' },
    needs: 'not documented',
    tells: "that the key works: the user's accounts, by ID",
    documentation: 'https://apidoc.ndax.io/#getuseraccounts',
    // Its limit is not known; ccxt asks once a second.
    rate: { requests: 1, seconds: 2, per: 'key' },
  },
  sign,
  isAnswer: (body) =>
    Array.isArray(body) && body.length > 0 && body.every((id) => wholeNumber(id) !== undefined),
  failureCode: (body) => {
    const { result, errorcode: code } = asObject(body) ?? {};
    return result === false ? (idText(code) ?? 'of unknown form') : undefined;
  },
  // apidoc.ndax.io, "Standard response objects and common error codes".
  failures: {
    '20': { kind: 'invalid-credentials', hint: 'NDAX says "Not Authorized": look at uid, key and secret.' },
    '102': { kind: 'unreachable' },
    // ccxt takes it for a refused key.
    'HTTP 404': {
      kind: 'unexpected-response',
      hint: "This host does not know the call: check the account's baseUrl.",
    },
  },
  remedies: generalRemedies({
    name,
    url: 'https://ndax.io/',
    open: 'Type ndax.io into the browser yourself, sign in, and open API keys in the settings of your account.',
  }),
});

/** Nonce, user and key are signed. ccxt would want login and password as well. */
function sign({ apiKey, secret, credentials, nonce, params }: Unsigned): Signed {
  const { uid = '' } = credentials;
  const signature = createHmac('sha256', secret).update(`${nonce}${uid}${apiKey}`).digest('hex');
  const query = new URLSearchParams({ OMSId: String(params.OMSId), UserId: uid }).toString();
  return { headers: { Nonce: nonce, APIKey: apiKey, Signature: signature, UserId: uid }, query };
}
