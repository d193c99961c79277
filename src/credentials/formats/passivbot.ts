import type { CredentialName } from '../../model/credentials.js';
import { exchangeOfPassivbot } from '../bot-variables.js';
import { fieldsOf, isMapping } from '../fields.js';
import type { CredentialFormat } from './format.js';
import { firstGiven, givenKey } from './given-key.js';
import { parseJson } from './json.js';
import { siteOf } from './test-site.js';

/**
 * passivbot's `api-keys.json`: names that the user chose, each with an exchange and its key. Links (`referrals`), a
 * provider of share prices (`tradfi`) and comments stand beside them.
 * https://github.com/enarjord/passivbot/blob/master/api-keys.json.example
 */
export const passivbot: CredentialFormat = {
  id: 'passivbot',
  name: 'passivbot’s api-keys.json',
  isNamedLike: (path) => /(^|\/)api[-_]keys([-_.][\w.-]*)?\.json$/i.test(path),
  protection: 'none',
  read: async ({ text, shown }) => {
    const users = [...fieldsOf(parseJson(text, shown))].flatMap(([name, entry]) => {
      if (['referrals', 'tradfi'].includes(name) || !isMapping(entry)) return [];
      const fields = fieldsOf(entry);
      const exchange = fields.get('exchange');
      return typeof exchange === 'string' && exchange !== '' ? [{ name, exchange, fields }] : [];
    });
    if (users.length === 0) return null;
    return users.flatMap(({ name, exchange, fields }) => {
      const id = exchangeOfPassivbot(exchange);
      return givenKey(
        { account: name, exchange: siteOf(id, fields), place: `${name} in ${shown}` },
        credentialsIn(id, fields),
      );
    });
  },
};

/** Its own names and ccxt's; of those that it takes for one credential, the older. */
const names: Readonly<Partial<Record<CredentialName, readonly string[]>>> = {
  apiKey: ['key', 'apiKey', 'api_key', 'apikey'],
  secret: ['secret', 'apiSecret', 'apisecret'],
  password: ['passphrase', 'password', 'pwd'],
  uid: ['uid'],
  accountId: ['accountId'],
  walletAddress: ['wallet_address', 'walletAddress', 'wallet'],
  privateKey: ['private_key', 'privateKey'],
};

/** Lighter's `private_key` is a slot's: not the wallet's, which keyaudit would take it for. */
const lighterNames: typeof names = { accountId: ['account_index'], uid: ['api_key_index'] };

function credentialsIn(
  exchange: string,
  fields: ReadonlyMap<string, unknown>,
): ReadonlyMap<CredentialName, unknown> {
  const own = exchange === 'lighter' ? lighterNames : names;
  return new Map(
    Object.entries(own).map(([name, keys]) => [name as CredentialName, firstGiven(fields, keys)]),
  );
}
