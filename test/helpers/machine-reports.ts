import type { Finding, Report } from '../../src/model/report.ts';
import { demoReport, finding, keyReport } from './report.ts';

/** Texts that somebody else may have written, and that a format must carry as text and nothing else. */
export const hostileTexts: readonly [string, string][] = [
  ['HTML', '<img src=x onerror=alert(1)>&lt;"\''],
  ['the end of a CDATA section', ']]></failure><!-- <![CDATA['],
  ['a link of Markdown', '[keyaudit](https://phish.example/) {0}'],
  ['right-to-left and invisible characters', '\u202egnp.exe\u2066\u200b\u200f'],
  ['emoji', '👩‍👩‍👧‍👦🔑'],
  ['control characters', '\x00\x01\x08\x0b\x1b[2J\x7f\u0085\u009b31m\ufffe\uffff'],
  ['white space', 'a\tb\r\nc\u2028d '],
  ['half a surrogate pair', 'a\ud800b\udc00c'],
  ['ten kilobytes', 'x'.repeat(10_000)],
];

/** The demo with one text in every place that is not keyaudit's own words. */
export function hostileReport(text: string): Report {
  const report = demoReport();
  const waiver = { reason: text, expires: '2027-01-31', owner: text };
  return {
    ...report,
    accounts: report.accounts.map((account) => ({
      ...account,
      name: text,
      declaredAt: { file: `${text}/keyaudit.config.yaml`, line: 3 },
      status: 'failed',
      error: { kind: 'unreachable', message: text },
    })),
    keys: report.keys.map((key) => ({ ...key, account: text, label: text, owner: text })),
    findings: report.findings.map((found, index) => ({
      ...found,
      account: text,
      detail: text,
      waiver: index % 3 === 0 ? waiver : null,
    })),
  };
}

/** One account with so many keys that can withdraw, every third waived. */
export function manyKeys(count: number): Report {
  const fingerprints = Array.from({ length: count }, (_, at) => `sha256:${String(at).padStart(64, '0')}`);
  const waiver = { reason: 'known', expires: '2027-01-31', owner: null };
  const key = keyReport({ account: 'main', exchange: 'kraken', relation: 'sibling' });
  const found = finding();
  return demoReport({
    accounts: demoReport().accounts.slice(0, 1),
    keys: fingerprints.map((fingerprint) => ({ ...key, fingerprint })),
    findings: fingerprints.map((fingerprint, at) => ({
      ...found,
      id: String(at),
      key: fingerprint,
      waiver: at % 3 === 0 ? waiver : null,
    })),
  });
}

/** Nothing was asked. */
export function emptyReport(): Report {
  return demoReport({ accounts: [], keys: [], findings: [], waivers: [] });
}

/** Every account failed, and its keys and findings are as an audit makes them of that. */
export function failedReport(): Report {
  const { accounts, keys, findings } = demoReport();
  const failed = ({ account }: { readonly account: string }) => account === 'savings';
  return demoReport({
    accounts: accounts.filter(({ name }) => name === 'savings'),
    keys: keys.filter(failed),
    findings: findings.filter(failed),
  });
}

/** The demo's finding that a key can withdraw, as the user accepted it. */
export function waivedFinding(overrides: Partial<Finding> = {}): Finding {
  return finding({
    waiver: { reason: 'pays suppliers', expires: '2027-01-31', owner: 'treasury desk' },
    ...overrides,
  });
}
