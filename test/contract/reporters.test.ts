import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { type Format, formats, reporters } from '../../src/reporters/index.ts';
import type { RenderOptions } from '../../src/reporters/reporter.ts';
import { columns } from '../../src/reporters/table/layout.ts';
import { demoReport, plain } from '../helpers/report.ts';

/** Formats that programs read keep every text as it is, and leave to their syntax what must not stand raw. */
const forPrograms: readonly Format[] = ['json'];

const steersTerminal = /[\x00-\x09\x0b-\x1f]/;
const deceives = /[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

const hostile = [
  '\x1b[2J\x1b[H\x1b]0;owned\x07PASS',
  '\u009b31m\u0085\x7f',
  'line\r\nFAIL  0 critical\nnew\u2028line',
  '\u202egnp.exe\u2066\u200b\ufeff',
  `o${'\u0301'.repeat(50)}\ud800`,
  'x'.repeat(10_000),
  ' '.repeat(10_000),
];

it('has one file for each format', () => {
  const files = readdirSync(new URL('../../src/reporters/', import.meta.url))
    .filter((name) => /^\w+\.ts$/.test(name) && !['index.ts', 'reporter.ts'].includes(name))
    .map((name) => name.replace('.ts', ''));
  expect([...formats].toSorted()).toEqual(files.toSorted());
  expect(Object.keys(reporters)).toEqual(formats);
});

describe.each(formats)('%s', async (format) => {
  const { render } = await reporters[format].load();
  const draw = (report: Report, options: Partial<RenderOptions> = {}) =>
    render(report, { ...plain, ...options });

  it('ends in exactly one newline', () => {
    expect(draw(demoReport())).toMatch(/[^\n]\n$/);
    expect(draw(demoReport({ accounts: [], keys: [], findings: [] }))).toMatch(/[^\n]\n$/);
  });

  it('is the same twice, and leaves the report alone', () => {
    const report = demoReport();
    expect(draw(report)).toBe(draw(report));
    expect(report).toEqual(demoReport());
  });

  it.each([60, 80, 120])('mentions what is unverifiable or failed at width %i', (width) => {
    const report = demoReport();
    const shown = draw(report, { width }).replace(/\s+/g, ' ');
    for (const { name, error } of report.accounts.filter(({ status }) => status !== 'audited')) {
      expect(shown).toContain(name);
      expect(shown).toContain(error?.message);
    }
    for (const { account, check } of report.findings.filter(({ outcome }) => outcome === 'unverifiable')) {
      expect(partAbout(shown, account)).toContain(check);
    }
  });

  it('mentions what is unverifiable though it is waived', () => {
    const waiver = { reason: 'known', expires: '2027-01-31', owner: null };
    const findings = demoReport().findings.map((finding) => ({ ...finding, waiver }));
    const shown = draw(demoReport({ findings }));
    for (const { check } of findings) expect(shown).toContain(check);
  });

  it('holds no escape sequence when colour is off', () => {
    expect(draw(demoReport())).not.toContain('\x1b');
  });

  it.each(hostile)('lets nothing through to the terminal of %j', (text) => {
    expectHarmless(draw(withText(text)), format);
    expectHarmless(draw(withText(text), { unicode: false, width: 60 }), format);
  });

  it('lets nothing through of any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 60, max: 200 }),
        (text, width) => {
          expectHarmless(draw(withText(text), { width }), format);
        },
      ),
      { numRuns: 50 },
    );
  });
});

const { render: drawTable } = await reporters.table.load();

it('the table keeps to its width, addresses apart', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.integer({ min: 60, max: 200 }),
      (text, width) => {
        for (const line of drawTable(withText(text), { ...plain, width }).split('\n')) {
          if (!line.includes('https://')) expect(columns(line)).toBeLessThanOrEqual(width);
        }
      },
    ),
    { numRuns: 50 },
  );
});

it('the table of a thousand keys takes less than a second', () => {
  const { keys } = demoReport();
  const many = Array.from({ length: 200 }, () => keys).flat();
  const start = performance.now();
  drawTable(demoReport({ keys: many }), { ...plain, color: true });
  expect(performance.now() - start).toBeLessThan(1000);
});

/** The report with one text in every place that somebody else may have written. */
function withText(text: string): Report {
  const report = demoReport();
  const waived = { reason: text, expires: '2027-01-31', owner: text };
  return {
    ...report,
    accounts: report.accounts.map((account) => ({
      ...account,
      name: text,
      status: 'failed',
      error: { kind: 'unreachable', message: text },
    })),
    keys: report.keys.map((key, index) => ({
      ...key,
      account: text,
      label: text,
      owner: text,
      relation: index % 2 === 0 ? 'calling' : 'sub-account',
      grants: [{ name: text, scope: 'unrecognized' }],
      ipRestriction: { state: 'restricted', allowed: [text] },
      unknown: key.unknown.map((unknown) => ({ ...unknown, detail: text })),
    })),
    findings: report.findings.map((finding, index) => ({
      ...finding,
      account: text,
      detail: text,
      waiver: index % 3 === 0 ? waived : null,
    })),
  };
}

function expectHarmless(shown: string, format: Format): void {
  expect(shown).not.toMatch(steersTerminal);
  if (forPrograms.includes(format)) return;
  expect(shown).not.toMatch(deceives);
  expect(shown).not.toMatch(/\p{M}{4}/u);
  expect(shown).not.toMatch(/\p{Cs}/u);
  expect(shown).not.toContain('x'.repeat(2000));
}

/** From the last heading of an account's key on, or all where a format has no such headings. */
function partAbout(shown: string, account: string): string {
  return shown.slice(Math.max(0, shown.lastIndexOf(`${account} (`)));
}
