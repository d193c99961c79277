import { sayDuration } from '../../model/duration.js';
import { isDrift } from '../../model/history.js';
import type { Finding, Report } from '../../model/report.js';
import type { Severity } from '../../model/severity.js';
import { openOf } from '../../reporters/table/open.js';
import { count } from '../../reporters/table/style.js';
import { countsText, verdictText } from '../../reporters/table/verdict.js';
import { version } from '../../version.js';
import type { Trouble, TroubleEvent } from '../../watch/troubles.js';
import type { Watched } from './watched.js';

/** Something that happened while watching. */
export interface WatchEvent {
  readonly event: string;
  /** One line for people. */
  readonly text: string;
  /** Whether it keeps `watch` from its work, or some of it. */
  readonly isTrouble: boolean;
  /** For programs, beside the text. */
  readonly data: object;
}

function happened(event: string, text: string, data: object = {}, isTrouble = false): WatchEvent {
  return { event, text, data, isTrouble };
}

type Begun = Pick<Watched, 'accounts' | 'place' | 'settings'>;

export function started({
  accounts: { length: accounts },
  place,
  settings: { intervalMs },
}: Begun): WatchEvent {
  return happened(
    'started',
    `keyaudit ${version} watches ${count(accounts, 'account')} (${place}), every ${sayDuration(intervalMs)}.`,
    { version, accounts, place, intervalMs },
  );
}

/** What was there already is counted; changes that nobody has acknowledged are told one by one. */
export function firstRound(report: Report, failOn: Severity): readonly WatchEvent[] {
  const { verdict } = report.summary;
  const text = `First round: ${verdict.toUpperCase()}. ${countsText(report)}. ${verdictText(report, failOn)}`;
  const drift = openOf(report, 'fail').filter(({ check }) => isDrift(check));
  return [happened('first-round', text, { summary: report.summary }), ...drift.map(appeared)];
}

export function appeared(finding: Finding): WatchEvent {
  const { id, severity, account, exchange, title, detail, check } = finding;
  const what = isDrift(finding.check) ? 'Changed' : 'New finding';
  const next = isDrift(finding.check) ? ` If it is meant so: keyaudit ack ${id} --reason "why it is so"` : '';
  const text = `${what}: ${severity.toUpperCase()}, ${account} (${exchange}): ${title}. ${detail} [${check} ${id}]${next}`;
  return happened('finding', text, { finding });
}

export function gone({ id, check, account, exchange, title }: Finding): WatchEvent {
  const text = `No longer found: ${account} (${exchange}): ${title} [${check} ${id}]`;
  return happened('finding-gone', text, { id, check, account, exchange });
}

export function troubled({ event, trouble, forMs }: TroubleEvent): WatchEvent {
  const { exchange, account, kind, message, isFailed } = trouble;
  const data = { exchange, account, kind, message, forMs };
  if (event === 'back')
    return happened('back', `${subjectOf(trouble)} is back, after ${sayDuration(forMs)}. ${meanwhile}`, data);
  const state = account !== null && !isFailed ? 'is audited in part' : 'is down';
  const since = forMs > 0 ? `, for ${sayDuration(forMs)}` : '';
  const asked = isFailed ? ' It is asked less and less often, but every ten minutes in any case.' : '';
  return happened('down', `${subjectOf(trouble)} ${state} (${kind})${since}: ${message}${asked}`, data, true);
}

const meanwhile = 'What was changed meanwhile is compared with what was seen before.';

function subjectOf({ exchange, account }: Trouble): string {
  return account === null ? `The exchange ${exchange}` : `The account ${account} (${exchange})`;
}

export function silent(forMs: number): WatchEvent {
  const text = `No round was completed for ${sayDuration(forMs)}: nothing is known of any key since then.`;
  return happened('silent', text, { forMs }, true);
}

export function heardAgain(forMs: number): WatchEvent {
  return happened('heard-again', `A round was completed again, after ${sayDuration(forMs)}.`, { forMs });
}

export function clockJumped(jumpMs: number): WatchEvent {
  const by = sayDuration(Math.abs(jumpMs));
  const text =
    jumpMs > 0
      ? `The clock went forward by ${by}: it was set, or the machine slept, and then nothing was watched. The next round begins at once.`
      : `The clock was set back by ${by}. Rounds go on as before.`;
  return happened('clock', text, { jumpMs });
}

export function late(lateMs: number): WatchEvent {
  const text = `A round is ${sayDuration(lateMs)} late: the machine or this program stood still. It begins now.`;
  return happened('late', text, { lateMs });
}

export function calledOff(limitMs: number): WatchEvent {
  const text = `A round took more than ${sayDuration(limitMs)} and was called off; nothing of it counts.`;
  return happened('called-off', text, { limitMs }, true);
}

export function reloaded({
  accounts: { length: accounts },
  place,
  settings: { intervalMs },
}: Begun): WatchEvent {
  const text = `The configuration and all credentials were read anew: ${count(accounts, 'account')} (${place}), every ${sayDuration(intervalMs)}.`;
  return happened('reloaded', text, { accounts, place, intervalMs });
}

export function reloadFailed(problem: string): WatchEvent {
  const text = `The configuration cannot be used; the one from before is kept. ${problem.replaceAll('\n', '; ')}`;
  return happened('reload-failed', text, { problem }, true);
}

export function alive(rounds: number, report: Report, openFindings: number): WatchEvent {
  const { verdict, accounts } = report.summary;
  const text = `Still watching: ${count(rounds, 'round')}, ${count(accounts, 'account')}, ${verdict.toUpperCase()}, ${count(openFindings, 'open finding')}.`;
  return happened('alive', text, { rounds, summary: report.summary });
}

/** For a terminal's last line. */
export function standing({ finishedAt, summary: { verdict, accounts } }: Report): string {
  return `${finishedAt.slice(11, 19)}Z: ${count(accounts, 'account')}, ${verdict.toUpperCase()}`;
}

export function problem(text: string): WatchEvent {
  return happened('problem', text, {}, true);
}

export function problemOver(text: string): WatchEvent {
  return happened('problem-over', `No longer so: ${text}`);
}

export function stopping(why: string): WatchEvent {
  return happened('stopping', `keyaudit stops watching: ${why}.`, { why });
}
