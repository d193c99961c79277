import type { Failure } from '../adapter.js';

const stripped = 'A proxy may have taken or changed the Authorization header.';

/**
 * The software's error codes: hitbtc-com/hitbtc-api, APIv2.md, "Error response", and those that ccxt knows
 * besides; what 1002 covers is quoted at support.cryptohopper.com/en/articles/9234473.
 * @param name the brand's
 */
export function failuresOf(name: string): Readonly<Record<string, Failure>> {
  const closed: Failure = {
    kind: 'permission-refused',
    hint: `It is about the account, not the key. Type the address of ${name} yourself, sign in, and see what it says.`,
  };
  return {
    '1001': { kind: 'invalid-credentials', hint: stripped },
    '1002': {
      kind: 'invalid-credentials',
      hint:
        `${name} says the same of a key that does not exist, of a secret that does not belong to it, and of a ` +
        "clock that is off: check this machine's clock too.",
    },
    '1004': { kind: 'invalid-credentials', hint: stripped },
    '1005': { kind: 'invalid-credentials', hint: stripped },

    // Whether a key's IP whitelist answers so as well is not documented: no evidence of a restriction.
    '1003': {
      kind: 'permission-refused',
      hint:
        'It may lack the right "Order book, History, Trading balance", which a fresh key does not have; whether ' +
        `${name} says the same to an address that is not on the key's IP whitelist is not documented.`,
    },
    '403': closed,
    '600': closed,
    '10021': closed,
    '21003': closed,
    '21004': closed,

    '429': { kind: 'rate-limited' },
    '500': { kind: 'unreachable' },
    '503': { kind: 'unreachable' },
    '504': { kind: 'unreachable' },
    '20010': { kind: 'unreachable' },
    '22008': { kind: 'unreachable' },

    '402': {
      kind: 'unexpected-response',
      hint: "This host does not know the call: check the account's baseUrl.",
    },
  };
}
