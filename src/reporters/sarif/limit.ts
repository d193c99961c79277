import type { AccountReport, Finding } from '../../model/report.js';
import { acceptanceOf } from '../finding-words.js';

/** Code scanning refuses more: https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit */
const mostResults = 25_000;

/** What is told in one run, and what is not, in words. */
export interface Told {
  readonly accounts: readonly AccountReport[];
  readonly findings: readonly Finding[];
  /** null where everything is told; otherwise one result fewer, for the one that says so. */
  readonly leftOut: string | null;
}

/** In the order in which they are kept. */
const kinds = [
  'found',
  'accounts that were not audited',
  'that could not be verified',
  'waived or in the baseline',
];

/**
 * As many accounts and findings as code scanning takes, in their order. What was found comes before accounts that
 * were not audited, those before what could not be verified, and last what is accepted; of each the gravest first,
 * as the report has them.
 */
export function withinLimit(accounts: readonly AccountReport[], findings: readonly Finding[]): Told {
  const count = accounts.length + findings.length;
  if (count <= mostResults) return { accounts, findings, leftOut: null };
  const byKind = kinds.map((_, kind) =>
    kind === 1 ? accounts : findings.filter((one) => kindOf(one) === kind),
  );
  const kept = new Set<AccountReport | Finding>(byKind.flat().slice(0, mostResults - 1));
  const missing = byKind.map((ones) => ones.filter((one) => !kept.has(one)).length);
  const parts = missing.flatMap((number, kind) => (number === 0 ? [] : [`${number} ${kinds[kind]}`]));
  return {
    accounts: accounts.filter((one) => kept.has(one)),
    findings: findings.filter((one) => kept.has(one)),
    leftOut:
      `${count - kept.size} of ${count} results are left out, for code scanning takes no more than ${mostResults}: ` +
      `${parts.join(', ')}. The JSON report has them all.`,
  };
}

/** The place among `kinds`. */
function kindOf(finding: Finding): number {
  if (acceptanceOf(finding) !== null) return 3;
  return finding.outcome === 'fail' ? 0 : 2;
}
