import type { Report } from '../model/report.js';

/**
 * Characters that JSON lets stand and that a terminal obeys: DEL, C1 controls, bidirectional overrides; and what begins
 * a command in the log of a GitHub workflow.
 */
const obeyed = /#(?=#\[)|[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * The report as it is. What a terminal would obey is escaped as JSON allows, so that every parser reads the
 * same text and no label can act on the screen of somebody who looks at the file.
 */
export function render(report: Report): string {
  return jsonDocument(report);
}

export function pieces(report: Report): Iterable<string> {
  return jsonPieces(report);
}

/** The text of `jsonDocument`, each item of a list in a piece of its own. */
export function* jsonPieces(value: unknown): Iterable<string> {
  yield* piecesOf(value, '');
  yield '\n';
}

export function jsonDocument(value: unknown): string {
  return `${harmless(JSON.stringify(value, null, 2))}\n`;
}

/** The same JSON, with what a terminal would obey escaped. */
export function harmless(json: string): string {
  return json.replace(obeyed, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `JSON.stringify(value, null, 2)`, each item of a list in a piece of its own. */
function* piecesOf(value: unknown, indent: string): Iterable<string> {
  if (typeof value !== 'object' || value === null) {
    yield whole(value, indent);
    return;
  }
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = partsOf(value);
  let before = open;
  for (const [lead, part] of parts) {
    yield `${before}\n${inner}${lead}`;
    // A list of one, such as the runs in SARIF, may hold all that is long.
    if (Array.isArray(value) && value.length > 1) yield whole(part, inner);
    else yield* piecesOf(part, inner);
    before = ',';
  }
  yield parts.length === 0 ? `${open}${close}` : `\n${indent}${close}`;
}

/** What a list or an object holds, and what stands before each. */
function partsOf(value: object): readonly (readonly [lead: string, part: unknown])[] {
  if (Array.isArray(value)) return value.map((item: unknown) => ['', item]);
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .map(([name, part]) => [`${harmless(JSON.stringify(name))}: `, part]);
}

/** Laid out within as many lists as it is indented by, and taken out of them: to indent its lines afterwards takes longer. */
function whole(value: unknown, indent: string): string {
  const depth = indent.length / 2;
  let nested = value;
  for (let at = 0; at < depth; at += 1) nested = [nested];
  const text = JSON.stringify(nested, null, 2) ?? 'null';
  // At each depth a bracket and a line end with the indent of the next; at the end the same with that of the last.
  return harmless(text.slice(depth * (depth + 3), text.length - depth * (depth + 1)));
}
