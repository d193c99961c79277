import { hasType, ownerByType } from '../account-type.js';
import type { ExchangeAdapter, Failure, Read } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const keyType: Read = {
  method: 'GET',
  host: 'api-glb.hashkey.com',
  path: '/api/v1/account/checkApiKey',
  ccxt: { api: 'private', path: 'api/v1/account/checkApiKey' },
  needs: 'Read-only',
  tells: "that the key works and may read, and whether it is the master account's",
  documentation: 'https://hashkeyglobal-apidoc.readme.io/',
  // 10 a second (ccxt's limit for this exchange).
  rate: { requests: 5, seconds: 1, per: 'key' },
};

const ended: Failure = { kind: 'invalid-credentials', hint: 'The key has ended.' };

/** HashKey's documentation, error codes, and those that ccxt knows. */
const failures: Readonly<Record<string, Failure>> = {
  '0002': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },
  '0102': {
    kind: 'invalid-credentials',
    hint:
      'HashKey Global and HashKey Exchange (Hong Kong) are separate, and a key of one is unknown at the other: see ' +
      'baseUrl.',
  },
  '0103': ended,
  '-1002': { kind: 'invalid-credentials' },

  '0202': { kind: 'ip-refused' },

  '0104': { kind: 'permission-refused', hint: 'It is about the account, not the key.' },
  '-1005': { kind: 'permission-refused' },
  '-3117': { kind: 'permission-refused' },

  '-1021': { kind: 'clock-skew' },
};

/** HashKey tells of a key to which type of account it belongs, and nothing else. */
export const hashkey: ExchangeAdapter = withoutIntrospection({
  id: 'hashkey',
  name: 'HashKey',
  credentials: ['apiKey', 'secret'],
  note:
    'It tells whether a key is the master account\'s. Mind the right "Allow wallet address whitelist", with which a key can ' +
    'save withdrawal addresses. HashKey Global is asked; a key of Hong Kong needs `baseUrl: https://api-pro.hashkey.com`.',
  aliveness: keyType,
  isAnswer: hasType,
  describe: (body) => ({ owner: ownerByType(body, []) }),
  failures,
  failureCode,
  remedies: generalRemedies({
    name: 'HashKey',
    url: 'https://global.hashkey.com',
    open:
      'Type the address of your HashKey into the browser yourself (global.hashkey.com, or pro.hashkey.com in Hong ' +
      'Kong), sign in, and open Settings → API Management.',
  }),
});

/** Codes of four digits may come as numbers, and lose their zeros; zeros alone are success. */
function failureCode(body: unknown): string | undefined {
  const code = idText(asObject(body)?.code);
  if (code === undefined || /^0+$/.test(code)) return undefined;
  return /^\d{1,3}$/.test(code) ? code.padStart(4, '0') : code;
}
