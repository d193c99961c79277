import { defineCheck, fail, notApplicable, pass, unlessUntold } from '../model/check.js';

export const liveKeyInTest = defineCheck({
  id: 'live-key-in-test',
  subject: 'key',
  title: 'A live key where a test key is meant to be',
  severity: 'high',
  severityRules: ['high', 'asked where the account has `environment: test`'],
  rationale:
    'Test set-ups are less guarded, and what runs there is tried out: with a live key it is tried out with real money.',
  remedy: 'separate-test-key',
  references: ['OWASP NHI8:2025'],
  needs: ['relation'],
  wants: ['environment', 'accepted'],
  judge: ({ relation }, { environment, accepted }, context) => {
    if (context.environment !== 'test' || relation !== 'calling') return notApplicable;
    if (environment.known) {
      return environment.value === 'live'
        ? fail('high', `${context.exchangeName}'s live site accepts this key.`)
        : pass;
    }
    if (accepted.known && !accepted.value) return pass;
    return unlessUntold(environment, 'environment');
  },
});
