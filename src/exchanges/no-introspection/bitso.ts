import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Bitso';

export const bitso = withoutIntrospection({
  id: 'bitso',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'A key has switches for its rights, and up to five IP addresses; an account has up to six keys.',
  aliveness: {
    method: 'GET',
    host: 'bitso.com',
    path: '/api/v3/balance',
    ccxt: { api: 'private', path: 'balance' },
    needs: 'view account balances',
    tells: 'that the key works: the balances come',
    documentation: 'https://docs.bitso.com/bitso-api/docs/get-account-balance',
    // 300 a minute and user (docs.bitso.com, general concepts).
    rate: { requests: 150, seconds: 60, per: 'key' },
  },
  // "An integer that must be unique and increase with each API call" (docs.bitso.com, create signed requests).
  nonces: { refusedCode: '0207' },
  isAnswer: (body) => {
    const { success, payload } = asObject(body) ?? {};
    return success === true && Array.isArray(asObject(payload)?.balances);
  },
  failureCode: (body) => {
    const answer = asObject(body);
    return answer?.success === false || answer?.error !== undefined
      ? (idText(asObject(answer.error)?.code) ?? 'of unknown form')
      : undefined;
  },
  // docs.bitso.com, "02: Authentication Errors", and ccxt's list of older codes.
  failures: {
    '0201': {
      kind: 'invalid-credentials',
      hint: 'Bitso has given this error for a nonce that is too low as well: then another program counts in something larger.',
    },
    '0202': { kind: 'permission-refused', hint: 'The key may not view balances.' },
    '0203': { kind: 'invalid-credentials' },
    '0206': { kind: 'clock-skew' },
    '0207': { kind: 'clock-skew' },
    '104': { kind: 'clock-skew' },
    '0208': { kind: 'invalid-credentials' },
    '0213': { kind: 'ip-refused' },
    '0215': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
    '0216': { kind: 'permission-refused', hint: 'Bitso says that the account is restricted.' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://bitso.com/api_setup',
    open: 'Type bitso.com into the browser yourself, sign in, choose Profile under your name, and API on the left.',
  }),
});
