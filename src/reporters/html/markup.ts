/** A piece of HTML. Only `html` makes one, so that no text from outside gets into a page unescaped. */
class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type { Markup };

type Value = string | number | Markup | readonly Markup[];

/**
 * HTML as it stands in the template, with each value as text: escaped, whatever it is, unless it is HTML of this very
 * making. Attributes stand in double quotes. Templates are ASCII.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  let text = parts[0] ?? '';
  for (let at = 0; at < values.length; at += 1) text += textOf(values[at] ?? '') + (parts[at + 1] ?? '');
  return new Markup(text);
}

function textOf(value: Value): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escaped(value);
  if (value instanceof Markup) return value.text;
  let text = '';
  for (const piece of value) text += piece.text;
  return text;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '#': '&#35;',
};

/**
 * In ASCII, so that no program in between can mistake the encoding, and the page takes half the memory. `##[` would be a
 * command to the runner of a GitHub workflow, in whose log a page may stand.
 */
function escaped(text: string): string {
  return special.test(text) ? text.replace(everySpecial, entity) : text;
}

const special = /[&<>"']|#\[|[^ -~]/;
const everySpecial = /[&<>"']|#(?=\[)|[^ -~]/gu;

function entity(sign: string): string {
  return entities[sign] ?? `&#${sign.codePointAt(0)};`;
}

export const nothing = html``;
