import stringWidth from 'string-width';
import { oneLine } from './summary-lines.js';

/** What a mail may have in a line without being folded or broken by anybody on its way. */
const width = 72;

/** A text in lines of 72 columns, the second one and those after it set off by two more. A longer word stays whole. */
export function wrapped(text: string, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of oneLine(text, 2_000).split(' ')) {
    const next = line.trim() === '' ? line + word : `${line} ${word}`;
    if (stringWidth(next) <= width || line.trim() === '') line = next;
    else {
      lines.push(line);
      line = `${indent}  ${word}`;
    }
  }
  return [...lines, line];
}

/** A text of several lines, none of which can do anything. */
export function plainText(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => (/^ */.exec(line)?.[0] ?? '') + oneLine(line, 2_000))
    .join('\n');
}
