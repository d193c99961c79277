import { defineCheck, fail, lacking, pass, unlessUntold } from '../model/check.js';
import { dayMs, when } from './words.js';

export const unusedKey = defineCheck({
  id: 'unused-key',
  subject: 'key',
  title: 'Key is not used',
  severity: 'low',
  severityRules: [
    'low where it was not used for `policy.unusedDays` days (30), or never and is older than that',
    'not asked where the exchange does not tell',
  ],
  rationale:
    "A key that nobody uses can do nothing but harm. It may also be an attacker's: they have let keys of their own lie " +
    'idle for weeks.',
  remedy: 'delete-key',
  references: ['OWASP NHI1:2025'],
  partOf: ['unlisted-key', 'expired'],
  endsParts: true,
  needs: [],
  wants: ['lastUsedAt', 'createdAt'],
  judge: (_, { lastUsedAt, createdAt }, { now, exchangeName, thresholds }) => {
    if (!lastUsedAt.known) return unlessUntold(lastUsedAt, 'lastUsedAt');
    const since = now.getTime() - thresholds.unusedDays * dayMs;
    if (lastUsedAt.value !== null) {
      return lastUsedAt.value.getTime() < since
        ? fail('low', `${exchangeName} says the key was last used ${when(lastUsedAt.value, now)}.`)
        : pass;
    }
    if (!createdAt.known) return lacking('createdAt');
    return createdAt.value.getTime() < since
      ? fail(
          'low',
          `${exchangeName} says the key was never used, and was created ${when(createdAt.value, now)}.`,
        )
      : pass;
  },
});
