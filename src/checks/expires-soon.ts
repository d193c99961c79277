import { defineCheck, fail, pass, unlessUntold } from '../model/check.js';
import { dayMs, until } from './words.js';

export const expiresSoon = defineCheck({
  id: 'expires-soon',
  subject: 'key',
  title: 'Key expires soon',
  severity: 'low',
  severityRules: [
    'low where it expires within `policy.expiresSoonDays` days (14)',
    'not asked where the exchange does not tell',
  ],
  rationale:
    'When the key expires, the program behind it stops. Better replace it on a day of your choosing.',
  remedy: 'rotate-key',
  references: ['CWE-324'],
  partOf: ['unlisted-key'],
  needs: [],
  wants: ['expiresAt'],
  judge: (_, { expiresAt }, { now, exchangeName, thresholds }) => {
    if (!expiresAt.known) return unlessUntold(expiresAt, 'expiresAt');
    if (expiresAt.value === null) return pass;
    const leftMs = expiresAt.value.getTime() - now.getTime();
    return leftMs > 0 && leftMs <= thresholds.expiresSoonDays * dayMs
      ? fail('low', `${exchangeName} says the key expires ${until(expiresAt.value, now)}.`)
      : pass;
  },
});
