import { describe, expect, it } from 'vitest';
import { htmlOf, partsOf, readMarkdown } from '../../test/helpers/markdown.ts';
import { demoFile, demoReport, finding, keyReport, mixedReport, plain } from '../../test/helpers/report.ts';
import type { Finding, Report } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { commentLimit, render } from './markdown.ts';

const draw = (report: Report, show: Severity = 'info') => render(report, { ...plain, show });
const read = (report: Report) => readMarkdown(draw(report)).replace(/\s+/g, ' ');
/** From a heading to the next of its rank. */
const section = (text: string, title: string) =>
  text.split(/^(?=### )/m).find((part) => part.startsWith(`### ${title}`)) ?? '';

it('shows the demo as fixtures/reports/demo/report.md has it', () => {
  expect(draw(demoReport())).toBe(demoFile('report.md'));
});

it('begins with the verdict, then the accounts that were not wholly audited', () => {
  expect(draw(demoReport())).toMatch(
    /^## keyaudit: FAIL\n\n\*\*1 critical, 1 high in 1 account\. 2 accounts[^\n]*\n\n5 accounts, [^\n]*\n\n### Not fully audited/,
  );
});

it('says what each key may do in words', () => {
  const html = htmlOf(section(draw(demoReport()), 'Keys'));
  const cells = [...html.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell);
  expect(cells.slice(0, 11)).toEqual([
    ...['main', 'kraken', 'Kr4k…vM7p &quot;tax tool&quot;'],
    ...['yes', 'yes', 'yes', '<strong>YES</strong>', 'unknown'],
    ...['any address', '2025-10-19', '2026-11-22'],
  ]);
  expect(cells).toHaveLength(5 * 11);
});

it('has the steps folded, numbered and linked', () => {
  const html = htmlOf(section(draw(demoReport()), 'Findings'));
  expect(html).toMatch(/<details><summary>The steps at kraken<\/summary>/);
  expect(html).toMatch(/<ol>\s*<li>Type kraken\.com into the browser/);
  expect(html.match(/<details>/g)).toHaveLength(3);
  expect(html.match(/<\/details>/g)).toHaveLength(3);
});

it('has sections for what is waived, unverifiable and without effect', () => {
  const text = draw(mixedReport());
  expect(section(text, 'Waived')).toContain('until 2027-01-31: pays suppliers');
  expect(section(text, 'Could not be verified')).toContain('withdrawal-enabled, recently-modified');
  expect(section(text, 'Waivers without effect')).toContain('key-age, main');
  expect(section(text, 'Findings')).not.toContain('recently-modified');
});

it('has no section for what there is not', () => {
  const text = draw(demoReport({ accounts: [], keys: [], findings: [], waivers: [] }));
  expect(text).not.toContain('###');
});

describe('--show', () => {
  it('leaves milder findings out and says how many', () => {
    const text = draw(mixedReport(), 'high');
    expect(text).toContain('Not shown, being milder than high: 6 unverified.');
    expect(text).not.toContain('unrestricted-ip, transfer-enabled');
    expect(text).toContain('## keyaudit: FAIL');
  });
});

describe('hostile text', () => {
  const allowed = [
    'h2',
    'h3',
    'h4',
    'p',
    'strong',
    'code',
    'a',
    'ul',
    'ol',
    'li',
    'br',
    'details',
    'summary',
  ];
  const tables = ['table', 'thead', 'tbody', 'tr', 'th', 'td'];

  it.each([
    '<img src=x onerror=alert(1)>',
    '</details></summary><script>alert(1)</script>',
    '"><a href=https://example.org/phish>x</a>',
    '[reset your key](https://example.org/phish) https://example.org/phish www.example.org',
    '| --- | PASS |',
    '`` ` ```',
    '\n\n# PASS\n\n| a |\n| - |\n',
    '@octo-org/security #1',
    '\u202egnp.exe',
    '<!-- ',
    ']]>',
    '🔑'.repeat(300),
  ])('%j makes no markup, link or mention', (text) => {
    const report = demoReport();
    const html = htmlOf(
      draw({
        ...report,
        accounts: report.accounts.map((account) => ({ ...account, name: text, exchange: text })),
        keys: report.keys.map((key) => ({
          ...key,
          account: text,
          exchange: text,
          label: text,
          masked: text,
        })),
        findings: report.findings.map((found, at) => ({
          ...found,
          ...{ account: text, exchange: text, title: text, check: text, detail: text },
          includes: found.includes.map((part) => ({ ...part, check: text, detail: text })),
          waiver: at % 2 === 0 ? null : { reason: text, expires: '2027-01-31', owner: null },
        })),
      }),
    );
    const { elements, links } = partsOf(html);
    expect([...allowed, ...tables]).toEqual(expect.arrayContaining([...elements]));
    for (const url of links)
      expect(url).toMatch(/^https:\/\/(www|pro)\.(kraken|binance|bybit|okx|kucoin)\.com\//);
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|@[a-z]|#\d/);
    expect(html.match(/<details>/g)?.length).toBe(html.match(/<\/details>/g)?.length);
  });
});

describe('what a comment cannot hold', () => {
  const many = (count: number, over: (at: number) => Partial<Finding>): Report => {
    const { summary } = demoReport();
    const [oneKey, one] = [keyReport(), finding({ includes: [] })];
    const keys = Array.from({ length: count }, (_, at) => ({
      ...oneKey,
      ...{ account: `account-${at}`, fingerprint: `sha256:${String(at).padStart(64, '0')}` },
    }));
    const findings = keys.map(({ account, fingerprint }, at) => ({
      ...one,
      ...{ account, key: fingerprint },
      ...over(at),
    }));
    const accounts = keys.map(({ account, exchange }) => ({
      ...{
        name: account,
        exchange,
        safety: null,
        declaredAt: null,
        storage: null,
        status: 'failed' as const,
      },
      error: { kind: 'unreachable' as const, message: 'It could not be reached.' },
    }));
    return demoReport({ keys, findings, accounts, summary: { ...summary, keys: count, accounts: count } });
  };

  it('is cut, the mildest first, and counted', () => {
    const severities: readonly Severity[] = ['low', 'critical'];
    const report = many(1000, (at) => ({ severity: severities[at % 250 === 0 ? 1 : 0] ?? 'low' }));
    const text = draw(report);
    expect(text.length).toBeLessThanOrEqual(commentLimit);
    const found = section(text, 'Findings');
    expect(found.match(/^- \*\*account-/gm)?.length).toBeGreaterThan(100);
    expect(found.indexOf('#### Critical')).toBeLessThan(found.indexOf('#### Low'));
    for (const at of [0, 250, 500, 750]) expect(found).toContain(`**account-${at} (`);
    expect(text).toMatch(
      /^\*\*Cut to fit in a comment\.\*\* Not shown: Findings: \d+ of 1000 \(\d+ low\); Not fully audited: \d+ of 1000; Keys: \d+ of 1000; Could not be verified: \d+ of 1000\. The JSON report has it all\.$/m,
    );
    expect(found).toMatch(/^… and \d+ more$/m);
  });

  it.each([
    ['findings', (at: number) => ({ check: `check-${at}` })],
    ['unverifiable ones', (at: number) => ({ outcome: 'unverifiable' as const, detail: `reason ${at}` })],
    ['waived ones', () => ({ waiver: { reason: 'x', expires: '2027-01-31', owner: null } })],
  ])('is cut with 10000 keys with %s', (_, over) => {
    const report = many(10_000, over);
    const text = draw(report);
    expect(text.length).toBeLessThanOrEqual(commentLimit);
    expect(text).toContain('Cut to fit');
    expect(htmlOf(text).match(/<details>/g)?.length ?? 0).toBe(
      htmlOf(text).match(/<\/details>/g)?.length ?? 0,
    );
  });

  it('is nothing where the demo fits', () => {
    expect(read(demoReport())).not.toContain('Cut to fit');
  });
});
