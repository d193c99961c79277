import { defineCheck, fail, notApplicable, pass, unlessUntold } from '../model/check.js';

export const testKey = defineCheck({
  id: 'test-key',
  subject: 'key',
  title: 'A test key where a live key is meant to be',
  severity: 'low',
  severityRules: ['low', 'asked where the account does not have `environment: test`'],
  rationale: 'What is audited is not the key that money hangs on.',
  remedy: 'separate-test-key',
  references: ['OWASP NHI8:2025'],
  needs: ['relation'],
  wants: ['environment'],
  judge: ({ relation }, { environment }, context) => {
    if (context.environment === 'test' || relation !== 'calling') return notApplicable;
    if (!environment.known) return unlessUntold(environment, 'environment');
    return environment.value === 'test'
      ? fail('low', `It is ${context.exchangeName}'s test site that accepts this key.`)
      : pass;
  },
});
