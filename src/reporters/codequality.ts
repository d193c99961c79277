import type { Place } from '../model/account.js';
import type { AccountReport, Finding, Report, WaiverReport } from '../model/report.js';
import type { Severity } from '../model/severity.js';
import { codePlaceOf } from './code-place.js';
import { idleWaiverPrint, printOf, unauditedPrint } from './finding-prints.js';
import {
  acceptanceOf,
  evidenceOf,
  idleWaiver,
  idleWaivers,
  idleWaiverText,
  isOffline,
  offlineText,
  summariesOf,
  titleOf,
  troubleOf,
  unaudited,
  unauditedAccounts,
} from './finding-words.js';
import { jsonDocument, jsonPieces } from './json.js';
import { type KeyNames, keyNames, placeOf, placesOf } from './table/names.js';

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format; other fields are ignored there. */
interface Violation {
  readonly description: string;
  readonly check_name: string;
  /** GitLab shows what has the same one as one, and compares branches by it. */
  readonly fingerprint: string;
  readonly severity: (typeof gravities)[Severity];
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const gravities = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
} as const satisfies Record<Severity, string>;

/**
 * GitLab's Code Quality: a violation for each finding, each account that could not be audited, and each waiver
 * without effect. The format has no word for doubt or for a waiver, so the description tells of them.
 */
export function render(report: Report): string {
  return jsonDocument(violationsOf(report));
}

export function pieces(report: Report): Iterable<string> {
  return jsonPieces(violationsOf(report));
}

function violationsOf(report: Report): readonly Violation[] {
  const names = keyNames(report);
  const places = placesOf(report);
  return [
    ...(isOffline(report) ? [offlineViolation] : []),
    ...unauditedAccounts(report).map(unauditedViolation),
    ...report.findings.map((finding) => findingViolation(finding, placeOf(finding, places), names)),
    ...idleWaivers(report).map((waiver) => waiverViolation(waiver, places.get(waiver.account ?? '') ?? null)),
  ];
}

/** Without it, a report without findings would look as if the keys had been audited. */
const offlineViolation: Violation = {
  description: sentences([offlineText]),
  check_name: 'offline',
  fingerprint: 'offline',
  severity: 'info',
  location: locationOf(null),
};

function findingViolation(finding: Finding, place: Place | null, names: KeyNames): Violation {
  const accepted = acceptanceOf(finding);
  return {
    description: sentences([
      ...(accepted === null ? [] : [accepted]),
      `${names.nameOf(finding)}: ${titleOf(finding)}`,
      ...evidenceOf(finding),
      `What to do: ${summariesOf(finding).join(' ')}`,
    ]),
    check_name: finding.check,
    fingerprint: printOf(finding),
    severity: accepted === null ? gravityOf(finding) : 'info',
    location: locationOf(place),
  };
}

/** What nobody knows is no blocker, and no trifle either. */
function gravityOf({ outcome, severity }: Finding): Violation['severity'] {
  const isDoubtful = outcome === 'unverifiable' && (severity === 'critical' || severity === 'high');
  return isDoubtful ? 'major' : gravities[severity];
}

function unauditedViolation(account: AccountReport): Violation {
  return {
    description: sentences([`${unaudited.title}: ${troubleOf(account)}`]),
    check_name: unaudited.id,
    fingerprint: unauditedPrint(account),
    severity: 'major',
    location: locationOf(account.declaredAt),
  };
}

function waiverViolation(waiver: WaiverReport, place: Place | null): Violation {
  return {
    description: sentences([`${idleWaiver.title}: ${idleWaiverText(waiver)}`]),
    check_name: idleWaiver.id,
    fingerprint: idleWaiverPrint(waiver),
    severity: 'minor',
    location: locationOf(place),
  };
}

function locationOf(place: Place | null): Violation['location'] {
  const { file, line } = codePlaceOf(place);
  return { path: file, lines: { begin: line } };
}

/** One line, which is all that GitLab shows, with a full stop after each part. */
function sentences(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/\s+/g, ' ').replace(/[^.!?]$/, '$&.')).join(' ');
}
