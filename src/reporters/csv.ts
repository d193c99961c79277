import { stringify } from 'csv-stringify/sync';
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
  return [...pieces(report)].join('');
}

/** So many rows in a piece: calling the library for each would take longer than its work. */
const rowsAtOnce = 100;

export function* pieces(report: Report): Iterable<string> {
  const places = placesOf(report);
  let waiting: (readonly string[])[] = [columns];
  for (const row of rowsOf(report)) {
    const { file = null, line = null } =
      placeOf({ account: row.account ?? '', file: row.key_file ?? null }, places) ?? {};
    const rest: Row = { finished_at: report.finishedAt, file, line: line === null ? null : String(line) };
    waiting.push(columns.map((column) => cell(row[column] ?? rest[column] ?? '')));
    if (waiting.length < rowsAtOnce) continue;
    yield lines(waiting);
    waiting = [];
  }
  yield lines(waiting);
}

function lines(rows: (readonly string[])[]): string {
  return stringify(rows, { record_delimiter: 'windows' });
}

function* rowsOf(report: Report): Iterable<Row> {
  const names = keyNames(report);
  for (const account of untoldAccounts(report)) yield accountRow(account);
  for (const finding of report.findings) yield findingRow(finding, names);
  for (const waiver of idleWaivers(report)) yield waiverRow(waiver);
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
  const { remediation, waiver } = finding;
  const key = names.keyOf(finding);
  return {
    type: 'finding',
    status: statusOf(finding),
    severity: finding.severity,
    outcome: finding.outcome,
    check: finding.check,
    title: finding.title,
    account: finding.account,
    exchange: finding.exchange,
    masked: key?.masked ?? null,
    label: key?.label ?? null,
    relation: key?.relation ?? null,
    owner: key?.owner ?? null,
    key: finding.key,
    detail: finding.detail,
    key_file: finding.file,
    includes: partsOf(finding).join(' '),
    remediation: remediation.summary,
    steps: remediation.steps.map((step, at) => `${at + 1}. ${step}`).join(' '),
    url: remediation.url,
    references: finding.references.join(', '),
    waiver_reason: waiver?.reason ?? null,
    waiver_owner: waiver?.owner ?? null,
    waiver_expires: waiver?.expires ?? null,
    id: finding.id,
  };
}

function waiverRow({ state, check, account, key, reason, owner, expires }: WaiverReport): Row {
  return {
    type: 'waiver',
    status: state,
    check,
    account,
    key,
    waiver_reason: reason,
    waiver_owner: owner,
    waiver_expires: expires,
  };
}

/**
 * Where a spreadsheet would see a formula begin: at the start of a cell, and after a semicolon, which ends a cell
 * where the comma is the decimal sign.
 */
const formula = /(^|;)(?=[\s"']*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

/** What most cells are: nothing in them is to be written out, and neither a formula nor a command can begin. */
const plain = /^(?:\w[ -"$-:<-~…]*)?$/;

/** The whole text, with controls and what deceives the eye written out, no formula, and no command of a workflow. */
function cell(text: string): string {
  if (plain.test(text)) return text;
  return withoutCommands(printable(text, Number.POSITIVE_INFINITY, true)).replace(formula, "$1'");
}
