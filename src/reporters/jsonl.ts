import type { Report } from '../model/report.js';
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
  return [...accounts(report), ...findings(report), ...waivers(report), summary(report)]
    .map((line) => `${harmless(JSON.stringify(line))}\n`)
    .join('');
}

/** What every line begins with. */
function line(type: 'account' | 'finding' | 'waiver' | 'summary', { schemaVersion, finishedAt }: Report) {
  return { type, schemaVersion, finishedAt };
}

function accounts(report: Report): readonly object[] {
  return untoldAccounts(report).map(({ name, exchange, status, error, declaredAt }) => ({
    ...line('account', report),
    status,
    account: name,
    exchange,
    error,
    declaredAt,
  }));
}

function findings(report: Report): readonly object[] {
  const names = keyNames(report);
  const places = placesOf(report);
  return report.findings.map((finding) => {
    const { masked = null, label = null, relation = null, owner = null } = names.keyOf(finding) ?? {};
    const { id, check, outcome, severity, account, exchange, key, file, ...rest } = finding;
    return {
      ...line('finding', report),
      status: statusOf(finding),
      ...{ id, check, outcome, severity, account, exchange, key },
      ...{ masked, label, relation, owner },
      ...{ file, ...rest },
      declaredAt: places.get(account) ?? null,
    };
  });
}

function waivers(report: Report): readonly object[] {
  return idleWaivers(report).map(({ state, ...waiver }) => ({
    ...line('waiver', report),
    status: state,
    ...waiver,
  }));
}

function summary(report: Report): object {
  const { tool, startedAt } = report;
  return { ...line('summary', report), ...report.summary, tool, startedAt };
}
