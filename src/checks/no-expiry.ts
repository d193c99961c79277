import { defineCheck, fail, notApplicable, pass, unlessUntold } from '../model/check.js';

export const noExpiry = defineCheck({
  id: 'no-expiry',
  subject: 'key',
  title: 'Key never expires',
  severity: 'medium',
  severityRules: [
    'medium where `purpose` is treasury',
    'info otherwise',
    'not asked where keys of the exchange cannot expire, or it does not tell',
  ],
  rationale:
    'A key that expires is one that somebody looks at again. One that does not lives on after its program is gone.',
  remedy: 'rotate-key',
  references: ['OWASP NHI7:2025'],
  partOf: ['master-key-in-use', 'unlisted-key', 'key-age', 'unused-key'],
  needs: [],
  wants: ['expiresAt'],
  judge: (_, { expiresAt }, { exchangeName, intent, offers }) => {
    if (!expiresAt.known) return unlessUntold(expiresAt, 'expiresAt');
    if (expiresAt.value !== null) return pass;
    if (!offers.expiry) return notApplicable;
    return fail(
      intent?.purpose === 'treasury' ? 'medium' : 'info',
      `${exchangeName} lets keys expire, and this one never does.`,
    );
  },
});
