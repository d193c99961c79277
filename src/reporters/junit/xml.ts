export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Text, or elements, which may be made when they are asked for. */
  readonly content: string | Iterable<XmlElement>;
}

/**
 * A whole document, line by line, every text in it as text. Written here, since the libraries for it let pass what
 * XML 1.0 cannot hold, and white space that a parser changes: one odd label and no reader would take the file.
 */
export function* xmlDocument(root: XmlElement): Iterable<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield* linesOf(root, '');
}

function* linesOf({ name, attributes, content }: XmlElement, indent: string): Iterable<string> {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeText(String(value))}"`);
  const open = `${indent}<${name}${pairs.join('')}`;
  if (typeof content === 'string') {
    yield content === '' ? `${open}/>\n` : `${open}>${escaped(content)}</${name}>\n`;
    return;
  }
  let isEmpty = true;
  for (const child of content) {
    if (isEmpty) yield `${open}>\n`;
    isEmpty = false;
    yield* linesOf(child, `${indent}  `);
  }
  yield isEmpty ? `${open}/>\n` : `${indent}</${name}>\n`;
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
