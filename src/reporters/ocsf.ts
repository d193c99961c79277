import { checks } from '../checks/index.js';
import type { AccountReport, Finding, Report, WaiverReport } from '../model/report.js';
import type { Severity } from '../model/severity.js';
import { idleWaiverPrint, printOf, unauditedPrint } from './finding-prints.js';
import {
  acceptanceOf,
  evidenceOf,
  idleWaiver,
  idleWaivers,
  idleWaiverText,
  remediesOf,
  troubleOf,
  unaudited,
  untoldAccounts,
} from './finding-words.js';
import { harmless } from './json.js';
import { type KeyNames, keyNames } from './table/names.js';

/** https://schema.ocsf.io/1.2.0/classes/detection_finding: what it has is in all later ones of 1. */
const schemaVersion = '1.2.0';

const severities: Readonly<Record<Severity, { readonly severity_id: number; readonly severity: string }>> = {
  critical: { severity_id: 5, severity: 'Critical' },
  high: { severity_id: 4, severity: 'High' },
  medium: { severity_id: 3, severity: 'Medium' },
  low: { severity_id: 2, severity: 'Low' },
  info: { severity_id: 1, severity: 'Informational' },
};

const open = { status_id: 1, status: 'New' };
const suppressed = { status_id: 3, status: 'Suppressed' };

const rationales = new Map(checks.map(({ id, rationale }) => [id, rationale]));

/**
 * OCSF Detection Findings in one array: an event for each account that was not wholly audited, for each finding, and
 * for each waiver without effect; a line each. `status_code` is as Prowler has it: MANUAL for what nobody but a person can look up.
 */
export function render(report: Report): string {
  return [...pieces(report)].join('');
}

export function* pieces(report: Report): Iterable<string> {
  let before = '[\n';
  for (const event of events(report)) {
    yield `${before}${harmless(JSON.stringify(event))}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

function* events(report: Report): Iterable<object> {
  const names = keyNames(report);
  for (const account of untoldAccounts(report)) yield accountEvent(account, report);
  for (const finding of report.findings) yield findingEvent(finding, names, report);
  for (const waiver of idleWaivers(report)) yield waiverEvent(waiver, report);
}

function findingEvent(finding: Finding, names: KeyNames, report: Report): object {
  const { check, outcome, severity, title, detail, references, waiver } = finding;
  const name = names.nameOf(finding);
  const evidence = evidenceOf(finding).join('\n');
  const accepted = acceptanceOf(finding);
  const pages = [finding.remediation, ...finding.includes.map(({ remediation }) => remediation)];
  return eventOf(report, {
    id: check,
    uid: printOf(finding),
    title,
    evidence,
    severity: severities[severity],
    status: accepted === null ? open : suppressed,
    status_code: outcome === 'fail' ? 'FAIL' : 'MANUAL',
    status_detail: accepted ?? detail,
    message: `${name}: ${evidence}`,
    risk_details: rationales.get(check),
    resource: resourceOf(finding, name),
    remediation: {
      desc: remediesOf(finding).join('\n\n'),
      references: [...new Set(pages.map(({ url }) => url))].filter((url) => url !== ''),
    },
    unmapped: { references, includes: finding.includes, waiver, in_baseline: finding.inBaseline },
  });
}

function accountEvent(account: AccountReport, report: Report): object {
  const { name, exchange, status, error } = account;
  const trouble = troubleOf(account);
  return eventOf(report, {
    id: unaudited.id,
    uid: unauditedPrint(account),
    title: status === 'not-asked' ? 'Account was not asked' : unaudited.title,
    evidence: trouble,
    // How grave it is depends on what was not told.
    severity: { severity_id: 0, severity: 'Unknown' },
    status: open,
    status_code: 'MANUAL',
    status_detail: trouble,
    message: trouble,
    risk_details: unaudited.why,
    resource: resourceOf({ account: name, exchange, key: null, file: null }, `${name} (${exchange})`),
    remediation: {
      desc:
        status === 'not-asked'
          ? 'Audit the account with the network.'
          : 'Find out why, and audit the account again.',
      references: [],
    },
    unmapped: { account_status: status, error: error?.kind ?? null },
  });
}

function waiverEvent(waiver: WaiverReport, report: Report): object {
  const { account, key, state } = waiver;
  const text = idleWaiverText(waiver);
  return eventOf(report, {
    id: idleWaiver.id,
    uid: idleWaiverPrint(waiver),
    title: idleWaiver.title,
    evidence: text,
    severity: severities.info,
    status: open,
    status_code: 'MANUAL',
    status_detail: text,
    message: text,
    resource: { uid: key ?? account, name: account ?? key, type: key === null ? 'Account' : 'API key' },
    remediation: { desc: 'Take the waiver out, or write what it is for.', references: [] },
    unmapped: { waiver_state: state, waiver },
  });
}

/** What differs from event to event. */
interface Told {
  /** The check, or what stands for it. */
  readonly id: string;
  /** Of this finding, the same over runs. */
  readonly uid: string;
  readonly title: string;
  readonly evidence: string;
  readonly severity: { readonly severity_id: number; readonly severity: string };
  readonly status: { readonly status_id: number; readonly status: string };
  readonly status_code: 'FAIL' | 'MANUAL';
  readonly status_detail: string;
  readonly message: string;
  readonly risk_details?: string | undefined;
  readonly resource: object;
  readonly remediation: object;
  readonly unmapped: object;
}

/** Each attribute by its name: objects spread into one another take many times as long, and there may be 30,000. */
function eventOf({ tool, startedAt }: Report, told: Told): object {
  const time = Date.parse(startedAt);
  return {
    category_uid: 2,
    category_name: 'Findings',
    class_uid: 2004,
    class_name: 'Detection Finding',
    activity_id: 1,
    activity_name: 'Create',
    type_uid: 200401,
    type_name: 'Detection Finding: Create',
    time,
    metadata: {
      version: schemaVersion,
      event_code: told.id,
      product: { uid: 'keyaudit', name: 'keyaudit', vendor_name: 'keyaudit', version: tool.version },
    },
    finding_info: {
      uid: told.uid,
      title: told.title,
      desc: told.evidence,
      created_time: time,
      analytic: { type_id: 1, type: 'Rule', uid: told.id, name: told.id },
    },
    severity_id: told.severity.severity_id,
    severity: told.severity.severity,
    status_id: told.status.status_id,
    status: told.status.status,
    status_code: told.status_code,
    status_detail: told.status_detail,
    message: told.message,
    risk_details: told.risk_details,
    resources: [told.resource],
    remediation: told.remediation,
    unmapped: told.unmapped,
  };
}

/** A key that could not be read has no name of its own: then it is about the account. */
function resourceOf(
  { account, exchange, key, file }: Pick<Finding, 'account' | 'exchange' | 'key' | 'file'>,
  name: string,
) {
  const isKey = key !== null && key !== 'unknown';
  return {
    uid: file ?? (isKey ? key : `${exchange}/${account}`),
    name,
    type: file !== null ? 'File' : isKey ? 'API key' : 'Account',
    group: { name: exchange },
    owner: { name: account },
  };
}
