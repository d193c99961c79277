import { checks } from '../checks/index.js';
import type { AccountReport, Finding, Report, WaiverReport } from '../model/report.js';
import type { Severity } from '../model/severity.js';
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
import { jsonDocument } from './json.js';
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
 * for each waiver without effect. `status_code` is as Prowler has it: MANUAL for what nobody but a person can look up.
 */
export function render(report: Report): string {
  const names = keyNames(report);
  const events = [
    ...untoldAccounts(report).map((account) => accountEvent(account, report)),
    ...report.findings.map((finding) => findingEvent(finding, names, report)),
    ...idleWaivers(report).map((waiver) => waiverEvent(waiver, report)),
  ];
  return jsonDocument(events);
}

function findingEvent(finding: Finding, names: KeyNames, report: Report) {
  const { id, check, outcome, severity, account, file, title, detail, references, waiver } = finding;
  const name = names.nameOf(finding);
  const evidence = evidenceOf(finding).join('\n');
  const accepted = acceptanceOf(finding);
  const pages = [finding.remediation, ...finding.includes.map(({ remediation }) => remediation)];
  return {
    ...base(report, { id: check, uid: file === null ? `${id}:${account}` : id, title, evidence }),
    ...severities[severity],
    ...(accepted === null ? open : suppressed),
    status_code: outcome === 'fail' ? 'FAIL' : 'MANUAL',
    status_detail: accepted ?? detail,
    message: `${name}: ${evidence}`,
    risk_details: rationales.get(check),
    resources: [resourceOf(finding, name)],
    remediation: {
      desc: remediesOf(finding).join('\n\n'),
      references: [...new Set(pages.map(({ url }) => url))].filter((url) => url !== ''),
    },
    unmapped: { references, includes: finding.includes, waiver, in_baseline: finding.inBaseline },
  };
}

function accountEvent(account: AccountReport, report: Report) {
  const { name, exchange, status, error } = account;
  const trouble = troubleOf(account);
  return {
    ...base(report, {
      id: unaudited.id,
      uid: `${unaudited.id}:${exchange}:${name}`,
      title: unaudited.title,
      evidence: trouble,
    }),
    // How grave it is depends on what was not told.
    ...{ severity_id: 0, severity: 'Unknown' },
    ...open,
    status_code: 'MANUAL',
    status_detail: trouble,
    message: trouble,
    risk_details: unaudited.why,
    resources: [resourceOf({ account: name, exchange, key: null, file: null }, `${name} (${exchange})`)],
    remediation: {
      desc:
        status === 'not-asked'
          ? 'Audit the account with the network.'
          : 'Find out why, and audit the account again.',
      references: [],
    },
    unmapped: { account_status: status, error: error?.kind ?? null },
  };
}

function waiverEvent(waiver: WaiverReport, report: Report) {
  const { check, account, key, state } = waiver;
  const text = idleWaiverText(waiver);
  return {
    ...base(report, {
      id: idleWaiver.id,
      uid: [idleWaiver.id, check, account ?? '', key ?? ''].join(':'),
      title: idleWaiver.title,
      evidence: text,
    }),
    ...severities.info,
    ...open,
    status_code: 'MANUAL',
    status_detail: text,
    message: text,
    resources: [{ uid: key ?? account, name: account ?? key, type: key === null ? 'Account' : 'API key' }],
    remediation: { desc: 'Take the waiver out, or write what it is for.', references: [] },
    unmapped: { waiver_state: state, waiver },
  };
}

/** What an event is about: the check or what stands for it, and this finding of it, the same over runs. */
interface Told {
  readonly id: string;
  readonly uid: string;
  readonly title: string;
  readonly evidence: string;
}

function base({ tool, startedAt }: Report, { id, uid, title, evidence }: Told) {
  const time = Date.parse(startedAt);
  return {
    ...{ category_uid: 2, category_name: 'Findings', class_uid: 2004, class_name: 'Detection Finding' },
    ...{ activity_id: 1, activity_name: 'Create' },
    ...{ type_uid: 200401, type_name: 'Detection Finding: Create' },
    time,
    metadata: {
      version: schemaVersion,
      event_code: id,
      product: { uid: 'keyaudit', name: 'keyaudit', vendor_name: 'keyaudit', version: tool.version },
    },
    finding_info: {
      ...{ uid, title, desc: evidence, created_time: time },
      analytic: { type_id: 1, type: 'Rule', uid: id, name: id },
    },
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
