import { readFileSync } from 'node:fs';
import type { Finding, KeyReport, Report } from '../../src/model/report.ts';
import type { RenderOptions } from '../../src/reporters/reporter.ts';
import { reportSchema } from '../../src/schema/report.ts';

const demo = new URL('../../fixtures/reports/demo/', import.meta.url);

/** A file of the demo report's folder: the report itself, and what it looks like. */
export function demoFile(name: string): string {
  return readFileSync(new URL(name, demo), 'utf8');
}

/**
 * A report as an audit makes it, of five accounts: `main` at kraken with a widened key, `grid-bot` at bybit as it
 * should be, `tracker` at binance that may only read, `arbitrage-bot` at okx that refuses this machine's address,
 * `savings` at kucoin that cannot be reached. The summary is not counted anew for the overrides.
 */
export function demoReport(overrides: Partial<Report> = {}): Report {
  return { ...reportSchema.parse(JSON.parse(demoFile('report.json'))), ...overrides };
}

/** The demo's well-kept bot key, with changes. */
export function keyReport(overrides: Partial<KeyReport> = {}): KeyReport {
  return { ...one(demoReport().keys, ({ account }) => account === 'grid-bot'), ...overrides };
}

/** The demo's finding that the key of `main` can withdraw, with changes. */
export function finding(overrides: Partial<Finding> = {}): Finding {
  return { ...one(demoReport().findings, ({ check }) => check === 'withdrawal-enabled'), ...overrides };
}

/** The demo report with a finding of each fate: open, unverifiable, waived, in the baseline; and an idle waiver. */
export function mixedReport(): Report {
  const waiver = { reason: 'pays suppliers', expires: '2027-01-31', owner: 'desk' };
  const [first, second, third, ...others] = demoReport().findings;
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('the demo has changed');
  const idle = {
    check: 'key-age',
    account: 'main',
    key: null,
    reason: 'x',
    expires: '2026-12-31',
    owner: null,
  };
  return demoReport({
    findings: [first, { ...second, waiver }, { ...third, inBaseline: true }, ...others],
    waivers: [{ ...idle, state: 'unused' }],
  });
}

/** Text for a terminal of 80 columns without colour. */
export const plain: RenderOptions = { width: 80, color: false, unicode: true, failOn: 'high', show: 'info' };

function one<T>(values: readonly T[], is: (value: T) => boolean): T {
  const found = values.find(is);
  if (found === undefined) throw new Error('the demo report has changed');
  return found;
}
