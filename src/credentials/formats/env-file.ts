import { parse } from 'dotenv';
import { type CredentialName, credentialNames } from '../../model/credentials.js';
import { botKeys, ccxtKeys, type VariableKey, withoutRepeated } from '../bot-variables.js';
import { credentialError } from '../secret-text.js';
import { plainKey, type StoredKey } from '../stored-key.js';
import type { CredentialFile, CredentialFormat } from './format.js';
import { givenKey } from './given-key.js';

type Variables = Readonly<Record<string, string>>;

/**
 * A `.env` file with the variables of ccxt, nautilus_trader, freqtrade or passivbot. Files that `…_FILE` names are not
 * followed from here: whoever wrote this one could have any file's text sent off.
 */
export const envFile: CredentialFormat = {
  id: 'env',
  name: 'an environment file',
  isNamedLike: (path) => /(^|\/)(\.env(\.[\w.-]+)?|[\w.-]+\.env)$/i.test(path),
  protection: 'none',
  read: async (file) => {
    const variables: Variables = parse(withoutEmptyLines(file.text));
    const found = withoutRepeated([...ccxtKeys(variables), ...botKeys(variables)], variables);
    if (found.length === 0) return null;
    return found.flatMap((key) => keyIn(file, key, variables));
  },
};

/** The parser's time grows with the square of the empty lines that follow each other. */
function withoutEmptyLines(text: string): string {
  return text
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== '')
    .join('\n');
}

function keyIn({ shown }: CredentialFile, { account, exchange, names }: VariableKey, variables: Variables) {
  const where = { account, exchange, place: `${account} in ${shown}` };
  const has = (variable: string | undefined) => variable !== undefined && Object.hasOwn(variables, variable);
  const fields = new Map(
    credentialNames.flatMap((name) => {
      const variable = names[name];
      if (variable === undefined || !has(variable)) return [];
      return [[name, checked(name, variables[variable] ?? '', `${variable} in ${shown}`)]];
    }),
  );
  const filed = credentialNames.filter((name) => has(`${names[name]}_FILE`));
  return filed.length === 0 ? givenKey(where, fields) : [withoutItsFiles(plainKey(where, fields), filed)];
}

/** That there is such a key is told, and why it cannot be read. */
function withoutItsFiles(key: StoredKey, filed: readonly CredentialName[]): StoredKey {
  return {
    ...key,
    names: [...new Set([...key.names, ...filed])],
    open: async (names) => {
      const out = filed.find((name) => names.includes(name));
      if (out === undefined) return await key.open(names);
      throw credentialError(
        `${key.place} names a file for ${out}; it is not read from there: name it in the environment`,
      );
    },
  };
}

/** A text that was cut: its exchange would only say that the key is wrong. A passphrase may begin so. */
function checked(name: CredentialName, value: string, place: string): string {
  const isCut = name !== 'password' && /^["'`]/.test(value);
  if (isCut) throw credentialError(`${place} has an opening quote and no closing one`);
  return value;
}
