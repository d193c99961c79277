import type { Finding, Report } from '../model/report.js';
import { idleWaivers, untoldAccounts } from './finding-words.js';
import { harmless } from './json.js';
import { keyNames, placesOf } from './table/names.js';
import { statusOf } from './table/open.js';

/**
 * A line for each finding that needs no other line to be understood; before them one for each account that was not
 * wholly audited, after them one for each waiver without effect. The last line is the verdict: without it, the file
 * is cut off.
 */
export function render(report: Report): string {
  return [...pieces(report)].join('');
}

export function* pieces(report: Report): Iterable<string> {
  for (const lines of [accounts(report), findings(report), waivers(report), [summary(report)]]) {
    for (const each of lines) yield `${harmless(JSON.stringify(each))}\n`;
  }
}

/** What every line begins with. */
function line(type: 'account' | 'finding' | 'waiver' | 'summary', { schemaVersion, finishedAt }: Report) {
  return { type, schemaVersion, finishedAt };
}

function accounts(report: Report): Iterable<object> {
  return untoldAccounts(report).map(({ name, exchange, status, error, declaredAt }) => ({
    ...line('account', report),
    status,
    account: name,
    exchange,
    error,
    declaredAt,
  }));
}

function* findings(report: Report): Iterable<object> {
  const names = keyNames(report);
  const places = placesOf(report);
  const { schemaVersion, finishedAt } = report;
  for (const finding of report.findings) {
    const { masked = null, label = null, relation = null, owner = null } = names.keyOf(finding) ?? {};
    // Each by its name: to copy what an object holds takes twenty times as long.
    yield {
      type: 'finding',
      schemaVersion,
      finishedAt,
      status: statusOf(finding),
      id: finding.id,
      check: finding.check,
      outcome: finding.outcome,
      severity: finding.severity,
      account: finding.account,
      exchange: finding.exchange,
      key: finding.key,
      masked,
      label,
      relation,
      owner,
      file: finding.file,
      title: finding.title,
      detail: finding.detail,
      evidence: finding.evidence,
      includes: finding.includes,
      inBaseline: finding.inBaseline,
      remediation: finding.remediation,
      references: finding.references,
      waiver: finding.waiver,
      declaredAt: places.get(finding.account) ?? null,
    } satisfies Record<keyof Finding, unknown> & Record<string, unknown>;
  }
}

function waivers(report: Report): Iterable<object> {
  return idleWaivers(report).map(({ state, ...waiver }) => ({
    ...line('waiver', report),
    status: state,
    ...waiver,
  }));
}

function summary(report: Report): object {
  const { tool, startedAt, history } = report;
  return { ...line('summary', report), ...report.summary, tool, startedAt, history };
}
