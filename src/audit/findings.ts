import { type Judgement, runCheck } from '../checks/engine.js';
import { knownBreaches } from '../checks/known-breaches.js';
import type { Account } from '../model/account.js';
import type { AccountFacts } from '../model/account-facts.js';
import type { Check, Facts, JudgeContext, Offers } from '../model/check.js';
import type { Earlier, KeyHistory } from '../model/history.js';
import type { KeyFacts } from '../model/key-facts.js';
import type { KeyFile } from '../model/key-file.js';
import { type Policy, policyFor, type Waiver } from '../model/policy.js';
import { type Intent, intentOf } from '../model/purpose.js';
import type { FileRemedyId, Remedy, RemedyId } from '../model/remedy.js';
import type { Finding } from '../model/report.js';
import { severities } from '../model/severity.js';
import { factsOfAccount, factsOfFile, factsOfKey, type Inventory } from '../model/subject-facts.js';
import { evidenceOf } from './evidence.js';
import { fileRemedies } from './file-remedies.js';
import { fileFindingId, keyFindingId } from './finding-id.js';
import { fold } from './fold.js';
import { type AskedAccount, fingerprintOf } from './inventory.js';
import { withLastSteps } from './last-steps.js';
import { isToldBy } from './listed-keys.js';
import { isAnswered } from './seen.js';
import { waiversOf } from './waivers.js';

/** What judging needs to know of an account's exchange. */
export interface ExchangeWords {
  readonly name: string;
  readonly remedies: Readonly<Record<RemedyId, Remedy>>;
  readonly offers: Offers;
}

/** What judging works with, beside the facts. */
export interface Judging {
  readonly account: Account;
  readonly exchange: ExchangeWords;
  readonly inventoryOf: (account: Account, key: KeyFacts) => Inventory;
  /** null where nothing is compared with earlier scans. */
  readonly earlier: Pick<Earlier, 'ofKey' | 'vanishedFrom'> | null;
  /** The account of this audit whose own key a listed one is. */
  readonly userOf: (key: KeyFacts) => AskedAccount | undefined;
  /** The names of the accounts of this audit whose keys lie in a file. */
  readonly usersOfFile: (path: string) => readonly string[];
  readonly checks: readonly Check[];
  readonly policy: Policy;
  readonly now: Date;
}

/** A key, the account around the keys, or a file in which a key lies. */
interface Subject {
  readonly kind: Check['subject'];
  readonly facts: Facts;
  /** What is meant of it; null for keys that no account of this audit uses. */
  readonly intent: Intent | null;
  /** The fingerprint that tells its findings from others'. */
  readonly fingerprint: string;
  /** null where it is none. */
  readonly file: string | null;
  /** What to do about it, by what a check names. */
  readonly remedies: Readonly<Partial<Record<RemedyId | FileRemedyId, Remedy>>>;
  /** What to do where a check has no answer. */
  readonly lookUp: RemedyId | FileRemedyId;
}

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
  const { facts, files } = asked;
  const subjects = [
    ...keysOf(facts, judging),
    aroundKeys(facts, judging),
    ...(files ?? []).map((file) => fileSubject(file, facts, judging)),
  ];
  const judged = subjects.map((subject) => judge(subject, judging));
  return {
    findings: judged
      .flatMap(({ findings }) => fold(findings, judging.checks))
      .map((finding) => withLastSteps(finding, judging.exchange.name)),
    waivers: judged.flatMap(({ waivers }) => waivers),
  };
}

function keysOf(facts: AccountFacts, judging: Judging): readonly Subject[] {
  const { account, exchange, inventoryOf, userOf, earlier } = judging;
  const isRead = isAnswered(facts);
  return facts.keys.flatMap((key): Subject[] => {
    const user = key.relation === 'calling' ? { account, facts, files: null } : userOf(key);
    if (user !== undefined && key.relation !== 'calling' && isToldBy(user, key)) return [];
    return [
      {
        kind: 'key',
        facts: factsOfKey(key, inventoryOf(account, key), historyOf(key, earlier, isRead)),
        intent: user === undefined ? null : meantOf(user.account),
        fingerprint: key.identity.fingerprint,
        file: null,
        remedies: exchange.remedies,
        lookUp: 'look-up-key',
      },
    ];
  });
}

function historyOf(
  { identity: { fingerprint }, relation }: KeyFacts,
  earlier: Judging['earlier'],
  isAnswered: boolean,
): KeyHistory | null {
  const history = earlier?.ofKey({ fingerprint, relation }) ?? null;
  return history && { ...history, isRead: history.isRead && isAnswered };
}

function aroundKeys(account: AccountFacts, judging: Judging): Subject {
  return {
    kind: 'account',
    facts: factsOfAccount(account, judging.earlier?.vanishedFrom(judging.account.name) ?? null),
    intent: meantOf(judging.account),
    fingerprint: fingerprintOf(account),
    file: null,
    remedies: judging.exchange.remedies,
    lookUp: 'look-up-key',
  };
}

function fileSubject(file: KeyFile, account: AccountFacts, judging: Judging): Subject {
  const users = judging.usersOfFile(file.path);
  return {
    kind: 'file',
    facts: factsOfFile(file, users),
    intent: meantOf(judging.account),
    fingerprint: fingerprintOf(account),
    file: file.path,
    remedies: fileRemedies(file, users, { id: judging.account.exchange, name: judging.exchange.name }),
    lookUp: 'look-at-file',
  };
}

function meantOf({ purpose, expect }: Account): Intent | null {
  return intentOf(purpose ?? null, expect ?? null);
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
