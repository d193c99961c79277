import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Bitrue';

export const bitrue = withoutIntrospection({
  id: 'bitrue',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'canTrade, canWithdraw and canDeposit are "reserved" and about the account, not about the key.',
  aliveness: {
    method: 'GET',
    host: 'www.bitrue.com',
    path: '/api/v1/account',
    ccxt: { api: ['spot', 'v1', 'private'], path: 'account' },
    needs: 'to read (USER_DATA)',
    tells: 'that the key works: the account answers',
    documentation:
      'https://github.com/Bitrue-exchange/bitrue-official-api-docs#account-information-user_data',
    // A weight of 5, of 1,200 a minute and address.
    rate: { requests: 120, seconds: 60, per: 'address' },
  },
  isAnswer: (body) => Array.isArray(asObject(body)?.balances),
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '0' || code === '200' ? undefined : code;
  },
  // Bitrue's documentation shows the form of errors alone; the codes are ccxt's.
  failures: {
    '-2015': {
      kind: 'invalid-credentials',
      hint:
        "Bitrue says the same for a wrong or deleted key, for an IP address that is not on the key's list, and for a " +
        "missing right. Try from the bot's host or through its proxy; then look the key up.",
    },
    '-2014': { kind: 'invalid-credentials', hint: 'The API key is malformed: copy it again, whole.' },
    '-2008': { kind: 'invalid-credentials' },
    '-1022': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
    '-1002': { kind: 'invalid-credentials' },
    '-1021': { kind: 'clock-skew' },
    '-1003': { kind: 'rate-limited' },
    '-1000': { kind: 'unreachable' },
    '-1001': { kind: 'unreachable' },
    '-1016': { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://www.bitrue.com/',
    open: 'Type bitrue.com into the browser yourself, sign in, and open API management in the account menu.',
  }),
});
