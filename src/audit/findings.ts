import { createHash } from 'node:crypto';
import { type Judgement, runCheck } from '../checks/engine.js';
import type { Account } from '../model/account.js';
import type { AccountFacts } from '../model/account-facts.js';
import { type Check, type Facts, factsOfAccount, factsOfKey } from '../model/check.js';
import type { Policy } from '../model/policy.js';
import type { Remedy, RemedyId } from '../model/remedy.js';
import type { Finding } from '../model/report.js';
import { severities } from '../model/severity.js';

/** What judging needs to know of an account's exchange. */
export interface ExchangeWords {
  readonly name: string;
  readonly remedies: Readonly<Record<RemedyId, Remedy>>;
}

/** What judging works with, beside the facts. */
export interface Judging {
  readonly account: Account;
  readonly exchange: ExchangeWords;
  readonly checks: readonly Check[];
  readonly policy: Policy;
  readonly now: Date;
}

/** A key, or the account around the keys. */
interface Subject {
  readonly kind: Check['subject'];
  readonly facts: Facts;
  /** The fingerprint that tells its findings from others'. */
  readonly fingerprint: string;
}

/** Runs every check that the policy leaves on over an account's keys, and over what is around them. */
export function judgeAccount(account: AccountFacts, judging: Judging): readonly Finding[] {
  const around = factsOfAccount(account);
  const subjects: readonly Subject[] = [
    ...account.keys.map(
      (key): Subject => ({ kind: 'key', facts: factsOfKey(key), fingerprint: key.identity.fingerprint }),
    ),
    ...(around === null
      ? []
      : [
          {
            kind: 'account' as const,
            facts: around,
            fingerprint: account.keys[0]?.identity.fingerprint ?? 'unknown',
          },
        ]),
  ];
  return subjects.flatMap((subject) => judge(subject, judging));
}

function judge(subject: Subject, judging: Judging): readonly Finding[] {
  const { exchange, checks, policy, now } = judging;
  const context = { now, exchangeName: exchange.name, recentDays: policy.recentDays };
  return checks
    .filter((check) => check.subject === subject.kind && policy.checks[check.id] !== 'off')
    .flatMap((check): Finding[] => {
      const judgement = runCheck(check, subject.facts, context);
      return judgement === null ? [] : [toFinding(check, judgement, subject, judging)];
    });
}

function toFinding(check: Check, judgement: Judgement, subject: Subject, judging: Judging): Finding {
  const { account, exchange, policy, now } = judging;
  const { outcome, detail } = judgement;
  const fails = outcome === 'fail';
  const setting = policy.checks[check.id];
  return {
    id: findingId(check, account, subject.fingerprint),
    check: check.id,
    outcome,
    severity: setting === undefined || setting === 'off' ? judgement.severity : setting.severity,
    account: account.name,
    exchange: account.exchange,
    key: subject.kind === 'key' ? subject.fingerprint : null,
    title: fails ? check.title : `Could not be verified: ${check.id}`,
    detail,
    remediation: exchange.remedies[fails ? check.remedy : 'look-up-key'],
    references: check.references,
    waiver: waiverFor(check, account, policy, now),
  };
}

/** A key that could not be read has no fingerprint: then the account's name tells the findings apart. */
function findingId(check: Check, account: Account, fingerprint: string): string {
  const which = fingerprint === 'unknown' ? `account:${account.name}` : fingerprint;
  return createHash('sha256').update(`${check.id}|${account.exchange}|${which}`).digest('hex').slice(0, 16);
}

function waiverFor(check: Check, account: Account, policy: Policy, now: Date): Finding['waiver'] {
  const today = now.toISOString().slice(0, 10);
  const waiver = policy.waivers.find(
    (candidate) =>
      candidate.check === check.id && candidate.account === account.name && candidate.expires >= today,
  );
  return waiver === undefined ? null : { reason: waiver.reason, expires: waiver.expires };
}

/** The gravest first, what could not be verified after what was found; equals stay in their order. */
export function byGravity(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ outcome, severity }: Finding) =>
    (outcome === 'fail' ? 0 : severities.length) + severities.indexOf(severity);
  return findings.toSorted((one, other) => rank(one) - rank(other));
}
