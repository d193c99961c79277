import { type CredentialName, credentialNames } from '../../model/credentials.js';
import { exchangeIdOf, shownName } from '../exchange-names.js';
import { fieldsOf, isMapping } from '../fields.js';
import type { CredentialFormat } from './format.js';
import { firstGiven, givenKey } from './given-key.js';
import { parseJson } from './json.js';
import { siteOf } from './test-site.js';

/**
 * `keys.json` of ccxt's examples and `config.json` of its command line: exchange ids, each with an object of ccxt's
 * own names. Beside a `keys.local.json` ccxt does not look at `keys.json`; here each file is what it is.
 * https://github.com/ccxt/ccxt/blob/master/cli/README.md
 */
export const ccxt: CredentialFormat = {
  id: 'ccxt',
  name: 'ccxt’s keys.json',
  isNamedLike: (path) => /(^|\/)(keys(\.local)?|ccxt-cli\/(cache\/)?config)\.json$/i.test(path),
  protection: 'none',
  read: async ({ text, shown }) => {
    const entries = [...fieldsOf(parseJson(text, shown))].filter(([, entry]) => isOfExchange(entry));
    if (entries.length === 0) return null;
    return entries.flatMap(([name, entry]) => {
      const fields = fieldsOf(entry);
      const exchange = siteOf(exchangeIdOf(name), fields);
      const account = shownName(name);
      return givenKey({ account, exchange, place: `${account} in ${shown}` }, credentialsIn(fields));
    });
  },
};

/** Of other programs' files the sections that hold a token or a password are none. */
function isOfExchange(entry: unknown): boolean {
  if (!isMapping(entry)) return false;
  const has = (name: string) => Object.hasOwn(entry, name);
  if (['exchange', 'name', 'key'].some(has)) return false;
  return (
    ['apiKey', 'secret', 'walletAddress', 'privateKey', 'accountId'].some(has) ||
    fieldsOf(entry.options).has('accountIndex')
  );
}

/** Lighter's account and slot are options of ccxt's. */
function credentialsIn(fields: ReadonlyMap<string, unknown>): ReadonlyMap<CredentialName, unknown> {
  const options = fieldsOf(fields.get('options'));
  const inOptions: Partial<Record<CredentialName, readonly string[]>> = {
    accountId: ['accountIndex'],
    uid: ['apiKeyIndex'],
  };
  return new Map(
    credentialNames.map((name) => [
      name,
      firstGiven(fields, [name]) ?? firstGiven(options, inOptions[name] ?? []),
    ]),
  );
}
