import { runCheck } from '../../src/checks/engine.ts';
import { checks } from '../../src/checks/index.ts';
import type { Facts, JudgeContext } from '../../src/model/check.ts';
import { known } from '../../src/model/fact.ts';
import type { KeyFacts } from '../../src/model/key-facts.ts';
import { defaultThresholds } from '../../src/model/policy.ts';
import { type Expectation, intentOf, type Purpose } from '../../src/model/purpose.ts';
import { factsOfKey, type Inventory } from '../../src/model/subject-facts.ts';
import { now } from './facts.ts';

/** At an exchange that offers everything, for a key of which nobody said what it is for. */
const context: JudgeContext = {
  now,
  exchangeName: 'Binance',
  offers: { expiry: true, subAccounts: true, asymmetricKeys: 'Ed25519 or RSA' },
  thresholds: defaultThresholds,
  breaches: [],
  intent: null,
  environment: null,
};

/** The key of the one account that is configured. */
export const alone: Inventory = { configured: known(true), sharedWith: known([]) };

export interface Setting extends Partial<Omit<JudgeContext, 'intent'>>, Partial<Inventory> {
  readonly purpose?: Purpose;
  readonly expect?: Partial<Expectation>;
}

/** A check's word on a key: a severity, "unverifiable", or "pass" where nothing is said. */
export function judge(id: string, key: KeyFacts, setting: Setting = {}): string {
  return judgeFacts(id, factsOfKey(key, { ...alone, ...setting }), setting);
}

export function judgeFacts(id: string, facts: Facts, setting: Setting = {}): string {
  const judgement = detailed(id, facts, setting);
  if (judgement === null) return 'pass';
  return judgement.outcome === 'fail' ? judgement.severity : judgement.outcome;
}

/** What a check says, whole. */
export function detailed(id: string, facts: Facts, { purpose, expect, ...setting }: Setting = {}) {
  const check = checks.find((candidate) => candidate.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  const expectation = expect === undefined ? null : { permissions: null, ips: null, ...expect };
  return runCheck(check, facts, { ...context, ...setting, intent: intentOf(purpose ?? null, expectation) });
}
