import { credentialNames } from '../../model/credentials.js';
import { plainKey, type StoredKey } from '../stored-key.js';
import type { CredentialFormat } from './format.js';
import { isMapping, parseJson } from './json.js';

/**
 * `keys.json` of ccxt's command line and examples: exchange ids, each with an object of ccxt's own names.
 * https://github.com/ccxt/ccxt/blob/master/cli/README.md
 */
export const ccxt: CredentialFormat = {
  id: 'ccxt',
  name: 'ccxt’s keys.json',
  isNamedLike: (path) => /(^|\/)keys(\.local)?\.json$/.test(path),
  protection: 'none',
  read: async ({ text, shown }) => {
    const data = parseJson(text, shown);
    if (!isMapping(data)) return null;
    const keys = Object.entries(data).flatMap(([exchange, fields]): StoredKey[] => {
      if (!isMapping(fields) || !credentialNames.some((name) => Object.hasOwn(fields, name))) return [];
      const place = `${exchange} in ${shown}`;
      return [plainKey({ account: exchange, exchange, place }, new Map(Object.entries(fields)))];
    });
    return keys.length === 0 ? null : keys;
  },
};
