import { hasType, ownerByType } from '../account-type.js';
import type { ExchangeAdapter, Failure, Read } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const keyType: Read = {
  method: 'GET',
  host: 'api.toobit.com',
  path: '/api/v1/account/checkApiKey',
  ccxt: { api: 'private', path: 'api/v1/account/checkApiKey' },
  needs: 'Enable Reading',
  tells: "that the key works and may read, and whether it is the master account's",
  documentation: 'https://toobit-docs.github.io/apidocs/spot/v1/en/#get-api-key-type-user_data',
  // 50 a second (ccxt's limit for this exchange).
  rate: { requests: 5, seconds: 1, per: 'key' },
};

/** toobit-docs/apidocs, "Error Codes"; ccxt has none of them for a key that does not exist: the code decides. */
const failures: Readonly<Record<string, Failure>> = {
  '-2015': {
    kind: 'invalid-credentials',
    hint:
      "Toobit says the same for a wrong or deleted key, for an IP address that is not on the key's list, and for a " +
      "key without the right to read. Try from the bot's host or through its proxy; then look the key up.",
  },
  '-2014': { kind: 'invalid-credentials', hint: 'The API key is malformed: copy it again, whole.' },
  '-1107': { kind: 'invalid-credentials', hint: 'The API key is malformed, or a proxy strips X-BB-APIKEY.' },
  '-2017': {
    kind: 'invalid-credentials',
    hint: 'The key has ended: one without an IP whitelist does after 90 days.',
  },
  '-2018': {
    kind: 'invalid-credentials',
    hint: "Toobit's risk control has suspended the key. Type its address yourself, sign in, and ask why.",
  },
  '-1022': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },

  '-1002': { kind: 'permission-refused' },
  '-1005': { kind: 'permission-refused' },
  '-1023': { kind: 'permission-refused', hint: 'Toobit wants the key to have an IP whitelist first.' },

  '-1021': { kind: 'clock-skew' },
  '-1003': { kind: 'rate-limited' },
  '-1015': { kind: 'rate-limited' },
};

/** Toobit tells of a key to which type of account it belongs, and nothing else. */
export const toobit: ExchangeAdapter = withoutIntrospection({
  id: 'toobit',
  name: 'Toobit',
  credentials: ['apiKey', 'secret'],
  note:
    'It tells to which type of account a key belongs: the master account, or a spot or contract account. Wrong key, wrong ' +
    'address and a missing right get the same error (-2015). A key without an IP whitelist ends after 90 days; whether a ' +
    'key has one is not told.',
  aliveness: keyType,
  isAnswer: hasType,
  describe: (body) => ({ owner: ownerByType(body, ['spot', 'contract']) }),
  failures,
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '0' || code === '200' ? undefined : code;
  },
  remedies: generalRemedies({
    name: 'Toobit',
    url: 'https://www.toobit.com',
    open: 'Type toobit.com into the browser of a computer yourself, sign in, and open "API Management".',
  }),
});
