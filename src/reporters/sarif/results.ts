import type { Location, Message, Result } from 'sarif';
import type { Place } from '../../model/account.js';
import type { AccountReport, Finding, Report } from '../../model/report.js';
import { codePlaceOf } from '../code-place.js';
import { printOf, unauditedPrint } from '../finding-prints.js';
import { acceptanceOf, evidenceOf, remediesOf, troubleOf, unaudited } from '../finding-words.js';
import { type KeyNames, keyNames, placeOf, placesOf } from '../table/names.js';
import { leftOut } from './rules.js';
import { gravities } from './severity.js';

/** A result for each of these findings of a report, open or not. */
export function findingResults(report: Report, findings: readonly Finding[]): Result[] {
  const names = keyNames(report);
  const places = placesOf(report);
  return findings.map((finding) => toResult(finding, placeOf(finding, places), names));
}

function toResult(finding: Finding, place: Place | null, names: KeyNames): Result {
  const { check, outcome, severity, exchange, key, file, title } = finding;
  const name = names.nameOf(finding);
  const path = [exchange, finding.account, ...(key === null ? [] : [key])];
  return {
    ruleId: check,
    kind: outcome === 'fail' ? 'fail' : 'open',
    level: outcome === 'fail' ? gravities[severity].level : 'none',
    message: messageOf([
      `${name}: ${title}. ${evidenceOf(finding).join('\n')}`,
      ...remediesOf(finding).map((remedy) => `What to do: ${remedy}`),
    ]),
    locations: [locationOf(place, name, file === null ? path : [file])],
    partialFingerprints: fingerprintsOf(printOf(finding)),
    ...suppressionsOf(finding),
    properties: { severity, account: finding.account, exchange, key, file },
  };
}

/** The result that keeps an account from being taken for a clean one where it could not be looked at. */
export function unauditedResult(account: AccountReport): Result {
  const { name, exchange } = account;
  return {
    ruleId: unaudited.id,
    kind: 'open',
    level: 'none',
    message: messageOf([troubleOf(account)]),
    locations: [unauditedLocation(account)],
    partialFingerprints: fingerprintsOf(unauditedPrint(account)),
    properties: { account: name, exchange, kind: account.error?.kind ?? null },
  };
}

/** The result that keeps what is left out from being taken for mended. */
export function leftOutResult(text: string): Result {
  return {
    ruleId: leftOut.id,
    kind: 'fail',
    level: 'error',
    message: messageOf([text]),
    locations: [locationOf(null, 'keyaudit', ['keyaudit'])],
    partialFingerprints: fingerprintsOf(leftOut.id),
  };
}

export function unauditedLocation(account: AccountReport): Location {
  const { name, exchange } = account;
  return locationOf(account.declaredAt, `${name} (${exchange})`, [exchange, name]);
}

/**
 * Plain text in which nothing is a link, which viewers make of what looks like Markdown's, and nothing a placeholder,
 * which the standard makes of a number in braces (3.11.5).
 */
export function messageOf(paragraphs: readonly string[]): Message & { text: string } {
  return {
    text: paragraphs
      .join('\n\n')
      .replaceAll('](', '] (')
      .replaceAll(/\{(?=\d+\})/g, '{ '),
  };
}

function locationOf(place: Place | null, name: string, path: readonly string[]): Location {
  const { file, line } = codePlaceOf(place);
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } },
    logicalLocations: [{ name, fullyQualifiedName: path.join('/'), kind: 'resource' }],
  };
}

function uriOf(file: string): string {
  const wellFormed = file.replace(/\p{Surrogate}/gu, '\ufffd');
  return wellFormed.split('/').map(encodeURIComponent).join('/');
}

/**
 * Code scanning looks at this one name. Without it, the action that uploads would put in a hash of the line, which
 * is the same for all keys of an account, and alerts would be taken for one another.
 */
function fingerprintsOf(print: string): Result['partialFingerprints'] & object {
  return { primaryLocationLineHash: print };
}

function suppressionsOf(finding: Finding): Pick<Result, 'suppressions'> {
  const justification = acceptanceOf(finding);
  return justification === null
    ? {}
    : { suppressions: [{ kind: 'external', status: 'accepted', justification }] };
}
