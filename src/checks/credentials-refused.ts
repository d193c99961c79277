import { defineCheck, fail, lacking, notApplicable, pass } from '../model/check.js';

export const credentialsRefused = defineCheck({
  id: 'credentials-refused',
  subject: 'key',
  title: 'The exchange does not accept this key',
  severity: 'medium',
  severityRules: ['medium'],
  rationale:
    'A key that was configured and no longer works was deleted, expired, or copied wrongly. Until it is sorted ' +
    'out, nothing is known of what it could do, and its bot is standing still.',
  remedy: 'replace-key',
  references: ['OWASP NHI1:2025'],
  needs: ['relation'],
  wants: ['accepted', 'grants'],
  judge: ({ relation }, { accepted, grants }, { exchangeName, environment }) => {
    // Of the account's other keys, none was used.
    if (relation !== 'calling') return notApplicable;
    if (!accepted.known) return lacking('accepted');
    // The live site refuses a test key, as it should.
    if (accepted.value || environment === 'test') return pass;
    return fail('medium', grants.known ? `${exchangeName} refuses the key.` : grants.detail);
  },
});
