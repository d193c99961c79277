import { defineCheck, fail, pass } from '../model/check.js';

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
  needs: ['accepted'],
  wants: ['grants'],
  judge: ({ accepted }, { grants }, { exchangeName, environment }) => {
    // The live site refuses a test key, as it should.
    if (accepted || environment === 'test') return pass;
    return fail('medium', grants.known ? `${exchangeName} refuses the key.` : grants.detail);
  },
});
