import { defineCheck, fail, pass } from '../model/check.js';

export const masterKeyInUse = defineCheck({
  id: 'master-key-in-use',
  subject: 'key',
  title: "The wallet's own key is in use",
  severity: 'critical',
  severityRules: ['critical'],
  rationale:
    'The key of a wallet may do everything, for good: withdraw, approve other keys, and nobody can take a right from ' +
    'it. A bot needs an agent only (an API wallet, session key or subkey), which can be taken back.',
  remedy: 'replace-master-key',
  references: ['OWASP NHI5:2025', 'CWE-250'],
  endsParts: true,
  needs: ['kind'],
  wants: [],
  judge: ({ kind }, _, { exchangeName }) =>
    kind === 'master-key'
      ? fail('critical', `To ${exchangeName}, this key is the owner of the account: it may do everything.`)
      : pass,
});
