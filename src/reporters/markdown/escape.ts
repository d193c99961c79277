/**
 * Text that stands for itself in Markdown, wherever it is put: no markup, HTML, table cell, link, mention of a person
 * or reference to an issue comes of it. A character of no width goes where GitHub would see a mention or a link in
 * what is rendered, too; it is spelt out in the source.
 * @param text one line, without controls
 */
export function escaped(text: string): string {
  return text
    .trim()
    .replace(/@(?=[\p{L}\p{N}])|#(?=\d)|\bGH-(?=\d)|:(?=\/\/)|\bwww(?=\.)/giu, '$&\u200b')
    .replace(/[\\`*_[\]~$]/g, '\\$&')
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/[&<>|\u200b]/g, (character) => entities[character] ?? character);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  '\u200b': '&#8203;',
};

/** A word of keyaudit's own, such as a check's id, set as code. */
export function code(word: string): string {
  return /^[\w.-]+$/.test(word) ? `\`${word}\`` : escaped(word);
}

/** An address that can be clicked; what is none stays text. */
export function link(url: string): string {
  return /^https:\/\/[\w.-]+(?:\/[\w\-./?=&%#~+]*)?$/.test(url) ? `<${url}>` : escaped(url);
}
