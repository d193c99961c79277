export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly content: string | readonly XmlElement[];
}

/**
 * A whole document, every text in it as text. Written here, since the libraries for it let pass what XML 1.0 cannot
 * hold, and white space that a parser changes: one odd label and no reader would take the file.
 */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${linesOf(root, '').join('\n')}\n`;
}

function linesOf({ name, attributes, content }: XmlElement, indent: string): readonly string[] {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeText(String(value))}"`);
  const open = `${indent}<${name}${pairs.join('')}`;
  if (content.length === 0) return [`${open}/>`];
  if (typeof content === 'string') return [`${open}>${escaped(content)}</${name}>`];
  const inside = content.flatMap((child) => linesOf(child, `${indent}  `));
  return [`${open}>`, ...inside, `${indent}</${name}>`];
}

/** A parser makes a blank of a line end in an attribute, but not of a reference to one. */
function attributeText(text: string): string {
  return escaped(text).replaceAll('\n', '&#10;');
}

/** All but the characters that XML 1.0 allows; half of a surrogate pair is none of them. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Markup; white space that a parser changes; and what a terminal or the log of a workflow would obey, as in JSON. */
const special = /:(?=:)|#(?=#\[)|[<>&"\t\r\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const named: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(forbidden, '').replace(special, (char) => named[char] ?? `&#${char.charCodeAt(0)};`);
}
