import { defineCheck, fail, pass, unlessUntold } from '../model/check.js';
import { when } from './words.js';

export const expired = defineCheck({
  id: 'expired',
  subject: 'key',
  title: 'Key has expired',
  severity: 'medium',
  severityRules: ['medium', 'not asked where the exchange does not tell'],
  rationale:
    'The program behind the key has stopped. Or the exchange does not hold to the date, and a key still works that ' +
    'everybody believes dead.',
  remedy: 'rotate-key',
  references: ['CWE-324'],
  partOf: ['unlisted-key'],
  endsParts: true,
  needs: [],
  wants: ['expiresAt'],
  judge: (_, { expiresAt }, { now, exchangeName }) => {
    if (!expiresAt.known) return unlessUntold(expiresAt, 'expiresAt');
    return expiresAt.value !== null && expiresAt.value.getTime() <= now.getTime()
      ? fail('medium', `${exchangeName} says the key expired ${when(expiresAt.value, now)}.`)
      : pass;
  },
});
