/** Characters that no shell gives a meaning to, in any place of a word but the first. */
const plain = /^[\w./][\w./@%+=:,-]*$/;
/** What cannot be seen, or would deceive the eye. */
const unseen = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

/** A variable that names the file. */
const variable = /^\$[A-Za-z_]\w*$/;

/** A path of a report as a word of a POSIX shell's command line, whatever it is called. */
export function shellWord(path: string): string {
  if (path === '~') return path;
  if (variable.test(path)) return `"${path}"`;
  if (path.startsWith('~/')) return `~/${quoted(path.slice(2))}`;
  return quoted(path.startsWith('-') ? `./${path}` : path);
}

function quoted(text: string): string {
  if (plain.test(text)) return text;
  // Blanks can be seen between quotes. The rest is written as its bytes, in quotes that bash, zsh and ksh undo.
  const hidden = new RegExp(unseen, 'gu');
  if (!unseen.test(text.replaceAll(' ', ''))) return `'${text.replaceAll("'", `'\\''`)}'`;
  const bytes = text
    .replace(/[\\']/g, '\\$&')
    .replace(hidden, (character) => (character === ' ' ? ' ' : octets(character)));
  return `$'${bytes}'`;
}

function octets(character: string): string {
  return [...new TextEncoder().encode(character)]
    .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
    .join('');
}

/** The line of a .gitignore for one file beside it; null for a name that no line can hold. */
export function ignoreLine(name: string): string | null {
  if (/[\r\n]/.test(name)) return null;
  return `/${name.replace(/[\\*?[]/g, '\\$&').replace(/ $/, '\\ ')}`;
}
