import { defineCheck, fail, lacking, notApplicable, pass, unlessUntold } from '../model/check.js';

export const keyDisabled = defineCheck({
  id: 'key-disabled',
  subject: 'key',
  title: 'Key is switched off at the exchange',
  severity: 'low',
  severityRules: ['low', 'asked of configured keys'],
  rationale: 'The program behind the key stands still. If nobody misses it, the key can go.',
  remedy: 'delete-key',
  references: ['OWASP NHI1:2025'],
  needs: [],
  wants: ['configured', 'enabled'],
  judge: (_, { configured, enabled }, { exchangeName }) => {
    if (configured.known && !configured.value) return notApplicable;
    if (!enabled.known) return unlessUntold(enabled, 'enabled');
    if (enabled.value) return pass;
    return configured.known
      ? fail('low', `${exchangeName} lists the key as switched off.`)
      : lacking('configured');
  },
});
