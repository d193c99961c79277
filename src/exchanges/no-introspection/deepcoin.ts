import type { ExchangeAdapter, Read } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const balances: Read = {
  method: 'GET',
  host: 'api.deepcoin.com',
  path: '/deepcoin/account/balances',
  ccxt: { api: 'private', path: 'deepcoin/account/balances' },
  fixed: { instType: 'SPOT' },
  needs: 'Read',
  tells: 'that the key works and may read; the balances in the answer are not kept',
  documentation: 'https://www.deepcoin.com/docs/DeepCoinAccount/getAccountBalance',
  // 1 a second (ccxt's cost of the call).
  rate: { requests: 1, seconds: 2, per: 'key' },
};

/** Deepcoin tells nothing of its keys. Its sub-accounts' keys can be listed, in a shape that is published nowhere. */
export const deepcoin: ExchangeAdapter = withoutIntrospection({
  id: 'deepcoin',
  name: 'Deepcoin',
  credentials: ['apiKey', 'secret', 'password'],
  note:
    'Its error codes are not published: a wrong key is reported as an answer that keyaudit does not know. A call lists the ' +
    'keys of sub-accounts, in a shape that is published nowhere; it is not asked.',
  aliveness: balances,
  isAnswer: (body) => Array.isArray(asObject(body)?.data),
  hazards: [
    {
      name: 'idle-timer',
      what:
        'Deepcoin deletes a key that can trade or withdraw and has no IP addresses once it was not used for 30 days; ' +
        'an audit is a use, and starts the 30 days again.',
      handling: 'inherent',
      how:
        'Bots and funds are not touched by it, but a forgotten key lives on for as long as it is audited. Keys with ' +
        'IP addresses, and keys that only read, do not end.',
    },
  ],
  // No code for a wrong key, right, address or time is published, and none is guessed.
  failures: { 'HTTP 401': { kind: 'invalid-credentials' } },
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '0' ? undefined : code;
  },
  remedies: generalRemedies({
    name: 'Deepcoin',
    url: 'https://www.deepcoin.com',
    open: 'Type deepcoin.com into the browser yourself, sign in, and open the API management of your account.',
  }),
});
