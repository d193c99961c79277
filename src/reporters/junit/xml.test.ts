import { expect, it } from 'vitest';
import { xmlDocument } from './xml.ts';

const written = (text: string) =>
  [...xmlDocument({ name: 'a', attributes: { b: text }, content: text })]
    .join('')
    .replace('<?xml version="1.0" encoding="UTF-8"?>\n', '')
    .trimEnd();

it.each<[string, string, string]>([
  ['plain text', 'Kr4k…vM7p 🔑', '<a b="Kr4k…vM7p 🔑">Kr4k…vM7p 🔑</a>'],
  [
    'what markup is made of',
    `<a & "b" 'c'>`,
    `<a b="&lt;a &amp; &quot;b&quot; 'c'&gt;">&lt;a &amp; &quot;b&quot; 'c'&gt;</a>`,
  ],
  ['the end of a CDATA section', ']]>', '<a b="]]&gt;">]]&gt;</a>'],
  // A parser makes a blank of each line end in an attribute, and a line end of each carriage return.
  ['white space', 'a\tb\r\nc', '<a b="a&#9;b&#13;&#10;c">a&#9;b&#13;\nc</a>'],
  ['what XML 1.0 has no way to write', 'a\x00\x08\x0b\x1b[2J\x1fb\ufffe\uffff', '<a b="a[2Jb">a[2Jb</a>'],
  ['half a surrogate pair', 'a\ud800b\udc00', '<a b="ab">ab</a>'],
  ['what a terminal obeys', '\u202e\u009b\x7f', '<a b="&#8238;&#155;&#127;">&#8238;&#155;&#127;</a>'],
  [
    'what a workflow obeys',
    'a\n::error::x\n ::1 ##[y]',
    '<a b="a&#10;&#58;:error&#58;:x&#10; &#58;:1 &#35;#[y]">a\n&#58;:error&#58;:x\n &#58;:1 &#35;#[y]</a>',
  ],
  ['nothing', '', '<a b=""/>'],
])('writes %s', (_, text, expected) => {
  expect(written(text)).toBe(expected);
});

it('writes numbers, elements in elements, and none', () => {
  const empty = { name: 'c', attributes: {}, content: [] };
  const root = { name: 'a', attributes: { n: 1.5 }, content: [empty, { ...empty, name: 'd' }] };
  expect([...xmlDocument(root)].join('')).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<a n="1.5">\n  <c/>\n  <d/>\n</a>\n',
  );
});
