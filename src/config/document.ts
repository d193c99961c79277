import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';
import { UserError } from '../model/user-error.js';
import type { Path } from './problem.js';

/** A file's content, and where in the file each value stands. */
export interface ConfigDocument {
  readonly data: unknown;
  /** The line, from 1, of a value or of the nearest thing around it that the file has. */
  readonly lineOf: (path: Path) => number;
}

/** Enough for any configuration; YAML's parser can bring the whole process down with some ten thousand. */
const maxNesting = 64;

/** Some anchors may be used again; thousands are an attack that makes a small file a huge value. */
const maxAliasCount = 100;

/**
 * Reads YAML, and with it JSON, which is a part of it.
 *
 * @throws UserError with keyaudit's own words: the parser's messages quote the file, which may hold a secret
 */
export function parseConfigText(file: string, text: string): ConfigDocument {
  if (isNestedTooDeeply(text))
    throw new UserError(`${file}: is nested more deeply than a configuration can be.`);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    logLevel: 'error',
  });
  const error = document.errors[0];
  if (error !== undefined) {
    throw new UserError(`${file}:${lines.linePos(error.pos[0]).line}: ${sayError(error)}`);
  }
  return {
    data: toData(file, document),
    lineOf: (path) => lines.linePos(offsetOf(document.contents, path)).line,
  };
}

function toData(file: string, document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount });
  } catch {
    // Resolving aliases is all that can fail here, and it fails without a place.
    throw new UserError(`${file}: uses too many YAML aliases, or one without an anchor.`);
  }
}

/** By the lexer, which knows a bracket from one in quotes and, unlike the parser, does not recurse. */
function isNestedTooDeeply(text: string): boolean {
  let depth = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > maxNesting) return true;
  }
  return false;
}

function sayError({ code }: YAMLError): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'the same key is there twice.';
    case 'TAB_AS_INDENT':
      return 'is indented with a tab; YAML wants spaces.';
    case 'BAD_INDENT':
      return 'is not indented as YAML wants it.';
    case 'MISSING_CHAR':
      return 'a closing quote, bracket, colon or comma is missing.';
    case 'MULTIPLE_DOCS':
      return 'a second YAML document begins here; a configuration is one.';
    case 'NON_STRING_KEY':
      return 'a key is not text.';
    case 'BAD_ALIAS':
      return 'text that begins with & or * needs quotes; else they are YAML anchors and aliases.';
    case 'BAD_SCALAR_START':
      return 'text that begins with @, ` or % needs quotes.';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'two keys on one line, or a value that runs on; text with a colon and a space needs quotes.';
    case 'RESOURCE_EXHAUSTION':
      return 'is nested more deeply than a configuration can be.';
    default:
      return 'is not valid YAML.';
  }
}

/** Where the key of the path's last step, or the list's item, begins; as far along the path as there is one. */
function offsetOf(root: unknown, path: Path): number {
  let offset = 0;
  let node = root;
  for (const step of path) {
    const next = child(node, step);
    if (next === null) break;
    offset = next.place?.range?.[0] ?? offset;
    node = next.value;
  }
  return offset;
}

/** What a step leads to; aliases are not followed, since their anchor stands elsewhere. */
function child(node: unknown, step: string | number): { value: unknown; place: Node | null } | null {
  if (isSeq(node)) {
    const item = typeof step === 'number' ? node.items[step] : undefined;
    return isNode(item) ? { value: item, place: item } : null;
  }
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
  return pair === undefined ? null : { value: pair.value, place: isNode(pair.key) ? pair.key : null };
}
