import stringWidth from 'string-width';

/** Longer lines than this tire the eye, however wide the terminal. */
const proseWidth = 100;
/** ASCII and keyaudit's own signs: each takes one column. */
const narrow = /^[ -~…→└]*$/;

/** Terminal columns that a text without escape sequences takes. */
export function columns(text: string): number {
  return narrow.test(text) ? text.length : stringWidth(text);
}

/** The text, or as much of its beginning as fits before `ellipsis`. */
export function shorten(text: string, width: number, ellipsis: string): string {
  if (columns(text) <= width) return text;
  const room = width - columns(ellipsis);
  return room < 0 ? ellipsis.slice(0, Math.max(0, width)) : head(text, room) + ellipsis;
}

/** The longest beginning of a text that fits. */
function head(text: string, width: number): string {
  let kept = '';
  for (const character of text) {
    if (columns(kept + character) > width) break;
    kept += character;
  }
  return kept;
}

/**
 * Words in lines, one blank between two. A word that is longer than a line goes over several.
 * @param width columns of a line; 2 at least, which one character may take
 */
export function wrap(text: string, width: number): readonly string[] {
  if (columns(text) <= width && !/^ | {2}/.test(text)) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).flatMap((long) => pieces(long, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columns(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): readonly string[] {
  if (columns(word) <= width) return [word];
  const first = head(word, width);
  return [first, ...pieces(word.slice(first.length), width)];
}

export type Paint = (text: string) => string;

/** Text with a hanging indent: `lead` before its first line, as many blanks before the others. */
export interface Paragraph {
  readonly lead: string;
  readonly text: string;
  readonly paintLead?: Paint;
  readonly paint?: Paint;
}

/** The lines of a paragraph on a terminal of so many columns. */
export function paragraph(width: number, { lead, text, paintLead, paint }: Paragraph): readonly string[] {
  const indent = ' '.repeat(columns(lead));
  const lines = wrap(text, Math.min(width, proseWidth) - columns(lead));
  return lines.map((line, index) => {
    const before = index > 0 ? indent : (paintLead?.(lead) ?? lead);
    return before + (paint?.(line) ?? line);
  });
}

/**
 * An address on a line of its own. A cut one leads nowhere, and can neither be clicked nor copied: it stays whole, and
 * has less of the indent where it would not fit with all of it.
 */
export function addressLine(width: number, indent: string, url: string): string {
  return indent.slice(0, Math.max(0, width - columns(url))) + url;
}

/** Numbers values so that those that hold the same have the same number. An object that is shared is written out once. */
export function numbering<T extends object>(): (value: T) => number {
  const byText = new Map<string, number>();
  const byValue = new Map<T, number>();
  return (value) => {
    const known = byValue.get(value);
    if (known !== undefined) return known;
    const text = JSON.stringify(value);
    const number = byText.get(text) ?? byText.size;
    byText.set(text, number);
    byValue.set(value, number);
    return number;
  };
}

/** Values by what they have in common, a text or an object, in the order in which each of these first came up. */
export function groupBy<T, Common>(
  values: readonly T[],
  commonOf: (value: T) => Common,
): ReadonlyMap<Common, readonly [T, ...T[]]> {
  const groups = new Map<Common, [T, ...T[]]>();
  for (const value of values) {
    const common = commonOf(value);
    const group = groups.get(common);
    if (group === undefined) groups.set(common, [value]);
    else group.push(value);
  }
  return groups;
}
