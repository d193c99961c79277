import type { Report } from '../model/report.js';

/** What the process says to shells, cron and CI. Documented in the README; they stay as they are. */
export const exitCodes = { ok: 0, findings: 1, usage: 2, incomplete: 3, bug: 70 } as const;
export type ExitCode = number;

/** The code a report stands for. What was found outranks what could not be looked at. */
export function exitCodeOf({ summary }: Report, allowIncomplete: boolean): ExitCode {
  switch (summary.verdict) {
    case 'pass':
      return exitCodes.ok;
    case 'fail':
      return exitCodes.findings;
    case 'incomplete':
      return allowIncomplete ? exitCodes.ok : exitCodes.incomplete;
  }
}
