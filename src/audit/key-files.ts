import type { KeyFile } from '../model/key-file.js';
import type { Finding, KeyFileReport } from '../model/report.js';
import { severities } from '../model/severity.js';
import type { AskedAccount } from './inventory.js';
import { unknownFact, valueOr } from './report-facts.js';

/** Finds the accounts whose keys lie in a file, in the order of the audit. */
export function usersOf(collected: readonly AskedAccount[]): (path: string) => readonly string[] {
  const users = new Map<string, readonly string[]>();
  for (const { account, files } of collected) {
    for (const path of new Set(files?.map((file) => file.path))) {
      users.set(path, [...(users.get(path) ?? []), account.name]);
    }
  }
  return (path) => users.get(path) ?? [];
}

/**
 * The findings without those about a file that another account tells of. Told is what is open where another is waived,
 * what is known where another is not, and the gravest: what is accepted of one key must not hide the key beside it.
 */
export function oncePerFile(findings: readonly Finding[]): readonly Finding[] {
  const told = new Map<string, Finding>();
  for (const finding of findings) {
    if (finding.file === null) continue;
    const other = told.get(finding.id);
    if (other === undefined || isWorse(finding, other)) told.set(finding.id, finding);
  }
  return findings.filter((finding) => finding.file === null || told.get(finding.id) === finding);
}

function isWorse(one: Finding, other: Finding): boolean {
  if ((one.waiver === null) !== (other.waiver === null)) return one.waiver === null;
  if (one.outcome !== other.outcome) return one.outcome === 'fail';
  return severities.indexOf(one.severity) < severities.indexOf(other.severity);
}

/** A file's facts in the words of the JSON report. */
export function toKeyFileReport(file: KeyFile): KeyFileReport {
  const { path, protection, readableBy, isFolderClosed, repository } = file;
  return {
    path,
    protection: valueOr(protection, 'unknown'),
    readableBy: valueOr(readableBy, null),
    folderClosed: valueOr(isFolderClosed, null),
    repository: valueOr(repository, 'unknown'),
    unknown: [
      ...unknownFact('protection', protection),
      ...unknownFact('readableBy', readableBy),
      ...unknownFact('folderClosed', isFolderClosed),
      ...unknownFact('repository', repository),
    ],
  };
}
