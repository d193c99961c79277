import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlOf, partsOf, readMarkdown } from '../../../test/helpers/markdown.ts';
import { printable } from '../table/printable.ts';
import { code, escaped, link } from './escape.ts';

const plain = [
  'grid bot',
  '**bold** _it_ ~~no~~ `code`',
  '[text](https://example.org)',
  '![image](https://example.org/x.png)',
  '<img src=x onerror=alert(1)>',
  '<!-- comment -->',
  '<details>',
  ']]>',
  'a|b||c',
  '\\|',
  '# heading',
  '- item',
  '+ item',
  '1. item',
  '2) item',
  '> quote',
  '===',
  '```',
  '&lt;b&gt; &amp; &#60;',
  'https://example.org/reset',
  'www.example.org',
  'mail me@example.org',
  '@everyone and @octo-org/team',
  'owner/repo#12, #12, GH-12',
  '$x$ $$y$$',
  '🔑',
  '=HYPERLINK("x")',
];

describe.each([
  ['a paragraph', (text: string) => text, ['p']],
  ['a list', (text: string) => `- ${text}`, ['ul', 'li']],
  [
    'a table',
    (text: string) => `| a | b |\n| - | - |\n| ${text} | c |`,
    ['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ['bold', (text: string) => `- **${text}** x`, ['ul', 'li', 'strong']],
])('in %s', (_, put, elements) => {
  it.each(plain)('%j stands for itself', (text) => {
    const markdown = put(escaped(text));
    const { elements: found, links } = partsOf(htmlOf(markdown));
    expect([...found].toSorted()).toEqual([...elements].toSorted());
    expect([...links]).toEqual([]);
    expect(readMarkdown(markdown)).toBe(readMarkdown(put('STANDIN')).replace('STANDIN', () => text));
  });

  it('so does any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (raw) => {
        const text = printable(raw, 200, true).trim().replace(/\s+/g, ' ');
        fc.pre(text !== '');
        const { elements: found } = partsOf(htmlOf(put(escaped(text))));
        expect([...found].toSorted()).toEqual([...elements].toSorted());
      }),
      { numRuns: 300 },
    );
  });
});

it('leaves nobody mentioned and nothing linked in what is rendered either', () => {
  for (const text of plain) {
    const html = htmlOf(escaped(text));
    expect(html).not.toMatch(/@[a-z0-9]|#\d|GH-\d|:\/\/|www\./i);
  }
});

it('sets words of code as such, and others as text', () => {
  expect(code('key-age')).toBe('`key-age`');
  expect(code('a`b')).toBe('a\\`b');
});

it.each([
  ['https://www.kraken.com/u/security/api', '<https://www.kraken.com/u/security/api>'],
  ['https://www.bybit.com/app/user/api-management', '<https://www.bybit.com/app/user/api-management>'],
  ['https://example.org', '<https://example.org>'],
])('links to %s', (url, expected) => {
  expect(link(url)).toBe(expected);
});

it.each(['javascript:alert(1)', 'https://example.org/> <img src=x>', 'http://example.org', ''])(
  'does not link to %j',
  (url) => {
    expect([...partsOf(htmlOf(link(url))).links]).toEqual([]);
  },
);
