import {
  type AccountPolicy,
  type CheckSettings,
  defaultPolicy,
  defaultThresholds,
  type Policy,
  type Thresholds,
} from '../model/policy.js';
import type { PolicyFile } from './policy-schema.js';
import type { Path } from './problem.js';

/** A policy of one file. */
export interface PolicyLayer {
  readonly policy: PolicyFile;
  /** Where a value of it stands: "firm.yaml:12". */
  readonly placeOf: (path: Path) => string;
}

/** A value that holds, and where it comes from. */
export interface Explained {
  /** As the configuration names it: "policy.failOn", "accounts[treasury].policy.maxAgeDays". */
  readonly path: string;
  readonly value: string;
  /** "default", or a file and its line. */
  readonly from: string;
}

const thresholdNames = Object.keys(defaultThresholds) as (keyof Thresholds)[];

/**
 * The policy that several files make together.
 * @param layers the weakest first: what a file extends comes before it
 */
export function mergePolicies(
  layers: readonly PolicyLayer[],
): Pick<Policy, 'failOn' | 'thresholds' | 'checks' | 'breaches'> {
  const policies = layers.map(({ policy }) => policy);
  return {
    failOn: policies.reduce((failOn, policy) => policy.failOn ?? failOn, defaultPolicy.failOn),
    thresholds: Object.assign({ ...defaultThresholds }, ...policies.map(thresholdsOf)) as Thresholds,
    checks: Object.assign({}, ...policies.map(({ checks }) => checks ?? {})) as CheckSettings,
    // Nobody's leaked vendor is another's: the lists add up.
    breaches: policies.flatMap(({ breaches = [] }) =>
      breaches.map((breach) => ({ ...breach, everyKey: true })),
    ),
  };
}

export function toAccountPolicy(policy: Pick<PolicyFile, 'checks' | keyof Thresholds>): AccountPolicy {
  return { thresholds: thresholdsOf(policy), checks: { ...policy.checks } };
}

function thresholdsOf(policy: Partial<Record<keyof Thresholds, number | undefined>>): Partial<Thresholds> {
  return Object.fromEntries(
    thresholdNames.flatMap((name) => (policy[name] === undefined ? [] : [[name, policy[name]]])),
  );
}

/** Each value of a merged policy with the last file that sets it. */
export function explainPolicy(layers: readonly PolicyLayer[]): readonly Explained[] {
  const merged = mergePolicies(layers);
  const setBy = (path: Path, has: (policy: PolicyFile) => boolean): string =>
    layers.findLast(({ policy }) => has(policy))?.placeOf(path) ?? 'default';
  const values: Explained[] = [
    {
      path: 'policy.failOn',
      value: merged.failOn,
      from: setBy(['failOn'], ({ failOn }) => failOn !== undefined),
    },
    ...thresholdNames.map((name) => ({
      path: `policy.${name}`,
      value: String(merged.thresholds[name]),
      from: setBy([name], (policy) => policy[name] !== undefined),
    })),
    ...Object.entries(merged.checks).map(([check, setting]) => ({
      path: `policy.checks.${check}`,
      value: setting === 'off' ? 'off' : setting.severity,
      from: setBy(['checks', check], ({ checks }) => checks?.[check] !== undefined),
    })),
  ];
  const breaches = layers.flatMap(({ policy, placeOf }) =>
    (policy.breaches ?? []).map(({ vendor, date }, index) => ({
      path: 'policy.breaches',
      value: `${vendor} ${date}`,
      from: placeOf(['breaches', index]),
    })),
  );
  return [...values, ...breaches];
}
