import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Alpaca';

export const alpaca = withoutIntrospection({
  id: 'alpaca',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'trading_blocked, transfers_blocked and suspend_trade are about the account, not about the key. Keys of paper ' +
    'accounts are unknown here: give such an account the baseUrl https://paper-api.alpaca.markets.',
  aliveness: {
    method: 'GET',
    host: 'api.alpaca.markets',
    path: '/v2/account',
    ccxt: { api: ['trader', 'private'], path: 'v2/account' },
    needs: 'any key',
    tells: 'that the key works: the account answers',
    documentation: 'https://docs.alpaca.markets/reference/getaccount-1',
    // 200 a minute and account (alpaca.markets/support/usage-limit-api-calls).
    rate: { requests: 100, seconds: 60, per: 'key' },
  },
  isAnswer: (body) => {
    const account = asObject(body);
    return typeof account?.id === 'string' && typeof account.account_number === 'string';
  },
  // A refusal may have a message alone: {"message": "unauthorized."}; then its status says what it is.
  failureCode: (body) => idText(asObject(body)?.code),
  failures: {
    '40110000': {
      kind: 'invalid-credentials',
      hint: 'Keys of paper accounts and of live ones are unknown to each other. A reset of a paper account ends its keys.',
    },
    'HTTP 401': {
      kind: 'invalid-credentials',
      hint: 'Keys of paper accounts and of live ones are unknown to each other. A reset of a paper account ends its keys.',
    },
    'HTTP 403': {
      kind: 'unreachable',
      hint: 'Alpaca says "forbidden" to keys that it does not accept for this call as well: look the key up.',
    },
  },
  remedies: generalRemedies({
    name,
    url: 'https://app.alpaca.markets/',
    open: 'Type app.alpaca.markets into the browser yourself, sign in, choose the account, and find API Keys on its overview.',
  }),
});
