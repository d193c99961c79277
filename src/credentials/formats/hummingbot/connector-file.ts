import { isMap, isScalar, parseDocument } from 'yaml';
import { credentialError } from '../../secret-text.js';

/** A connector's file has a dozen fields, the longest of some thousand characters. */
const maxCharacters = 64 * 1024;

/**
 * The texts of a connector's file by field; what is no text is left out, and no alias is followed. null for YAML
 * that is no mapping.
 * @throws AccountError of kind `credential-source`; the parser's own messages would quote the file
 */
export function readConnectorFile(text: string, shown: string): ReadonlyMap<string, string> | null {
  if (text.length > maxCharacters) throw credentialError(`${shown} is larger than a connector’s file can be`);
  // In this schema every scalar is the text that stands there: 0x12 is no number.
  const document = parseDocument(text, {
    schema: 'failsafe',
    stringKeys: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = text.slice(0, error.pos[0]).split('\n').length;
    throw credentialError(`${shown}:${line} is not valid YAML`);
  }
  if (!isMap(document.contents)) return null;
  return new Map(
    document.contents.items.flatMap(({ key, value }) =>
      isScalar<string>(key) && isScalar<unknown>(value) && typeof value.value === 'string'
        ? [[key.value, value.value]]
        : [],
    ),
  );
}
