import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { demoReport, mixedReport, plain } from '../../../test/helpers/report.ts';
import type { Report } from '../../model/report.ts';
import { reportSchema } from '../../schema/report.ts';
import { render } from '../table.ts';

/**
 * Columns by Unicode's own properties, not by the library that the table measures with: East Asian Wide and Fullwidth
 * take two (https://www.unicode.org/reports/tr11/), marks on a letter none.
 */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

function columnsOf(line: string): number {
  const shown = line.replace(/\x1b\[\d+m/g, '');
  if (/^[ -~]*$/.test(shown)) return shown.length;
  return [...graphemes.segment(shown)].reduce((sum, { segment }) => sum + (wide.test(segment) ? 2 : 1), 0);
}

it.each([
  ['abc', 3],
  ['漢字かなハングル한글', 20],
  ['e\u0301a\u0308\u0323', 2],
  ['🔑💥', 4],
  ['\x1b[31m…\x1b[39m', 1],
])('%j takes %i columns', (text, expected) => {
  expect(columnsOf(text)).toBe(expected);
});

/** The demo's report with a text in place of every name that somebody chose, and in what an exchange said. */
function named(text: string): Report {
  const report = mixedReport();
  const rename = <T extends { readonly account: string }>(one: T): T => ({
    ...one,
    account: text + one.account,
  });
  return {
    ...report,
    accounts: report.accounts.map((one) => ({ ...one, name: text + one.name })),
    keys: report.keys.map((key, at) => ({
      ...rename(key),
      label: text,
      owner: text,
      relation: (['calling', 'sibling', 'sub-account'] as const)[at % 3] ?? 'calling',
      enabled: at % 2 === 0 ? 'no' : 'yes',
      unknown: key.unknown.map((one) => ({ ...one, detail: `${text} ${one.detail}` })),
    })),
    findings: report.findings.map((one) => ({ ...rename(one), title: text + one.title, detail: text })),
  };
}

const fixtures = new URL('../../../fixtures/reports/', import.meta.url);
const kept = readdirSync(fixtures).map((name): readonly [string, Report] => [
  `fixtures/reports/${name}`,
  reportSchema.parse(JSON.parse(readFileSync(new URL(`${name}/report.json`, fixtures), 'utf8'))),
]);

/** The demo's report with an address of so many columns wherever one stands. */
function addressed(length: number): Report {
  const url = 'https://example.org/'.padEnd(length, 'x');
  const report = demoReport();
  const findings = report.findings.map((one) => ({
    ...one,
    includes: [],
    remediation: { ...one.remediation, url },
  }));
  return { ...report, findings };
}

const reports: readonly (readonly [string, Report])[] = [
  ...kept,
  ['long names', named('a-name-that-nobody-would-want-to-type-twice-'.repeat(2))],
  ['many words', named('one or two words '.repeat(6))],
  ['wide letters', named('取引所の鍵'.repeat(8))],
  ['letters with marks', named('e\u0301o\u0308u\u0323'.repeat(15))],
  ['emoji', named('🔑💥🚀 '.repeat(6))],
  ['what would act on a terminal', named('\x1b[2J\x1b[999Cx\r\n\u202e\u200b'.repeat(2))],
];

describe('an address', () => {
  it.each([
    [56, '    '],
    [57, '   '],
    [60, ''],
    [61, ''],
    [200, ''],
  ])('of %i columns stands whole on a line of its own, after %j, on a terminal of 60', (length, before) => {
    const text = render(addressed(length), { ...plain, width: 60 });
    const lines = text.split('\n').filter((line) => line.includes('https://'));
    expect(lines.length).toBeGreaterThan(3);
    const expected = before + 'https://example.org/'.padEnd(length, 'x');
    expect([...new Set(lines)]).toEqual([expected]);
  });
});

describe.each(reports)('%s', (_, report) => {
  it.each([
    ['Unicode', true, 1],
    ['ASCII', false, 7],
  ])('keeps within 60 to 200 columns, in %s', (_name, unicode, step) => {
    for (let width = 60; width <= 200; width += step) {
      for (const line of render(report, { ...plain, width, unicode, color: width % 2 === 0 }).split('\n')) {
        // An address stands whole on a line of its own, which nothing else makes wider.
        if (/^https:\/\/\S+$/.test(line)) continue;
        if (columnsOf(line) > width) expect.fail(`${columnsOf(line)} columns of ${width}: ${line}`);
      }
    }
  });

  it('says the verdict last, at every width', () => {
    for (let width = 60; width <= 200; width += 20) {
      const text = render(report, { ...plain, width })
        .replace(/\s+/g, ' ')
        .slice(-120);
      expect(text).toMatch(
        / FAIL 1 critical, 1 high in \d accounts?\. 2 accounts could not be fully audited\. $/,
      );
    }
  });
});
