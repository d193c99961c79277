import { defineCheck, fail, lacking, pass } from '../model/check.js';
import type { Fact } from '../model/fact.js';
import { dayMs, when } from './words.js';

export const recentlyModified = defineCheck({
  id: 'recently-modified',
  subject: 'key',
  title: 'Key was created or changed recently',
  severity: 'high',
  severityRules: [
    'high where the key can withdraw or trade, or where that is unknown',
    'medium where it cannot',
    'recent is `policy.recentDays` days (30), by the times that the exchange itself gives',
  ],
  rationale:
    'A key that a scammer talked you into widening, or made with your session, shows as a change that you do not ' +
    'remember. Stolen keys have lain idle for two weeks before they were used.',
  remedy: 'confirm-change',
  references: ['OWASP NHI5:2025', 'CWE-269'],
  partOf: ['unlisted-key'],
  needs: [],
  wants: ['createdAt', 'modifiedAt', 'permissions.withdraw', 'permissions.trade'],
  judge: (_, wanted, { now, thresholds, exchangeName }) => {
    const since = now.getTime() - thresholds.recentDays * dayMs;
    const isRecent = (time: Fact<Date>) => time.known && time.value.getTime() >= since;
    const { createdAt, modifiedAt } = wanted;
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
    return modifiedAt.known ? pass : lacking('modifiedAt');
  },
});
