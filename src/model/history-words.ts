import { isDrift } from './history.js';
import type { Finding, Report } from './report.js';

const mostNames = 5;

/**
 * What the audit was compared with, in a sentence or two: without it, that no change is told of would read as that
 * there is none. null where nothing was to be compared.
 */
export function historyText({ history, accounts }: Report): string | null {
  if (history === null) return null;
  const { comparedWith, firstSeen, problem } = history;
  if (comparedWith === null && problem !== null)
    return `${problem} So nothing was compared with earlier scans: a change would not show here.`;
  const compared =
    comparedWith === null
      ? 'No earlier scan of these accounts to compare with: changes show from the next scan on.'
      : `Compared with earlier scans, the last at ${minute(comparedWith)}.${firstSeenText(firstSeen, accounts.length)}`;
  return problem === null ? compared : `${problem} ${compared}`;
}

function minute(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}

function firstSeenText(names: readonly string[], accounts: number): string {
  if (names.length === 0) return '';
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  const which = names.length === accounts ? 'all accounts' : `${names.slice(0, mostNames).join(', ')}${more}`;
  return ` Seen for the first time, so that changes show from the next scan on: ${which}.`;
}

/** The id that `keyaudit ack` takes, in brackets after what a change is about; empty for other findings. */
export function acknowledgedBy({ check, outcome, id }: Finding): string {
  return outcome === 'fail' && isDrift(check) ? ` [${id}]` : '';
}
