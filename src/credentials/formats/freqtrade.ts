import type { CredentialName } from '../../model/credentials.js';
import { freqtradeExchange, handedToCcxt } from '../bot-variables.js';
import { exchangeIdOf } from '../exchange-names.js';
import { fieldsOf, mergeFields } from '../fields.js';
import { credentialError } from '../secret-text.js';
import type { CredentialFile, CredentialFormat } from './format.js';
import { firstGiven, givenKey } from './given-key.js';
import { parseJsonWithComments } from './json.js';
import { siteOf } from './test-site.js';

type Fields = ReadonlyMap<string, unknown>;

/**
 * freqtrade's configuration: JSON with comments, parts of which may be in other files and in the environment.
 * https://github.com/freqtrade/freqtrade/blob/develop/docs/configuration.md
 */
export const freqtrade: CredentialFormat = {
  id: 'freqtrade',
  name: 'freqtrade’s configuration',
  isNamedLike: (path) => /(^|\/)(config([-_.][\w.-]*)?|user_data\/[^/]+)\.json$/i.test(path),
  protection: 'none',
  read: async (file) => {
    const own = fieldsOf(parseJsonWithComments(file.text, file.shown));
    if (!isOfFreqtrade(own)) return null;
    const variables = freqtradeExchange(file.env);
    // The variables are the user's own, and may say that the files are wrong.
    const exchange = mergeFields([await exchangeOf(file, own, []), variables]);
    return givenKey(
      {
        account: null,
        exchange: siteOf(nameOf(exchange), exchange, ...handedToCcxt(exchange)),
        place: `the exchange in ${file.shown}${variables.size === 0 ? '' : ' and FREQTRADE__EXCHANGE__…'}`,
      },
      credentialsIn(exchange),
    );
  },
};

/** What hardly another program's configuration has beside its `exchange`. */
const marks = [
  'stake_currency',
  'stake_amount',
  'max_open_trades',
  'dry_run',
  'pairlists',
  'add_config_files',
];

/** A part that holds the keys alone has no more than these. */
function isOfFreqtrade(config: Fields): boolean {
  if (marks.some((mark) => config.has(mark))) return true;
  const exchange = fieldsOf(config.get('exchange'));
  const has = (credential: CredentialName) => names[credential]?.some((name) => exchange.has(name)) === true;
  return (has('apiKey') && has('secret')) || has('privateKey') || has('walletAddress');
}

/** As many as nobody has; a file may name one file often. */
const maxFiles = 32;
/** freqtrade's own. */
const maxDepth = 5;

/**
 * The `exchange` of a file with that of those which it names: of these the last wins, and over all the file itself.
 * https://github.com/freqtrade/freqtrade/blob/develop/freqtrade/configuration/load_config.py
 * @param read the files read so far, this one aside; each is added
 */
async function exchangeOf(file: CredentialFile, config: Fields, read: string[], depth = 0): Promise<Fields> {
  if (depth > maxDepth || read.length >= maxFiles) {
    throw credentialError(`${file.shown} is named by add_config_files in a circle, or too many files are`);
  }
  read.push(file.path);
  const others: Fields[] = [];
  const listed = config.get('add_config_files');
  for (const name of Array.isArray(listed) ? listed : []) {
    if (typeof name !== 'string') continue;
    const other = await file.readBeside(name);
    const fields = fieldsOf(parseJsonWithComments(other.text, other.shown));
    others.push(await exchangeOf(other, fields, read, depth + 1));
  }
  return mergedExchange([...others, fieldsOf(config.get('exchange'))], file.shown);
}

/** @throws AccountError where a key that one part gives with its exchange would come to be another's */
function mergedExchange(parts: readonly Fields[], shown: string): Fields {
  const whole = mergeFields(parts);
  const moved = parts.map(nameOf).find((name, at) => {
    const key = credentialsIn(parts[at] ?? new Map()).get('apiKey');
    const isMoved = name !== null && name !== nameOf(whole);
    return isMoved && key !== undefined && key === credentialsIn(whole).get('apiKey');
  });
  if (typeof moved !== 'string') return whole;
  throw credentialError(
    `${shown}: its key is said to be of ${moved}, and then of another exchange, which must not see it`,
  );
}

function nameOf(exchange: Fields): string | null {
  const name = exchange.get('name');
  return typeof name === 'string' && name !== '' ? exchangeIdOf(name) : null;
}

/** In the order in which freqtrade takes them. */
const names: Readonly<Partial<Record<CredentialName, readonly string[]>>> = {
  apiKey: ['api_key', 'apiKey', 'key'],
  secret: ['secret'],
  password: ['password'],
  uid: ['uid'],
  accountId: ['account_id', 'accountId'],
  walletAddress: ['wallet_address', 'walletAddress'],
  privateKey: ['private_key', 'privateKey'],
};

/**
 * What freqtrade hands to ccxt: its fields, over them `ccxt_config`, and over both `ccxt_sync_config`, with which it
 * trades. `ccxt_async_config` fetches candles; a key that is there alone is one all the same.
 * https://github.com/freqtrade/freqtrade/blob/develop/freqtrade/exchange/exchange.py (_init_ccxt)
 */
function credentialsIn(exchange: Fields): ReadonlyMap<CredentialName, unknown> {
  const [sync, both, async] = handedToCcxt(exchange);
  return new Map(
    Object.entries(names).map(([name, own]) => [
      name as CredentialName,
      firstGiven(sync, [name]) ??
        firstGiven(both, [name]) ??
        firstGiven(exchange, own) ??
        firstGiven(async, [name]),
    ]),
  );
}
