import type { Read } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Phemex';

/** Not every GET only reads here: one confirms a withdrawal. No other than this one is declared. */
const wallets: Read = {
  method: 'GET',
  host: 'api.phemex.com',
  path: '/spot/wallets',
  ccxt: { api: 'private', path: 'spot/wallets' },
  needs: 'Read',
  tells: 'that the key works, and may read; balances are not kept',
  documentation: 'https://phemex-docs.github.io/#query-wallets',
  // 100 a minute and user, together with most calls that are not orders.
  rate: { requests: 10, seconds: 60, per: 'key' },
};

/**
 * One code stands for a refused address, a missing right, an unknown key and a wrong clock, another for an unknown
 * key, a wrong secret and a missing parameter. Only the text tells them apart, so that here it is read after all:
 * the texts known from ccxt 4.5.84 and from phemex-api-docs issue 44, whole. A text that has more in it than the
 * fixed words names a time or the key, which are left out.
 */
const texts: readonly (readonly [code: string, text: RegExp, meaning: string])[] = [
  ['401', /^(401 )?request ip mismatch\.?$/i, '401 ip-mismatch'],
  ['401', /^(401 )?insufficient privilege\.?$/i, '401 insufficient-privilege'],
  ['401', /^(401 )?failed to load api key\.?$/i, '401 key-not-loaded'],
  ['401', /^(401 )?request expired at \S+$/i, '401 request-expired'],
  ['10500', /^(api key not found|failed to find api-key) \S+$/i, '10500 key-not-found'],
  ['10500', /^api signature verification failed\.?$/i, '10500 signature-failed'],
];

/** `{code, msg, data}`, or `{error: {code, message}}`; 0 is success. Errors come with HTTP 200 too. */
function failureCode(answer: unknown): string | undefined {
  const body = asObject(answer);
  const error = asObject(body?.error) ?? body;
  const code = idText(error?.code);
  if (code === undefined || code === '0') return undefined;
  const message = error?.msg ?? error?.message;
  const told = typeof message === 'string' ? message.trim() : '';
  return texts.find(([of, text]) => of === code && text.test(told))?.[2] ?? code;
}

const general = generalRemedies({
  name,
  url: 'https://phemex.com/account/api-management',
  open: 'Type phemex.com/account/api-management into the browser yourself, and sign in.',
});

/** A code without a text that is known says nothing of the key. */
const ambiguous = {
  kind: 'unexpected-response',
  hint: 'Phemex says the same of a key that it does not know, of an address that is not bound and of a missing right.',
} as const;

/** Phemex tells nothing of its keys: what they may do, from where, and since when is to be looked up by hand. */
export const phemex = withoutIntrospection({
  id: 'phemex',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'A key that withdraws must have IP addresses, and withdraws only to saved ones, with neither 2FA nor e-mail; which key ' +
    'that is, is not told. A key that is shared with sub-accounts has copies with ids of their own and the same secret. ' +
    'A GET that confirms a withdrawal is not declared, and cannot be sent.',
  aliveness: wallets,
  isAnswer: (body) => idText(asObject(body)?.code) === '0' && Array.isArray(asObject(body)?.data),
  failureCode,
  failures: {
    '401 ip-mismatch': { kind: 'ip-refused' },
    '401 key-not-loaded': {
      kind: 'invalid-credentials',
      hint: 'The key does not exist: it may have been deleted.',
    },
    '10500 key-not-found': {
      kind: 'invalid-credentials',
      hint: 'The key does not exist: it may have been deleted.',
    },
    '10500 signature-failed': {
      kind: 'invalid-credentials',
      hint: 'The signature is wrong: the secret does not belong to this key.',
    },
    '401 insufficient-privilege': { kind: 'permission-refused' },
    '34003': { kind: 'permission-refused' },
    '39996': { kind: 'permission-refused' },
    '401 request-expired': { kind: 'clock-skew' },
    '39995': { kind: 'rate-limited' },
    '401': ambiguous,
    'HTTP 401': ambiguous,
    '10500': { kind: 'unexpected-response' },
  },
  remedies: {
    ...general,
    'confirm-change': {
      ...general['confirm-change'],
      steps: general['confirm-change'].steps.toSpliced(
        -1,
        0,
        'Delete the copies that are shared with sub-accounts too: they have the same secret.',
      ),
    },
  },
});
