import { defineCheck, fail, lacking, pass, undecided, type Verdict } from '../model/check.js';
import type { Fact, Unknown } from '../model/fact.js';
import type { KeyHistory, Window } from '../model/history.js';
import { permissions } from '../model/key-facts.js';
import type { Severity } from '../model/severity.js';
import {
  addressesIn,
  changesOf,
  enabledIn,
  endIn,
  isRestricted,
  newestAcknowledged,
  permissionIn,
  rightsIn,
  stamps,
} from './drift.js';
import { dayMs, stamp, when } from './words.js';

export const recentlyModified = defineCheck({
  id: 'recently-modified',
  subject: 'key',
  title: 'Key was created or changed recently',
  severity: 'high',
  severityRules: [
    'high where the key can withdraw or trade, or where that is unknown',
    'medium where it cannot',
    'recent is `policy.recentDays` days (30), by the times that the exchange itself gives',
    'where it gives none: by the first of your own scans that saw the key otherwise, until that change is acknowledged',
  ],
  rationale:
    'A key that a scammer talked you into widening, or made with your session, shows as a change that you do not ' +
    'remember. Stolen keys have lain idle for two weeks before they were used.',
  remedy: 'confirm-change',
  references: ['OWASP NHI5:2025', 'CWE-269'],
  partOf: ['key-appeared', 'unlisted-key', 'permission-widened', 'ip-widened', 'expiry-removed'],
  needs: [],
  wants: ['createdAt', 'modifiedAt', 'permissions.withdraw', 'permissions.trade', 'history'],
  judge: (_, wanted, { now, thresholds, exchangeName }) => {
    const since = now.getTime() - thresholds.recentDays * dayMs;
    const isRecent = (time: Fact<Date>) => time.known && time.value.getTime() >= since;
    const { createdAt, modifiedAt, history } = wanted;
    const harmless = [wanted['permissions.withdraw'], wanted['permissions.trade']].every(
      (right) => right.known && !right.value,
    );
    const severity = harmless ? 'medium' : 'high';
    if (modifiedAt.known && isRecent(modifiedAt)) {
      return fail(severity, `${exchangeName} says the key was changed ${when(modifiedAt.value, now)}.`);
    }
    if (createdAt.known && isRecent(createdAt)) {
      return fail(severity, `${exchangeName} says the key was created ${when(createdAt.value, now)}.`);
    }
    if (modifiedAt.known) return pass;
    if (!history.known) return lacking('modifiedAt');
    return byScans(history.value, modifiedAt, new Date(since), severity, exchangeName);
  },
});

/** By what scans saw, where the exchange does not tell. That they saw nothing does not say that there was nothing. */
function byScans(
  history: KeyHistory,
  untold: Unknown,
  since: Date,
  severity: Severity,
  exchangeName: string,
): Verdict {
  const last = lastChange(history);
  const [first] = history.states;
  if (last !== undefined && last.at > newestAcknowledged(history) && new Date(last.firstWith) >= since) {
    const [from, to] = stamps(last.lastWithout, last.firstWith);
    return fail(
      severity,
      `The key was changed between two scans, at ${from} and at ${to}; ${exchangeName} does not tell when.`,
      [`changed: ${last.firstWith}`],
    );
  }
  const sameSince = last?.firstWith ?? first?.firstSeen;
  return sameSince === undefined
    ? lacking('modifiedAt')
    : undecided(
        `modifiedAt unknown: ${untold.detail}; scans have seen no${last === undefined ? '' : ' other'} change since ${stamp(new Date(sameSince))}`,
      );
}

/** The last time that anything which scans compare was known to be one thing, and then another. */
function lastChange({ states }: KeyHistory): (Window & { readonly at: number }) | undefined {
  const reads = [
    ...permissions.map((name) => permissionIn(name)),
    ...[rightsIn, isRestricted, addressesIn, endIn, enabledIn],
  ];
  return reads
    .flatMap((read) => changesOf<unknown>(states, 0, read).filter(({ before }) => before !== undefined))
    .toSorted((one, other) => one.at - other.at)
    .at(-1);
}
