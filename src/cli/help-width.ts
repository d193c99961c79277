/** Less is no column to read in. */
const leastColumn = 20;

/** Help within so many columns: what is left of a longer line stands below its last column, or indented. */
export function fitted(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => (line.length <= width ? [line] : broken(line, width)))
    .join('\n');
}

function broken(line: string, width: number): readonly string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const column = /^ *\S+(?: \S+)* {2,}/.exec(line)?.[0] ?? '';
  const isColumn = column !== '' && column.length <= width - leastColumn;
  // A deep indent is a column already, which began on a line before.
  const deeper = indent === '' || indent.length > leastColumn ? indent : `${indent}  `;
  const hanging = isColumn ? ' '.repeat(column.length) : deeper;
  const lines: string[] = [];
  let current = '';
  // Blanks go before the word that they belong to, so that columns stay.
  for (const word of line.match(/ *\S+/g) ?? []) {
    if (current !== '' && current.length + word.length > width) {
      lines.push(current);
      current = hanging + word.trimStart();
    } else {
      current += word;
    }
  }
  return [...lines, current].map((each) => moved(each, width));
}

/** As far to the left as a long word needs. */
function moved(line: string, width: number): string {
  const words = line.trimStart();
  return line.length <= width ? line : words.padStart(Math.min(width, line.length));
}
