import { type Judgement, runCheck } from '../checks/engine.js';
import { knownBreaches } from '../checks/known-breaches.js';
import type { Account } from '../model/account.js';
import type { Check, JudgeContext } from '../model/check.js';
import { isDrift } from '../model/history.js';
import { policyFor, type Waiver } from '../model/policy.js';
import type { FileRemedyId, Remedy, RemedyId } from '../model/remedy.js';
import type { Finding } from '../model/report.js';
import { severities } from '../model/severity.js';
import { evidenceOf } from './evidence.js';
import { fileFindingId, keyFindingId } from './finding-id.js';
import { fold } from './fold.js';
import type { AskedAccount } from './inventory.js';
import { withLastSteps } from './last-steps.js';
import { type Judging, type Subject, subjectsOf } from './subjects.js';
import { waiversOf } from './waivers.js';

/** What is said of an account and its keys. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** Those that waive one of the findings. */
  readonly waivers: readonly Waiver[];
}

/**
 * Runs every check that the policy leaves on over an account's keys, over what is around them, and over the files that
 * its key lies in. A listed key that is another account's own is judged there.
 */
export function judgeAccount(asked: Pick<AskedAccount, 'facts' | 'files'>, judging: Judging): Judged {
  const judged = subjectsOf(asked, judging).map((subject) => judge(subject, judging));
  return {
    findings: judged
      .flatMap(({ findings }) => fold(findings, judging.checks))
      .map((finding) => withLastSteps(finding, judging.exchange.name)),
    waivers: judged.flatMap(({ waivers }) => waivers),
  };
}

function judge(subject: Subject, judging: Judging): Judged {
  const { account, exchange, checks, policy, now } = judging;
  const { thresholds, checks: settings } = policyFor(policy, account.name);
  const context: JudgeContext = {
    now,
    exchangeName: exchange.name,
    offers: exchange.offers,
    thresholds,
    breaches: [...knownBreaches, ...policy.breaches],
    intent: subject.intent,
    environment: account.environment ?? null,
  };
  const judged = checks.flatMap((check) => {
    const setting = settings[check.id];
    if (check.subject !== subject.kind || setting === 'off') return [];
    if (subject.onlyChanges && !isDrift(check.id)) return [];
    const judgement = runCheck(check, subject.facts, context);
    if (judgement === null) return [];
    const severity = setting?.severity ?? judgement.severity;
    const about = { check: check.id, account: account.name, fingerprint: subject.fingerprint };
    const waivers = waiversOf(policy, about, now);
    const finding = toFinding(check, { ...judgement, severity }, subject, judging);
    return [{ waivers, finding: { ...finding, waiver: named(waivers) } }];
  });
  return {
    findings: judged.map(({ finding }) => finding),
    waivers: judged.flatMap(({ waivers }) => waivers),
  };
}

/** As the report names it. */
function named([waiver]: readonly Waiver[]): Finding['waiver'] {
  if (waiver === undefined) return null;
  return { reason: waiver.reason, expires: waiver.expires, owner: waiver.owner };
}

function toFinding(check: Check, judgement: Judgement, subject: Subject, judging: Judging) {
  const { account } = judging;
  const { outcome, detail, severity } = judgement;
  const fails = outcome === 'fail';
  return {
    id: findingId(check, account, subject),
    check: check.id,
    outcome,
    severity,
    account: account.name,
    exchange: account.exchange,
    key: subject.kind === 'key' ? subject.fingerprint : null,
    file: subject.file,
    title: fails ? check.title : `Could not be verified: ${check.id}`,
    detail,
    evidence: evidenceOf(check, subject.facts, judgement.outcome === 'fail' ? judgement.names : []),
    includes: [],
    inBaseline: false,
    remediation: remedyOf(subject, fails ? check.remedy : subject.lookUp),
    references: check.references,
  };
}

function remedyOf({ kind, remedies }: Subject, id: RemedyId | FileRemedyId): Remedy {
  const remedy = remedies[id];
  if (remedy === undefined) throw new Error(`there is no remedy ${id} for a ${kind}`);
  return remedy;
}

/** A key that could not be read has no fingerprint: then the account's name tells the findings apart. */
function findingId({ id }: Check, { exchange, name }: Account, { fingerprint, file }: Subject): string {
  if (file !== null) return fileFindingId(id, file);
  return keyFindingId(id, exchange, fingerprint === 'unknown' ? `account:${name}` : fingerprint);
}

/** The gravest first, what could not be verified after what was found; equals stay in their order. */
export function byGravity(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ outcome, severity }: Finding) =>
    (outcome === 'fail' ? 0 : severities.length) + severities.indexOf(severity);
  return findings.toSorted((one, other) => rank(one) - rank(other));
}
