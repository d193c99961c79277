import { credentialError } from '../secret-text.js';
import type { StoredKey } from '../stored-key.js';
import type { CredentialFile, CredentialFormat } from './format.js';
import { credentialFields, exchangeOfConnector } from './hummingbot/connectors.js';

/**
 * `conf/connectors/<connector>.yml` of hummingbot: one account in each, every secret encrypted by itself with the
 * password that `conf/.password_verification` was made with.
 * https://github.com/hummingbot/hummingbot/blob/master/hummingbot/client/config/config_crypt.py
 */
export const hummingbot: CredentialFormat = {
  id: 'hummingbot',
  name: 'hummingbot’s connector file',
  isNamedLike: (path) => /(^|\/)connectors\/[^/]+\.yml$/i.test(path),
  protection: 'password',
  read: async (file) => {
    // Says so much without a parser: files of every other format pass here.
    if (!/^connector\s*:/m.test(file.text)) return null;
    const { readConnectorFile } = await import('./hummingbot/connector-file.js');
    const fields = readConnectorFile(file.text, file.shown);
    const connector = fields?.get('connector') ?? '';
    if (fields === null || !/^[a-z][a-z0-9_]*$/.test(connector)) return null;
    const key = toKey(file, connector, fields);
    if (key.names.length === 0 && [...fields.values()].some(looksEncrypted))
      throw credentialError(`keyaudit knows no field of ${connector} that ${file.shown} has`);
    return [key];
  },
};

/** Hex of a keyfile, which is a JSON object. */
function looksEncrypted(text: string): boolean {
  return text.startsWith('7b') && text.length >= 64;
}

function toKey(file: CredentialFile, connector: string, texts: ReadonlyMap<string, string>): StoredKey {
  const fields = [...credentialFields(connector, texts)].map(([credential, field]) => ({
    credential,
    place: `${field} in ${file.shown}`,
    text: texts.get(field) ?? '',
  }));
  return {
    account: connector,
    exchange: exchangeOfConnector(connector, texts),
    place: `${connector} in ${file.shown}`,
    names: fields.map(({ credential }) => credential),
    open: async (names) => {
      const { openFields } = await import('./hummingbot/open.js');
      return await openFields(
        file,
        fields.filter(({ credential }) => names.includes(credential)),
      );
    },
  };
}
