import type { Read } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, type Body, idText } from '../readers.js';

const name = 'Bitstamp';
const url = 'https://www.bitstamp.net/';

/**
 * All private calls are POST, and one of them, revoke_all_api_keys, deletes every key of the account: no other than
 * this one is declared.
 */
const balances: Read = {
  method: 'POST',
  host: 'www.bitstamp.net',
  path: '/api/v2/account_balances/',
  ccxt: { api: 'private', path: 'account_balances/' },
  needs: 'Account balance',
  tells: 'that the key works, and may see balances; they are not kept',
  documentation: 'https://www.bitstamp.net/api/#tag/Account-balances',
  // 400 a second, and 10,000 in ten minutes.
  rate: { requests: 4, seconds: 1, per: 'address' },
};

/**
 * A right that is missing is answered with its reason alone at some addresses (ccxt 4.5.84, bitstamp.js), and older
 * errors have no code at all. These are the texts that are known with the code that they have elsewhere.
 */
const codes: ReadonlyMap<unknown, string> = new Map([
  ['API key not found', 'API0001'],
  ['IP address not allowed', 'API0002'],
  ['No permission found', 'API0003'],
  ['Invalid nonce', 'API0004'],
  ['Invalid signature', 'API0005'],
  ['Your account is frozen', 'API0006'],
  ['Wrong API key format', 'API0011'],
]);

/** `{status: "error", reason, code}`, or `{error}`; a good answer is a list. */
function failureCode(answer: unknown): string | undefined {
  const body = asObject(answer);
  const code = idText(body?.code);
  const isError = body?.error !== undefined || body?.status === 'error' || /^API\d+$/.test(code ?? '');
  if (body === undefined || !isError) return undefined;
  return code ?? codeOf(body) ?? idText(body.response_code) ?? 'error';
}

function codeOf({ error, reason }: Body): string | undefined {
  return [error, reason].map((text) => codes.get(text)).find((code) => code !== undefined);
}

/**
 * Bitstamp tells nothing of its keys. Rights are given one by one, so that seeing balances says nothing of others.
 * Codes: rotki's bitstamp.py, hummingbot's bitstamp_constants.py.
 */
export const bitstamp = withoutIntrospection({
  id: 'bitstamp',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'Rights are given one by one, so that a key that sees balances may do anything else, or nothing; one without the ' +
    'right "Account balance" is refused. A call that deletes every key of the account is not declared, and cannot be sent.',
  aliveness: balances,
  isAnswer: (body) => Array.isArray(body) && body.every((row) => asObject(row)?.currency !== undefined),
  failureCode,
  failures: {
    API0002: { kind: 'ip-refused' },
    API0001: {
      kind: 'invalid-credentials',
      hint: 'The key does not exist, or was never activated through the link that Bitstamp sends by e-mail.',
    },
    API0005: {
      kind: 'invalid-credentials',
      hint: 'The signature is wrong: the secret does not belong to this key.',
    },
    API0008: { kind: 'invalid-credentials', hint: 'No customer belongs to this key.' },
    API0011: { kind: 'invalid-credentials', hint: 'The key has the wrong form: copy it again, whole.' },
    API0003: {
      kind: 'permission-refused',
      hint: 'The right "Account balance" is missing, without which keyaudit can learn nothing of a key.',
    },
    API0006: {
      kind: 'permission-refused',
      hint: 'Bitstamp says that the account is frozen. Type its address yourself, sign in, and ask its support why.',
    },
    API0017: { kind: 'clock-skew' },
    API0004: {
      kind: 'unexpected-response',
      hint: 'Bitstamp says so of a request that it has had before: a proxy may send requests twice.',
    },
  },
  remedies: generalRemedies({
    name,
    url,
    open: 'Type bitstamp.net into the browser yourself, sign in, and open Account → Security → API access.',
  }),
});
