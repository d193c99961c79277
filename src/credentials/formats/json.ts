import { getNodeValue, type ParseError, type ParseOptions, parseTree } from 'jsonc-parser';
import { credentialError } from '../secret-text.js';

/**
 * What a JSON text says.
 * @param shown what messages call the file
 * @throws AccountError of kind `credential-source` that names the line; a parser's own message would quote the text
 */
export function parseJson(text: string, shown: string): unknown {
  return parseStrictly(text, shown, { disallowComments: true, allowTrailingComma: false });
}

/** The same, with comments and trailing commas, as freqtrade writes it. */
export function parseJsonWithComments(text: string, shown: string): unknown {
  return parseStrictly(text, shown, { disallowComments: false, allowTrailingComma: true });
}

function parseStrictly(
  text: string,
  shown: string,
  options: { readonly disallowComments: boolean; readonly allowTrailingComma: boolean },
): unknown {
  const errors: ParseError[] = [];
  const value = tryParse(text, shown, errors, options);
  const [first] = errors;
  if (first === undefined) return value;
  throw credentialError(`${shown}:${lineAt(text, first.offset)}: this is not valid JSON`);
}

function tryParse(text: string, shown: string, errors: ParseError[], options: ParseOptions): unknown {
  try {
    // `parse` would make a field called `__proto__` the prototype of what it stands in.
    const tree = parseTree(text, errors, options);
    return tree === undefined ? undefined : getNodeValue(tree);
  } catch (error) {
    // The parser calls itself for each level.
    if (error instanceof RangeError) throw credentialError(`${shown} is nested too deeply`);
    throw error;
  }
}

/** Of what is missing at the end, the last line that says something. */
function lineAt(text: string, offset: number): number {
  const before = text.slice(0, offset);
  return (offset >= text.trimEnd().length ? before.trimEnd() : before).split('\n').length;
}
