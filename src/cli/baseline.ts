import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { member } from '../config/mapping.js';
import type { BaselineFinding } from '../index.js';
import { outcomes } from '../model/report.js';
import { severities } from '../model/severity.js';
import { UserError } from '../model/user-error.js';

/**
 * The findings of the report that `--baseline` names. Of the file as little is asked as is compared, so that reports of
 * other versions do.
 * @throws UserError where there is no such report
 */
export async function readBaseline(file: string, cwd: string): Promise<readonly BaselineFinding[]> {
  const report = await readJson(file, cwd);
  const findings = member(report, 'findings');
  if (member(report, 'schemaVersion') !== 1 || !Array.isArray(findings)) {
    throw new UserError(
      `--baseline ${file}: is no report of keyaudit; make one with --format json --output ${file}.`,
    );
  }
  return findings.map((finding, index) => {
    const read = toFinding(finding);
    if (read === null)
      throw new UserError(`--baseline ${file}: findings[${index}] is not as keyaudit writes it.`);
    return read;
  });
}

async function readJson(file: string, cwd: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(resolve(cwd, file), 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserError(`--baseline ${file}: is not JSON.`);
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new UserError(
      `--baseline ${file}: ${code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`}.`,
    );
  }
}

function toFinding(value: unknown): BaselineFinding | null {
  const [id, outcome, severity] = [member(value, 'id'), member(value, 'outcome'), member(value, 'severity')];
  const [key, includes] = [member(value, 'key') ?? null, member(value, 'includes') ?? []];
  const knownOutcome = outcomes.find((known) => known === outcome);
  const knownSeverity = severities.find((known) => known === severity);
  if (typeof id !== 'string' || !Array.isArray(includes)) return null;
  if (key !== null && typeof key !== 'string') return null;
  const file = member(value, 'file') ?? null;
  if (file !== null && typeof file !== 'string') return null;
  if (knownOutcome === undefined || knownSeverity === undefined) return null;
  return {
    id,
    key,
    file,
    outcome: knownOutcome,
    severity: knownSeverity,
    evidence: evidenceOf(value),
    includes: includes.flatMap(toPart),
  };
}

/** None where it is not as keyaudit writes it: then its whole has grown, which is new. */
function toPart(value: unknown): BaselineFinding['includes'] {
  const [check, severity] = [member(value, 'check'), member(value, 'severity')];
  const knownSeverity = severities.find((known) => known === severity);
  if (typeof check !== 'string' || knownSeverity === undefined) return [];
  return [{ check, severity: knownSeverity, evidence: evidenceOf(value) }];
}

function evidenceOf(value: unknown): readonly string[] | undefined {
  const evidence = member(value, 'evidence');
  return Array.isArray(evidence) ? evidence.map(String) : undefined;
}
