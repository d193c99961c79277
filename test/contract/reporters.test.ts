import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { KeyReport, Report } from '../../src/model/report.ts';
import { type Format, formats, type LoadedReporter, reporters } from '../../src/reporters/index.ts';
import type { RenderOptions } from '../../src/reporters/reporter.ts';
import { columns } from '../../src/reporters/table/layout.ts';
import { readHtml, textOf } from '../helpers/html.ts';
import { readMarkdown } from '../helpers/markdown.ts';
import { demoReport, finding, keyReport, mixedReport, plain } from '../helpers/report.ts';
import { annotationsIn, commandsIn } from '../helpers/workflow-commands.ts';

/** Formats that programs read keep every text as it is, and leave to their syntax what must not stand raw. */
const forPrograms: readonly string[] = ['json', 'jsonl', 'sarif', 'junit', 'codequality', 'ocsf'];
/** Formats that leave out what is too long; the others are whole. */
const shortening: readonly Format[] = ['table', 'markdown', 'github', 'html'];
/** Formats that heed `--show`. */
const forPeople: readonly Format[] = ['table', 'markdown', 'html'];

/** The records of a report as a reader of the format has them, with single blanks; other formats are one text. */
const readers: Partial<Record<Format, (text: string) => readonly string[]>> = {
  json: (text) => {
    const { accounts, findings, waivers } = JSON.parse(text) as Report;
    return [...accounts, ...findings, ...waivers].map(stringsIn);
  },
  sarif: (text) => {
    const { results, invocations } = JSON.parse(text).runs[0];
    return [...results, ...invocations].map(stringsIn);
  },
  codequality: (text) => (JSON.parse(text) as readonly unknown[]).map(stringsIn),
  ocsf: (text) => (JSON.parse(text) as readonly unknown[]).map(stringsIn),
  junit: (text) => text.split(/(?=<testcase )/).map(unescaped),
  jsonl: (text) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => stringsIn(JSON.parse(line))),
  csv: (text) => Papa.parse<string[]>(text).data.map(stringsIn),
  markdown: (text) => text.split('\n\n').map(readMarkdown),
  github: (text) => annotationsIn(text).map(stringsIn),
  html: (text) =>
    readHtml(text)
      .elements.filter(({ tagName }) => ['header', 'article', 'li', 'tr'].includes(tagName))
      .map(textOf),
};

function recordsOf(format: Format, text: string): readonly string[] {
  return (readers[format]?.(text) ?? [text]).map((record) => record.replace(/\s+/g, ' '));
}

function unescaped(xml: string): string {
  const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };
  return xml.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => named[name] ?? '');
}

/** Every text in a value, on a line each. */
function stringsIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(stringsIn).join('\n');
}

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
  '<img src=x onerror=alert(1)>',
  ']]>',
  '=HYPERLINK("https://example.org")',
  '@octo-org/team `code` [link](https://example.org) | cell',
  '::error::x %0A::error::y',
  '🔑',
];

it('has one file for each format', () => {
  const files = readdirSync(new URL('../../src/reporters/', import.meta.url))
    .filter((name) => /^\w+\.ts$/.test(name) && !['index.ts', 'reporter.ts'].includes(name))
    .map((name) => name.replace('.ts', ''));
  expect([...formats].toSorted()).toEqual(files.toSorted());
  expect(Object.keys(reporters)).toEqual(formats);
});

it.each(forPeople)('%s says with --show critical for which milder findings it failed', async (format) => {
  const { render } = await reporters[format].load();
  const findings = [finding({ severity: 'high' }), finding({ severity: 'low', id: 'another' })];
  const counts = { critical: 0, high: 1, medium: 0, low: 1, info: 0 };
  const report = demoReport({
    findings,
    summary: { ...demoReport().summary, verdict: 'fail', findings: counts },
  });
  const shown = render(report, { ...plain, show: 'critical' }).replace(/\s+/g, ' ');
  expect(shown).toContain('FAIL');
  expect(shown).toContain('1 high in 1 account. 2 accounts could not be fully audited.');
});

describe.each(formats)('%s', async (format) => {
  const { render, pieces }: LoadedReporter = await reporters[format].load();
  const draw = (report: Report, options: Partial<RenderOptions> = {}) =>
    render(report, { ...plain, ...options });

  it('ends in exactly one newline', () => {
    expect(draw(demoReport())).toMatch(/[^\n]\n$/);
    expect(draw(demoReport({ accounts: [], keys: [], findings: [] }))).toMatch(/[^\n]\n$/);
  });

  it('is the same in pieces', () => {
    for (const report of [mixedReport(), demoReport({ accounts: [], keys: [], findings: [] })]) {
      const text = [...(pieces?.(report, plain) ?? [render(report, plain)])].join('');
      expect(text).toBe(render(report, plain));
    }
  });

  it('is the same twice, and leaves the report alone', () => {
    const report = demoReport();
    expect(draw(report)).toBe(draw(report));
    expect(report).toEqual(demoReport());
  });

  it.each([60, 80, 120])('mentions what is unverifiable or failed at width %i', (width) => {
    const report = demoReport();
    const records = recordsOf(format, draw(report, { width }));
    for (const { name, error } of report.accounts.filter(({ status }) => status !== 'audited')) {
      expect(records).toContainEqual(both(name, error?.message ?? ''));
    }
    for (const { account, check } of report.findings.filter(({ outcome }) => outcome === 'unverifiable')) {
      const parts = format === 'table' ? [partAbout(records.join(), account)] : records;
      expect(parts).toContainEqual(both(account, check));
    }
  });

  it('mentions what is waived, and why, though it is unverifiable', () => {
    const findings = demoReport().findings.map((one, at) => ({
      ...one,
      waiver: { reason: `reason ${at}.`, expires: '2027-01-31', owner: null },
    }));
    const records = recordsOf(format, draw(demoReport({ findings })));
    for (const { check, account, waiver } of findings) {
      expect(records).toContainEqual(both(check, waiver.reason));
      expect(records).toContainEqual(both(account, waiver.reason));
    }
  });

  it('says that no exchange was asked, where none was, and of each account that has a record', () => {
    const accounts = demoReport().accounts.map((account) => ({
      ...account,
      status: 'not-asked' as const,
      error: null,
    }));
    const { summary } = demoReport();
    const report = demoReport({
      ...{ accounts, keys: [], findings: [] },
      summary: { ...summary, verdict: 'pass', notAsked: accounts.length, keys: 0 },
    });
    const shown = recordsOf(format, draw(report)).join('\n');
    expect(shown).toMatch(/No exchange was asked|not-asked/);
    expect(shown).not.toMatch(/fully audited/);
  });

  it('names the file of a finding, and an account whose key lies in it', () => {
    const file = 'my bot/keys.json';
    const storage = [
      {
        path: file,
        protection: 'none',
        readableBy: [],
        folderClosed: false,
        repository: 'none',
        unknown: [],
      },
    ] as const;
    const accounts = demoReport().accounts.map((account) => ({ ...account, storage }));
    for (const outcome of ['fail', 'unverifiable'] as const) {
      const about = finding({ check: 'secret-in-repository', key: null, file, outcome, includes: [] });
      const records = recordsOf(format, draw(demoReport({ accounts, findings: [about] })));
      // For people, one heading is for all that is wrong in one way.
      const parts = forPeople.includes(format) ? [records.join()] : records;
      expect(parts).toContainEqual(both('secret-in-repository', file));
      expect(parts).toContainEqual(both(about.account, file));
    }
  });

  it('mentions each waiver without effect', () => {
    const waivers = (['unused', 'expired'] as const).map((state) => ({
      ...{ check: `check-${state}`, account: `account-${state}`, key: null },
      ...{ reason: 'r.', owner: null, expires: '2026-10-01', state },
    }));
    const records = recordsOf(format, draw(demoReport({ waivers })));
    for (const { check, account } of waivers) expect(records).toContainEqual(both(check, account));
  });

  it('says of what is waived that it could not be verified', () => {
    const waiver = { reason: 'r.', expires: '2027-01-31', owner: null };
    const doubtful = finding({ outcome: 'unverifiable', title: 'Key can withdraw', detail: 'd.', waiver });
    const sure = { ...doubtful, outcome: 'fail' as const };
    const [one, other] = [doubtful, sure].map((each) => draw(demoReport({ findings: [each] })));
    expect(one).not.toBe(other);
  });

  it.each(['info', 'critical'] as const)('keeps the verdict and the accounts with --show %s', (show) => {
    const records = recordsOf(format, draw(mixedReport(), { show }));
    const programs = recordsOf(format, draw(mixedReport()));
    if (!forPeople.includes(format)) expect(records).toEqual(programs);
    for (const text of ['arbitrage-bot', 'savings', 'withdrawal-enabled']) {
      expect(records.join('\n')).toContain(text);
    }
  });

  it('holds no escape sequence when colour is off', () => {
    expect(draw(demoReport())).not.toContain('\x1b');
  });

  it('takes ten thousand keys, each with a finding', () => {
    const [key, one] = [keyReport(), finding()];
    const fingerprints = Array.from({ length: 10_000 }, (_, at) => `sha256:${String(at).padStart(64, '0')}`);
    const keys = fingerprints.map((fingerprint, at) => ({ ...key, fingerprint, label: `key ${at}.` }));
    const findings = fingerprints.map((fingerprint) => ({ ...one, key: fingerprint, account: key.account }));
    const text = draw(demoReport({ keys, findings }));
    if (format === 'markdown') expect(text).toContain('of 10000');
    else for (const at of [0, 5000, 9999]) expect(text).toContain(`key ${at}.`);
  });

  it.each(hostile)('lets nothing through to the terminal of %j', (text) => {
    expectHarmless(draw(withText(text)), format);
    expectHarmless(draw(withText(text), { unicode: false, width: 60 }), format);
  });

  // The github format is made of commands.
  if (format !== 'github')
    it("has nothing that a workflow's runner would obey, wherever lines break", () => {
      const fill = fc.string({ unit: fc.constantFrom(' ', 'w', '\n', '\t', '#', ':', '['), maxLength: 90 });
      const command = fc.constantFrom(
        '::add-mask::x',
        '::error title=keyaudit::PASS',
        '##[error]x',
        '#[error]x',
        ':error::x',
      );
      fc.assert(
        fc.property(fill, command, fc.integer({ min: 60, max: 100 }), (before, text, width) => {
          expect(commandsIn(draw(withText(before + text), { width }))).toEqual([]);
        }),
      );
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
          if (!line.startsWith('https://')) expect(columns(line)).toBeLessThanOrEqual(width);
        }
      },
    ),
    { numRuns: 50 },
  );
});

it.each(forPeople)('%s looks at each of many keys no more often than at each of few', async (format) => {
  const { render } = await reporters[format].load();
  const { keys } = demoReport();
  const readsOf = (times: number) => {
    let reads = 0;
    const counted = (key: KeyReport) =>
      new Proxy(key, {
        get: (target, name) => {
          reads += 1;
          return Reflect.get(target, name);
        },
      });
    const many = Array.from({ length: times }, () => keys.map(counted)).flat();
    render(demoReport({ keys: many }), { ...plain, color: true });
    return reads;
  };
  // Ten times as many: were each compared with each, it would be a hundred times as often.
  expect(readsOf(100) / readsOf(10)).toBeLessThan(11);
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
      // No path is longer than the system lets it be, and none is cut: another file would be meant.
      file: index % 2 === 0 ? text.slice(0, 1000) : null,
      detail: text,
      waiver: index % 3 === 0 ? waived : null,
    })),
  };
}

function expectHarmless(shown: string, format: Format): void {
  // RFC 4180 ends lines so.
  expect(format === 'csv' ? shown.replaceAll('\r\n', '\n') : shown).not.toMatch(steersTerminal);
  if (forPrograms.includes(format)) return;
  expect(shown).not.toMatch(deceives);
  expect(shown).not.toMatch(/\p{M}{4}/u);
  expect(shown).not.toMatch(/\p{Cs}/u);
  if (shortening.includes(format)) expect(shown).not.toContain('x'.repeat(2000));
}

/** A text in which both are. */
function both(one: string, other: string) {
  return {
    asymmetricMatch: (text: unknown) =>
      typeof text === 'string' && text.includes(one) && text.includes(other),
  };
}

/** Of the table: from the last heading of an account's key on. */
function partAbout(shown: string, account: string): string {
  return shown.slice(Math.max(0, shown.lastIndexOf(`${account} (`)));
}
