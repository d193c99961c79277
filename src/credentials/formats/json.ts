import { credentialError } from '../secret-text.js';

/** A JSON object: no list, no null. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * What a JSON text says.
 * @param shown what messages call the file
 * @throws AccountError of kind `credential-source`; the parser's own message would quote the text
 */
export function parseJson(text: string, shown: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw credentialError(`${shown} is not valid JSON`);
  }
}
