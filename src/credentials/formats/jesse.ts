import { CsvError, parse } from 'csv-parse/sync';
import type { CredentialName } from '../../model/credentials.js';
import { exchangeIdOf } from '../exchange-names.js';
import { fieldsOf } from '../fields.js';
import { credentialError } from '../secret-text.js';
import type { CredentialFile, CredentialFormat } from './format.js';
import { firstGiven, givenKey } from './given-key.js';
import { parseJson } from './json.js';

type Row = ReadonlyMap<string, unknown>;

/**
 * What jesse's dashboard exports, `api-keys.csv`, or the same rows as its database has them.
 * https://github.com/jesse-ai/jesse/blob/master/jesse/modes/data_provider.py (download_api_keys)
 */
export const jesse: CredentialFormat = {
  id: 'jesse',
  name: 'jesse’s export of API keys',
  isNamedLike: (path) => /(^|\/)(api[-_]keys|exchangeapikeys)[^/]*\.csv$/i.test(path),
  protection: 'none',
  read: async (file) => {
    const rows = rowsOf(file);
    return (
      rows?.flatMap((row) => {
        const account = textOf(row.get('name'));
        const exchange = exchangeIdOf(textOf(row.get('exchange')) ?? '');
        const place = `${account ?? 'a key without a name'} in ${file.shown}`;
        return givenKey(
          { account, exchange: exchange === '' ? null : exchange, place },
          credentialsIn(exchange, row),
        );
      }) ?? null
    );
  },
};

/** By their columns' names; null where it is not jesse's header. */
function rowsOf({ text, shown }: CredentialFile): readonly Row[] | null {
  const header = columnsOf(text.split('\n', 1)[0] ?? '');
  if (!['name', 'exchange', 'api_key', 'api_secret'].every((column) => header.includes(column))) return null;
  const [, ...rows] = parseCsv(text, shown);
  return rows.map((values, at) => {
    // Shifted by one, a key would stand where its exchange belongs, and be shown.
    if (values.length !== header.length)
      throw credentialError(`${shown}: row ${at + 1} has not as many values as there are columns`);
    const row = new Map(header.map((column, place) => [column, values[place]?.trim()]));
    const more = row.get('additional_fields') ?? '';
    return more === ''
      ? row
      : new Map<string, unknown>([...row, ...fieldsOf(parseJson(more, `a row of ${shown}`))]);
  });
}

/** The export's own, and those of the table. */
function columnsOf(line: string): readonly string[] {
  return line
    .split(',')
    .map((column) => column.trim().replaceAll('"', '').toLowerCase().replaceAll(' ', '_'))
    .map((column) => (column === 'exchange_name' ? 'exchange' : column));
}

/** The parser's own message would quote the text. */
function parseCsv(text: string, shown: string): readonly (readonly string[])[] {
  try {
    return parse(text, { relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw credentialError(`${shown}${lineIn(error)}: this is not valid CSV`);
  }
}

/** Its types leave out where the fault is. */
function lineIn(error: CsvError): string {
  const { lines } = error as CsvError & { readonly lines?: unknown };
  return typeof lines === 'number' ? `:${lines}` : '';
}

const names: Readonly<Partial<Record<CredentialName, readonly string[]>>> = {
  apiKey: ['api_key'],
  secret: ['api_secret'],
  password: ['api_passphrase'],
};

/**
 * Of wallets, jesse keeps the address as the key, and what signs as the secret. Lighter's is a slot's: not the
 * wallet's, which keyaudit would take it for.
 */
const walletNames: Readonly<Partial<Record<string, typeof names>>> = {
  hyperliquid: { walletAddress: ['api_key'], privateKey: ['api_secret'] },
  lighter: { accountId: ['api_key'], uid: ['api_key_index'] },
};

function credentialsIn(exchange: string, row: Row): ReadonlyMap<CredentialName, unknown> {
  const own = Object.hasOwn(walletNames, exchange) ? walletNames[exchange] : names;
  return new Map(
    Object.entries(own ?? names).map(([name, columns]) => [name as CredentialName, firstGiven(row, columns)]),
  );
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
