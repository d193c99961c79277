import { defineCheck, fail, notApplicable, pass } from '../model/check.js';
import { between, evidenceAt } from './drift.js';
import { strangerFacts, strangerOf, strangerRules } from './stranger.js';

export const keyAppeared = defineCheck({
  id: 'key-appeared',
  subject: 'key',
  title: 'The account has a key that was not there at an earlier scan',
  severity: 'critical',
  severityRules: [
    ...strangerRules,
    'passes for a key that a configured account uses',
    'not asked where no earlier scan was told all keys of the account, those of sub-accounts for one of theirs',
    'stays until `keyaudit ack`',
  ],
  rationale:
    "A scammer's own key begins like this: he makes it with your session, or has you make it, and lets it lie until " +
    'you have forgotten the call.',
  remedy: 'delete-unknown-key',
  references: ['OWASP NHI1:2025', 'CWE-269'],
  endsParts: true,
  needs: [],
  wants: ['history', 'configured', ...strangerFacts],
  judge: (_, { history, configured, ...wanted }, { exchangeName }) => {
    if (!history.known || history.value.appeared === null) return notApplicable;
    if (configured.known && configured.value) return pass;
    const { appeared } = history.value;
    const { severity, text } = strangerOf(wanted);
    const whose = configured.known
      ? 'No configured account uses it.'
      : `Whether a configured account uses it is unknown: ${configured.detail}.`;
    return fail(
      severity,
      `${exchangeName} lists this key, and did not at an earlier scan. ${between(appeared)} ${whose} ${text}`,
      [evidenceAt('listed', appeared)],
    );
  },
});
