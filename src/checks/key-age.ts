import { defineCheck, fail, pass, unlessUntold } from '../model/check.js';
import { dayMs, when } from './words.js';

export const keyAge = defineCheck({
  id: 'key-age',
  subject: 'key',
  title: 'Key is old',
  severity: 'low',
  severityRules: [
    'low where it is older than `policy.maxAgeDays` days (180)',
    'not asked where the exchange does not tell',
  ],
  rationale:
    'The longer a secret exists, the more copies of it there are: old machines, backups, services that were tried ' +
    'once. A new key makes them all worthless.',
  remedy: 'rotate-key',
  references: ['OWASP NHI7:2025'],
  partOf: ['unlisted-key', 'expired', 'unused-key', 'predates-breach'],
  endsParts: true,
  needs: [],
  wants: ['createdAt'],
  judge: (_, { createdAt }, { now, exchangeName, thresholds }) => {
    if (!createdAt.known) return unlessUntold(createdAt, 'createdAt');
    return now.getTime() - createdAt.value.getTime() > thresholds.maxAgeDays * dayMs
      ? fail('low', `${exchangeName} says the key was created ${when(createdAt.value, now)}.`)
      : pass;
  },
});
