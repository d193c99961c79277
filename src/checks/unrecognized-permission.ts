import { defineCheck, fail, pass } from '../model/check.js';
import { known } from '../model/fact.js';
import { quoted } from './words.js';

export const unrecognizedPermission = defineCheck({
  id: 'unrecognized-permission',
  subject: 'key',
  title: 'Key holds a right that keyaudit does not know',
  severity: 'medium',
  severityRules: ['medium'],
  rationale:
    'Exchanges add rights. A new one may pay out under a name that no tool has learnt yet, so it is shown until ' +
    'somebody has looked at it.',
  remedy: 'review-permission',
  references: ['OWASP NHI5:2025', 'CWE-269'],
  partOf: ['unlisted-key'],
  needs: ['grants'],
  wants: [],
  judge: ({ grants }, _, { exchangeName }) =>
    grants.some(({ scope }) => scope === 'unrecognized')
      ? fail(
          'medium',
          `${exchangeName} lists rights of unknown meaning${quoted(known(grants), 'unrecognized')}.`,
        )
      : pass,
});
