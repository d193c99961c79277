import { defineCheck, fail, notApplicable, pass, unlessUntold } from '../model/check.js';

export const keyDisabled = defineCheck({
  id: 'key-disabled',
  subject: 'key',
  title: 'Key is switched off at the exchange',
  severity: 'low',
  severityRules: ['low', 'asked of configured keys'],
  rationale: 'The program behind the key stands still. If nobody misses it, the key can go.',
  remedy: 'delete-key',
  references: ['OWASP NHI1:2025'],
  needs: ['configured'],
  wants: ['enabled'],
  judge: ({ configured }, { enabled }, { exchangeName }) => {
    if (!configured) return notApplicable;
    if (!enabled.known) return unlessUntold(enabled, 'enabled');
    return enabled.value ? pass : fail('low', `${exchangeName} lists the key as switched off.`);
  },
});
