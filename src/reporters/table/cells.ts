import type { Permission } from '../../model/key-facts.js';
import type { KeyReport, PermissionState } from '../../model/report.js';
import { daysFrom } from './days.js';
import { count, type Style } from './style.js';

/** What is not known: in every cell the same sign. */
const unknownSign = '?';

/** Granted, denied or unknown. The right to withdraw stands out in print, too. */
export function permissionCell({ chalk }: Style, permission: Permission, state: PermissionState): string {
  switch (state) {
    case 'denied':
      return chalk.dim('no');
    case 'unknown':
      return chalk.magenta(unknownSign);
    case 'granted':
      if (permission === 'withdraw') return chalk.red.bold('YES');
      return permission === 'read' ? 'yes' : chalk.yellow('yes');
  }
}

/** From where the key works: `any`, `3 IPs`, or `list` where the exchange keeps its list to itself. */
export function ipCell({ chalk }: Style, { ipRestriction: { state, allowed } }: KeyReport): string {
  if (state === 'unknown') return chalk.magenta(unknownSign);
  if (state === 'unrestricted') return chalk.yellow('any');
  return allowed === null ? 'list' : count(allowed.length, 'IP');
}

/** How long the key has been there: `3d`, `2.7y`. */
export function ageCell(style: Style, key: KeyReport, now: string): string {
  return timeCell(style, key.createdAt, now, short);
}

/** How long ago it was last changed: `1d`. */
export function changeCell(style: Style, key: KeyReport, now: string): string {
  return timeCell(style, key.modifiedAt, now, short);
}

/** The same where there is room for words: `yesterday`. */
export function changeWords(style: Style, key: KeyReport, now: string): string {
  return timeCell(style, key.modifiedAt, now, inWords);
}

/**
 * Every key was created and changed at some time, so that no time means that it is not known. Whole days, negative for
 * a time that is still to come by the exchange's clock.
 */
function timeCell({ chalk }: Style, time: string | null, now: string, say: (days: number) => string): string {
  return time === null ? chalk.magenta(unknownSign) : say(Math.floor(daysFrom(time, now)));
}

function short(days: number): string {
  return days < 1000 ? `${days}d` : `${(days / 365.25).toFixed(1)}y`;
}

function inWords(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'yesterday' : `${short(days)} ago`;
}
