import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileMessages, hostileTexts, longMessage, message } from '../../test/helpers/messages.ts';
import { demoReport, finding } from '../../test/helpers/report.ts';
import { oneLine, type Room, shortText } from './summary-lines.ts';

const room = (limit: number): Room => ({ limit, sizeOf: (text) => text.length });
const ample = room(100_000);
const linesOf = (...args: Parameters<typeof shortText>) => shortText(...args).split('\n');

describe('a short text', () => {
  it('says the subject, a line for each finding, and what was not audited', () => {
    // The demo report has two accounts that could not be audited: arbitrage-bot and savings.
    expect(linesOf(message(), ample)).toEqual([
      'keyaudit: 1 critical finding',
      '',
      'CRITICAL main (kraken): Key can withdraw. Kraken lets the key withdraw ("withdraw-funds"). It works from any address.',
      '',
      '2 of 5 accounts could not be audited, or not wholly.',
    ]);
  });

  it('says how to acknowledge a change, with the id of the finding', () => {
    const widened = finding({
      includes: [],
      id: '0123456789abcdef',
      check: 'permission-widened',
      title: 'Key was widened',
      detail: 'withdraw: denied before, granted now.',
    });
    expect(linesOf(message({ findings: [widened], report: null }), ample).slice(2)).toEqual([
      'CRITICAL main (kraken): Key was widened. withdraw: denied before, granted now.',
      '  once dealt with: keyaudit ack 0123456789abcdef --reason …',
    ]);
  });

  it('says in words what is not known, and what else is wrong for the same cause', () => {
    const doubtful = finding({
      includes: [],
      outcome: 'unverifiable',
      severity: 'high',
      title: 'Unclear',
      detail: 'No answer',
    });
    const { title, detail, evidence, remediation } = finding();
    const part = { check: 'unrestricted-ip', severity: 'low', title, detail, evidence, remediation } as const;
    const both = finding({ detail: 'As told.', includes: [part] });
    expect(linesOf(message({ findings: [doubtful, both], report: null }), ample).slice(2)).toEqual([
      'CRITICAL main (kraken): Key can withdraw. As told. Also: unrestricted-ip.',
      'UNKNOWN (high at worst) main (kraken): Unclear. No answer.',
    ]);
  });

  it('names the key where it is not the account’s own', () => {
    const report = demoReport();
    const keys = report.keys.map((key) => ({ ...key, relation: 'sibling' as const, masked: 'SIBL…KEY1' }));
    expect(shortText(message({ report: { ...report, keys } }), ample)).toContain(
      'main (kraken, key SIBL…KEY1): ',
    );
  });

  it('puts the gravest first, since the last are left out first', () => {
    const findings = (['low', 'critical', 'info', 'high', 'medium'] as const).map((severity) =>
      finding({ severity }),
    );
    const words = linesOf(message({ findings, report: null }), ample)
      .slice(2)
      .map((line) => line.split(' ')[0]);
    expect(words).toEqual(['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO']);
  });

  it.each([
    ['with', demoReport()],
    ['without', null],
  ])('gives the text where no finding is told, %s a report', (_, report) => {
    const text = 'Verdict: INCOMPLETE.\n\n  savings: the connection was refused.\n';
    expect(linesOf(message({ text, findings: [], report }), ample)).toEqual([
      'keyaudit: 1 critical finding',
      '',
      'Verdict: INCOMPLETE.',
      '',
      '  savings: the connection was refused.',
    ]);
  });
});

describe('what does not fit', () => {
  // The subject and an empty line take 29 characters, each finding 100, "and 21 more findings …" 48.
  it.each([
    [3, 329, 3, undefined],
    [3, 328, 2, 'and 1 more finding, which keyaudit scan shows'],
    [40, 1977, 19, 'and 21 more findings, which keyaudit scan shows'],
    [40, 1976, 18, 'and 22 more findings, which keyaudit scan shows'],
    [2000, 2000, 19, 'and 1981 more findings, which keyaudit scan shows'],
    [7, 90, 0, 'and 7 more findings, which keyaudit scan shows'],
  ])('of %i findings in %i characters, %i are told and the rest counted', (count, limit, told, last) => {
    const text = shortText(longMessage(count), room(limit));
    expect(text.length).toBeLessThanOrEqual(limit);
    expect(text.match(/^CRITICAL .*x\.$/gm) ?? []).toHaveLength(told);
    expect(text.split('\n').slice(2 + told)).toEqual(last === undefined ? [] : [last]);
  });

  it('counts by the unit of the service', () => {
    const bytes = (limit: number): Room => ({ limit, sizeOf: (text) => Buffer.byteLength(text) });
    const one = finding({ account: '口座', title: '引き出し', detail: '可能', includes: [] });
    const told = message({ findings: Array.from({ length: 9 }, () => one), report: null });
    // "CRITICAL 口座 (kraken): 引き出し. 可能." has 31 characters and 47 bytes: 29 + 9 × 48 = 461.
    expect(shortText(told, bytes(461)).match(/^CRITICAL/gm)).toHaveLength(9);
    expect(shortText(told, bytes(460)).match(/^CRITICAL/gm)).toHaveLength(8);
  });

  it('shortens a line that goes on and on, and shows that it does', () => {
    const text = shortText(
      message({ findings: [finding({ detail: 'x'.repeat(5000) })], report: null }),
      room(2000),
    );
    expect(text.split('\n')[2]).toMatch(
      /^CRITICAL main \(kraken\): Key can withdraw\. x{299}… Also: unrestricted-ip, /,
    );
    expect(shortText(message({ subject: 'y'.repeat(5000) }), room(2000))).toMatch(/^y{100,}…\n/);
  });

  it('leaves out whole lines of a text', () => {
    const text = Array.from({ length: 100 }, (_, at) => `line ${at + 1}`).join('\n');
    const told = shortText(message({ subject: 'Trouble', text, findings: [], report: null }), room(96));
    // 8 + 9 × 7 + 18 = 89; with the tenth line and one more break it would be 97.
    expect(told).toMatch(/\nline 9\nand 91 more lines$/);
  });
});

describe('any message', () => {
  const anyText = fc.string({ unit: 'binary', maxLength: 700 });
  const any = fc.record({
    texts: fc.array(fc.record({ account: anyText, title: anyText, detail: anyText }), {
      minLength: 1,
      maxLength: 40,
    }),
    subject: anyText,
    limit: fc.integer({ min: 1500, max: 4096 }),
  });

  it('fits, and tells or counts each finding', () => {
    fc.assert(
      fc.property(any, ({ texts, subject, limit }) => {
        const findings = texts.map((words) => finding({ ...words, includes: [] }));
        const sizeOf = (told: string) => Buffer.byteLength(JSON.stringify(told));
        const text = shortText(message({ subject, findings, report: null }), { limit, sizeOf });
        expect(sizeOf(text)).toBeLessThanOrEqual(limit);
        const [, , ...lines] = text.split('\n');
        const leftOut = Number(
          /^and (\d+) more findings?, which keyaudit scan shows$/.exec(lines.at(-1) ?? '')?.[1] ?? 0,
        );
        const told = lines.slice(0, leftOut === 0 ? undefined : -1);
        expect(told.every((line) => line.startsWith('CRITICAL '))).toBe(true);
        expect(told.length + leftOut).toBe(findings.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a hostile text', () => {
  it.each(hostileTexts)('stays within its line, without what steers or deceives: %j', (hostile) => {
    const [ofFinding, ofSubject, ofText] = hostileMessages(hostile).map((told) => shortText(told, ample));
    expect(ofFinding?.split('\n')).toHaveLength(5);
    expect(ofSubject?.split('\n')).toHaveLength(5);
    for (const text of [ofFinding, ofSubject, ofText]) {
      expect(text).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]|\p{M}{4}/u);
    }
  });

  it.each([
    ['a\r\n\tb  c', 50, 'a b c'],
    ['\u202egnp.exe', 50, '?gnp.exe'],
    ['\u001b[31mred', 50, '?[31mred'],
    ['plain, with ünïcode → and 口座', 50, 'plain, with ünïcode → and 口座'],
    ['e\u0301\u0301\u0301\u0301', 50, 'e\u0301\u0301\u0301?'],
    ['abcdefghij', 10, 'abcdefghij'],
    ['abcdefghijk', 10, 'abcdefghi…'],
    ['abcdefgh\u{1f511}xyz', 10, 'abcdefgh…'],
    // What is cut off before it is looked at is cut off, too.
    [`${' '.repeat(1000)}abc`, 10, '…'],
  ])('%j in a line of %i is %j', (text, limit, expected) => {
    expect(oneLine(text, limit)).toBe(expected);
  });
});
