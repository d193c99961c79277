import { defineCheck, fail, pass } from '../model/check.js';
import { strangerFacts, strangerOf, strangerRules } from './stranger.js';

export const unlistedKey = defineCheck({
  id: 'unlisted-key',
  subject: 'key',
  title: 'The account has a key that no configured account uses',
  severity: 'critical',
  severityRules: strangerRules,
  rationale:
    "A scammer's own key looks like this: he makes it with your session, or has you make it, and lets it lie until you " +
    'have forgotten the call. If the key is yours, configure it, so that it is audited for what it is meant to be.',
  remedy: 'delete-unknown-key',
  references: ['OWASP NHI1:2025', 'CWE-269'],
  partOf: ['key-appeared'],
  endsParts: true,
  needs: ['configured'],
  wants: strangerFacts,
  judge: ({ configured }, wanted, { exchangeName }) => {
    if (configured) return pass;
    const { severity, text } = strangerOf(wanted);
    return fail(severity, `${exchangeName} lists this key, and no configured account uses it. ${text}`);
  },
});
