import { defineCheck, fail, pass, unlessUntold } from '../model/check.js';
import { dayMs, when } from './words.js';

export const expiresSoon = defineCheck({
  id: 'expires-soon',
  subject: 'key',
  title: 'Key ends soon',
  severity: 'low',
  severityRules: [
    'low where it ends within `policy.expiresSoonDays` days (14)',
    'not asked where the exchange does not tell',
  ],
  rationale: 'When the key ends, the program behind it stands still: better on a day of your choosing.',
  remedy: 'rotate-key',
  references: ['CWE-324'],
  needs: [],
  wants: ['expiresAt'],
  judge: (_, { expiresAt }, { now, exchangeName, thresholds }) => {
    if (!expiresAt.known) return unlessUntold(expiresAt, 'expiresAt');
    if (expiresAt.value === null) return pass;
    const leftMs = expiresAt.value.getTime() - now.getTime();
    return leftMs > 0 && leftMs <= thresholds.expiresSoonDays * dayMs
      ? fail('low', `${exchangeName} says the key ends ${when(expiresAt.value, now)}.`)
      : pass;
  },
});
