import { createHash } from 'node:crypto';
import { type Judgement, runCheck } from '../checks/engine.js';
import { knownBreaches } from '../checks/known-breaches.js';
import type { Account } from '../model/account.js';
import type { AccountFacts } from '../model/account-facts.js';
import {
  type Check,
  type Facts,
  factsOfAccount,
  factsOfKey,
  type Inventory,
  type JudgeContext,
  type Offers,
} from '../model/check.js';
import type { KeyFacts } from '../model/key-facts.js';
import { type Policy, policyFor, type Waiver } from '../model/policy.js';
import { type Intent, intentOf } from '../model/purpose.js';
import type { Remedy, RemedyId } from '../model/remedy.js';
import type { Finding } from '../model/report.js';
import { severities } from '../model/severity.js';
import { evidenceOf } from './evidence.js';
import { fold } from './fold.js';
import { type AskedAccount, fingerprintOf } from './inventory.js';
import { isToldBy } from './listed-keys.js';
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
  /** The account of this audit whose own key a listed one is. */
  readonly userOf: (key: KeyFacts) => AskedAccount | undefined;
  readonly checks: readonly Check[];
  readonly policy: Policy;
  readonly now: Date;
}

/** A key, or the account around the keys. */
interface Subject {
  readonly kind: Check['subject'];
  readonly facts: Facts;
  /** What is meant of it; null for keys that no account of this audit uses. */
  readonly intent: Intent | null;
  /** The fingerprint that tells its findings from others'. */
  readonly fingerprint: string;
}

/** What is said of an account and its keys. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** Those that waive one of the findings. */
  readonly waivers: readonly Waiver[];
}

/**
 * Runs every check that the policy leaves on over an account's keys, and over what is around them. A listed key that is
 * another account's own is judged there.
 */
export function judgeAccount(facts: AccountFacts, judging: Judging): Judged {
  const { account, inventoryOf, userOf } = judging;
  const intent = meantOf(account);
  const keys = facts.keys.flatMap((key): Subject[] => {
    const user = key.relation === 'calling' ? { account, facts } : userOf(key);
    if (user !== undefined && key.relation !== 'calling' && isToldBy(user, key)) return [];
    return [
      {
        kind: 'key',
        facts: factsOfKey(key, inventoryOf(account, key)),
        intent: user === undefined ? null : meantOf(user.account),
        fingerprint: key.identity.fingerprint,
      },
    ];
  });
  const around = factsOfAccount(facts);
  const fingerprint = fingerprintOf(facts);
  const subjects =
    around === null ? keys : [...keys, { kind: 'account' as const, facts: around, intent, fingerprint }];
  const judged = subjects.map((subject) => judge(subject, judging));
  return {
    findings: judged
      .flatMap(({ findings }) => fold(findings, judging.checks))
      .map((finding) => withWarning(finding, judging.exchange.name)),
    waivers: judged.flatMap(({ waivers }) => waivers),
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
  const { account, exchange } = judging;
  const { outcome, detail, severity } = judgement;
  const fails = outcome === 'fail';
  return {
    id: findingId(check, account, subject.fingerprint),
    check: check.id,
    outcome,
    severity,
    account: account.name,
    exchange: account.exchange,
    key: subject.kind === 'key' ? subject.fingerprint : null,
    title: fails ? check.title : `Could not be verified: ${check.id}`,
    detail,
    evidence: evidenceOf(check, subject.facts, judgement.outcome === 'fail' ? judgement.names : []),
    includes: [],
    inBaseline: false,
    remediation: exchange.remedies[fails ? check.remedy : 'look-up-key'],
    references: check.references,
  };
}

/**
 * Who reads a finding may have the scammer on the phone, whatever it is about: its remedy ends with this sentence, once
 * for all that is told with it.
 */
function withWarning(finding: Finding, exchange: string): Finding {
  const { remediation, includes } = finding;
  if (remediation.steps.some((step) => step.startsWith('Nobody from '))) return finding;
  const warning = `Nobody from ${exchange} ever asks for a change of API settings: whoever does is not from ${exchange}.`;
  const warned = { ...remediation, steps: [...remediation.steps, warning] };
  return {
    ...finding,
    remediation: warned,
    includes: includes.map((part) => ({
      ...part,
      // Where one remedy is for both, it stays the same.
      remediation: part.remediation === remediation ? warned : part.remediation,
    })),
  };
}

/** A key that could not be read has no fingerprint: then the account's name tells the findings apart. */
function findingId(check: Check, account: Account, fingerprint: string): string {
  const which = fingerprint === 'unknown' ? `account:${account.name}` : fingerprint;
  return createHash('sha256').update(`${check.id}|${account.exchange}|${which}`).digest('hex').slice(0, 16);
}

/** The gravest first, what could not be verified after what was found; equals stay in their order. */
export function byGravity(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ outcome, severity }: Finding) =>
    (outcome === 'fail' ? 0 : severities.length) + severities.indexOf(severity);
  return findings.toSorted((one, other) => rank(one) - rank(other));
}
