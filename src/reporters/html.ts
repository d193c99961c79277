import type { Report } from '../model/report.js';
import { safetySection, troubledSection } from './html/accounts.js';
import { documentOf } from './html/document.js';
import { baselineSection, idleWaiversSection, unverifiedSection, waivedSection } from './html/fates.js';
import { filterBar } from './html/filter.js';
import { findingBlocks, findingsSection } from './html/findings.js';
import { matrixSection } from './html/matrix.js';
import { marksOf, pageOf } from './html/page.js';
import { timelineSection } from './html/timeline.js';
import { verdictHeader } from './html/verdict.js';
import type { RenderOptions } from './reporter.js';
import { printableReport } from './table/printable.js';
import { withoutMilder } from './table/shown.js';

/**
 * The report as one page that needs nothing beside it and can reach nothing. Without its script all of it can be
 * read; only the filter is gone.
 */
export function render(report: Report, options: RenderOptions): string {
  return [...pieces(report, options)].join('');
}

export function* pieces(raw: Report, { failOn, show }: RenderOptions): Iterable<string> {
  const report = printableReport(raw, true);
  const shown = withoutMilder(report, show);
  const accounts = unique([...report.accounts.map(({ name }) => name), ...of(report, 'account')]);
  const exchanges = unique([...report.accounts.map(({ exchange }) => exchange), ...of(report, 'exchange')]);
  const page = pageOf(report, shown, marksOf(report, accounts, exchanges));
  const { blocks, anchors } = findingBlocks(page);
  const parts = [
    troubledSection(page),
    matrixSection(page, anchors),
    findingsSection(page, blocks),
    timelineSection(page),
    safetySection(page),
    unverifiedSection(page),
    waivedSection(page),
    idleWaiversSection(page),
    baselineSection(page, show),
  ].filter((part) => part !== null);
  const severities = new Set(shown.findings.map(({ severity }) => severity));
  const header = verdictHeader(report, failOn, show);
  const filter = filterBar(accounts, exchanges, severities);
  for (const { text } of documentOf(report, header, filter, parts)) yield text;
}

function of({ keys, findings }: Report, field: 'account' | 'exchange'): readonly string[] {
  return [...keys, ...findings].map((subject) => subject[field]);
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
