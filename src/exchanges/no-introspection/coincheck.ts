import type { Failure } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { knownWording, withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Coincheck';

/** Coincheck's errors are texts, {"success": false, "error": "…"}: ccxt's class, and the one for nonces. */
const failures: Readonly<Record<string, Failure>> = {
  'disabled API Key': { kind: 'invalid-credentials', hint: 'The key is switched off, or was deleted.' },
  'invalid authentication': {
    kind: 'invalid-credentials',
    hint: "It may be the key, the secret, the key's rights, or its IP addresses.",
  },
  'Nonce must be incremented': { kind: 'clock-skew' },
  'HTTP 401': {
    kind: 'invalid-credentials',
    hint: "It may be the key, the secret, the key's rights, or its IP addresses.",
  },
};

export const coincheck = withoutIntrospection({
  id: 'coincheck',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'Every nonce of a key must be higher than the one before.',
  aliveness: {
    method: 'GET',
    host: 'coincheck.com',
    path: '/api/accounts/balance',
    ccxt: { api: 'private', path: 'accounts/balance' },
    needs: 'to see the balance',
    tells: 'that the key works: the balance comes',
    documentation: 'https://coincheck.com/documents/exchange/api#account-balance',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  nonces: { refusedCode: 'Nonce must be incremented' },
  isAnswer: (body) => {
    const balance = asObject(body);
    return balance?.success === true && idText(balance.jpy) !== undefined;
  },
  failureCode: (body) => {
    const { success, error } = asObject(body) ?? {};
    return success === true ? undefined : knownWording(error, failures);
  },
  failures,
  remedies: generalRemedies({
    name,
    url: 'https://coincheck.com/api_settings',
    open: 'Type coincheck.com into the browser yourself, sign in, and open the API settings.',
  }),
});
