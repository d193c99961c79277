import type { Policy } from '../model/policy.js';
import type { Finding, WaiverReport } from '../model/report.js';
import { isFor } from './findings.js';

/**
 * What became of each waiver. One of an account that was not asked is left out: nothing is known of it.
 * @param accounts the names of the accounts that were asked
 */
export function waiverReports(
  { waivers }: Policy,
  findings: readonly Finding[],
  accounts: readonly string[],
  now: Date,
): readonly WaiverReport[] {
  const today = now.toISOString().slice(0, 10);
  const asked = new Set(accounts);
  return waivers
    .filter(({ account }) => account === null || asked.has(account))
    .map((waiver) => {
      if (waiver.expires < today) return { ...waiver, state: 'expired' };
      const used = findings.some(
        (finding) => finding.waiver !== null && isFor(waiver, finding.check, finding.account, finding.key),
      );
      return { ...waiver, state: used ? 'used' : 'unused' };
    });
}
