import { createHash } from 'node:crypto';
import { runCheck } from '../checks/engine.js';
import type { Account } from '../model/account.js';
import type { Check } from '../model/check.js';
import type { KeyFacts } from '../model/key-facts.js';
import type { Policy } from '../model/policy.js';
import type { Remedy, RemedyId } from '../model/remedy.js';
import type { Finding } from '../model/report.js';
import { severities } from '../model/severity.js';

/** What judging needs to know of an account's exchange. */
export interface ExchangeWords {
  readonly name: string;
  readonly remedies: Readonly<Record<RemedyId, Remedy>>;
}

/** Runs every check that the policy leaves on over one key. */
export function judgeKey(
  key: KeyFacts,
  account: Account,
  exchange: ExchangeWords,
  checks: readonly Check[],
  policy: Policy,
  now: Date,
): readonly Finding[] {
  const context = { now, exchangeName: exchange.name, recentDays: policy.recentDays };
  return checks.flatMap((check): Finding[] => {
    const setting = policy.checks[check.id];
    if (setting === 'off') return [];
    const judgement = runCheck(check, key, context);
    if (judgement === null) return [];
    const { outcome, detail } = judgement;
    const fails = outcome === 'fail';
    return [
      {
        id: findingId(check, account, key),
        check: check.id,
        outcome,
        severity: setting?.severity ?? judgement.severity,
        account: account.name,
        exchange: account.exchange,
        key: key.identity.fingerprint,
        title: fails ? check.title : `Could not be verified: ${check.id}`,
        detail,
        remediation: exchange.remedies[fails ? check.remedy : 'look-up-key'],
        references: check.references,
        waiver: waiverFor(check, account, policy, now),
      },
    ];
  });
}

/** A key that could not be read has no fingerprint: then the account's name tells the findings apart. */
function findingId(check: Check, account: Account, key: KeyFacts): string {
  const { fingerprint } = key.identity;
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
