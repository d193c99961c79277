import { stringify } from 'csv-stringify/sync';
import type { Remedy } from '../model/remedy.js';
import type { AccountReport, Finding, Report, WaiverReport } from '../model/report.js';
import { idleWaivers, partsOf, reasonOf, untoldAccounts } from './finding-words.js';
import { type KeyNames, keyNames, placeOf, placesOf } from './table/names.js';
import { statusOf } from './table/open.js';
import { printable } from './table/printable.js';
import { withoutCommands } from './workflow-log.js';

/** In this order; new ones come last. */
const columns = [
  'type',
  'status',
  'severity',
  'outcome',
  'check',
  'title',
  'account',
  'exchange',
  'masked',
  'label',
  'relation',
  'owner',
  'key',
  'detail',
  'includes',
  'remediation',
  'steps',
  'url',
  'references',
  'waiver_reason',
  'waiver_owner',
  'waiver_expires',
  'error',
  'id',
  'finished_at',
  'file',
  'line',
  'key_file',
] as const;

/** A cell that is left out is empty. */
type Row = Partial<Record<(typeof columns)[number], string | null>>;

/** RFC 4180: a row for each account that was not wholly audited, each finding, and each waiver without effect. */
export function render(report: Report): string {
  const names = keyNames(report);
  const places = placesOf(report);
  const rows = [
    ...untoldAccounts(report).map(accountRow),
    ...report.findings.map((finding) => findingRow(finding, names)),
    ...idleWaivers(report).map(waiverRow),
  ].map((row): Row => {
    const { file = null, line = null } =
      placeOf({ account: row.account ?? '', file: row.key_file ?? null }, places) ?? {};
    return { ...row, finished_at: report.finishedAt, file, line: line === null ? null : String(line) };
  });
  const cells = rows.map((row) => columns.map((column) => cell(row[column] ?? '')));
  return stringify([columns, ...cells], { record_delimiter: 'windows' });
}

function accountRow(account: AccountReport): Row {
  const { name, exchange, status, error } = account;
  return {
    type: 'account',
    status,
    account: name,
    exchange,
    detail: reasonOf(account),
    error: error?.kind ?? null,
  };
}

function findingRow(finding: Finding, names: KeyNames): Row {
  const { id, severity, outcome, check, title, account, exchange, detail, remediation, waiver } = finding;
  const key = names.keyOf(finding);
  return {
    type: 'finding',
    status: statusOf(finding),
    ...{ severity, outcome, check, title, account, exchange, detail, id },
    masked: key?.masked ?? null,
    label: key?.label ?? null,
    relation: key?.relation ?? null,
    owner: key?.owner ?? null,
    key: finding.key,
    key_file: finding.file,
    includes: partsOf(finding).join(' '),
    ...remedyCells(remediation),
    references: finding.references.join(', '),
    ...waiverCells(waiver),
  };
}

function waiverRow({ state, check, account, key, ...waiver }: WaiverReport): Row {
  return { type: 'waiver', status: state, check, account, key, ...waiverCells(waiver) };
}

function waiverCells(waiver: Finding['waiver']): Row {
  if (waiver === null) return {};
  return { waiver_reason: waiver.reason, waiver_owner: waiver.owner, waiver_expires: waiver.expires };
}

function remedyCells({ summary, steps, url }: Remedy): Row {
  return { remediation: summary, steps: steps.map((step, at) => `${at + 1}. ${step}`).join(' '), url };
}

/**
 * Where a spreadsheet would see a formula begin: at the start of a cell, and after a semicolon, which ends a cell
 * where the comma is the decimal sign.
 */
const formula = /(^|;)(?=[\s"']*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** The whole text, with controls and what deceives the eye written out, no formula, and no command of a workflow. */
function cell(text: string): string {
  return withoutCommands(printable(text, Number.POSITIVE_INFINITY, true)).replace(formula, "$1'");
}
