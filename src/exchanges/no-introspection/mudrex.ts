import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject } from '../readers.js';

const name = 'Mudrex';

export const mudrex = withoutIntrospection({
  id: 'mudrex',
  name,
  credentials: ['secret'],
  namedBy: 'secret',
  note: 'A key is one secret, which goes out with every call.',
  aliveness: {
    method: 'GET',
    host: 'trade.mudrex.com',
    path: '/fapi/v1/wallet/funds',
    ccxt: { api: 'private', path: 'wallet/funds' },
    needs: 'any key',
    tells: 'that the key works: the balances come',
    documentation: 'https://docs.trade.mudrex.com/docs',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  // As documented; ccxt adds whose broker it is.
  sign: ({ secret }) => ({ headers: { 'X-Authentication': secret } }),
  isAnswer: (body) => {
    const { success, data } = asObject(body) ?? {};
    return success === true && asObject(data) !== undefined;
  },
  // Its codes are not documented: HTTP's status says what it can.
  failureCode: () => undefined,
  failures: { 'HTTP 401': { kind: 'invalid-credentials' } },
  remedies: generalRemedies({
    name,
    url: 'https://mudrex.com/',
    open: 'Type mudrex.com into the browser yourself, sign in, and open the API page of your account.',
  }),
});
