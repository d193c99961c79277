import type { CredentialName } from '../../model/credentials.js';
import type { Secret } from '../../model/secret.js';
import { exchangeIdOf, shownName } from '../exchange-names.js';
import { fieldsOf, isMapping } from '../fields.js';
import { credentialError, toSecret } from '../secret-text.js';
import type { StoredKey } from '../stored-key.js';
import { takeDecrypted } from './decrypted.js';
import type { CredentialFormat } from './format.js';
import { parseJson } from './json.js';
import { decryptFernet } from './octobot/fernet.js';
import { siteOf } from './test-site.js';

/**
 * The key that every OctoBot encrypts with (OCTOBOT_KEY in packages/commons/octobot_commons/__init__.py of
 * https://github.com/Drakkar-Software/OctoBot). It is public, so that it protects nothing.
 */
const octobotKey = 'uVEw_JJe7uiXepaU_DR4T-ThkjZlDn8Pzl8hYPIv7w0=';

/** OctoBot's names (octobot_commons/constants.py). It encrypts the first three. */
const credentialOf = {
  'api-key': 'apiKey',
  'api-secret': 'secret',
  'api-password': 'password',
  'api-uid': 'uid',
} as const satisfies Record<string, CredentialName>;

/** Where a wallet signs, it has these in their place (Trading/Exchange/hyperliquid/hyperliquid_exchange.py). */
const ofWallets: ReadonlyMap<string, Readonly<Record<string, CredentialName>>> = new Map([
  ['hyperliquid', { 'api-key': 'walletAddress', 'api-secret': 'privateKey' }],
]);

/** What stands where nobody has set a value (DEFAULT_CONFIG_VALUES in the same file). */
const placeholders: readonly string[] = [
  '',
  'your-api-key-here',
  'your-api-secret-here',
  'your-api-password-here',
  'NOKEY',
  'NO KEY',
  'Empty',
];

/**
 * `user/config.json` of OctoBot: `exchanges`, by name. A key is there whether or not its exchange is `enabled`.
 * While it saves, and after a crash then, the last one stands beside it as `config.json.back`.
 */
export const octobot: CredentialFormat = {
  id: 'octobot',
  name: 'OctoBot’s configuration',
  isNamedLike: (path) => /(^|\/)user\/config\.json(\.back)?$/i.test(path),
  protection: 'weak',
  read: async ({ text, shown }) => {
    const data = parseJson(text, shown);
    if (!isMapping(data) || !isMapping(data.exchanges)) return null;
    const exchanges = Object.entries(data.exchanges);
    if (!exchanges.some(([, fields]) => isMapping(fields) && Object.hasOwn(fields, 'api-key'))) return null;
    return exchanges.flatMap(([name, fields]) => (isMapping(fields) ? toKey(name, fields, shown) : []));
  },
};

interface Field {
  readonly place: string;
  readonly text: string;
}

function toKey(name: string, fields: Readonly<Record<string, unknown>>, shown: string): StoredKey[] {
  const account = shownName(name);
  const place = `${account} in ${shown}`;
  const texts = new Map(
    Object.entries(ofWallets.get(name) ?? credentialOf).flatMap(([field, credential]) => {
      const text = toText(Object.hasOwn(fields, field) ? fields[field] : undefined);
      return placeholders.includes(text) ? [] : [[credential, { place: `${field} of ${place}`, text }]];
    }),
  );
  if (texts.size === 0) return [];
  return [
    {
      account,
      exchange: siteOf(exchangeIdOf(name), fieldsOf(fields)),
      place,
      names: [...texts.keys()],
      open: async (names) =>
        Object.fromEntries(
          [...texts].flatMap(([credential, field]) =>
            names.includes(credential) ? [[credential, toCredential(credential, field)]] : [],
          ),
        ),
    },
  ];
}

/** An id may be a number. */
function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  return Number.isSafeInteger(value) ? String(value) : '';
}

/** What every Fernet token of this century and the next begins with. */
const tokenStart = 'gAAAAA';

function toCredential(name: CredentialName, { text, place }: Field): Secret {
  // Written by hand; OctoBot encrypts it when it next saves.
  if (!text.startsWith(tokenStart)) return toSecret(name, text, place);
  const bytes = decryptFernet(text, octobotKey);
  if (bytes === null) throw credentialError(`${place} is damaged, or was not encrypted by OctoBot`);
  return takeDecrypted(name, bytes, place, name === 'password' ? undefined : withoutWrapping);
}

/** OctoBot takes blanks, quotes and line ends off a key and its secret before it uses them. */
function withoutWrapping(text: string): string {
  return text.replace(/^[ "'\n]+|[ "'\n]+$/g, '');
}
