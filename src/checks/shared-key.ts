import { defineCheck, fail, pass } from '../model/check.js';

export const sharedKey = defineCheck({
  id: 'shared-key',
  subject: 'key',
  title: 'One key serves several accounts of the configuration',
  severity: 'medium',
  severityRules: ['medium'],
  rationale:
    'What one program leaks the other loses. Neither can be given its own rights and addresses, and to replace the ' +
    'key both must stop.',
  remedy: 'split-key',
  references: ['OWASP NHI9:2025'],
  needs: ['sharedWith'],
  wants: [],
  judge: ({ sharedWith }) =>
    sharedWith.length === 0
      ? pass
      : fail('medium', `The same key is configured for ${sharedWith.join(', ')} as well.`),
});
