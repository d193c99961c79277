import { defineCheck, fail, pass } from '../model/check.js';
import { quoted } from './words.js';

export const transferEnabled = defineCheck({
  id: 'transfer-enabled',
  subject: 'key',
  title: 'Key can move funds between wallets or sub-accounts',
  severity: 'medium',
  severityRules: ['medium'],
  rationale:
    'Transfers stay with the same owner, but they carry funds to where another key, with more rights or fewer ' +
    'guards, can get at them.',
  remedy: 'disable-transfers',
  references: ['OWASP NHI5:2025', 'CWE-272'],
  needs: ['permissions.transfer'],
  wants: ['grants'],
  judge: (needed, { grants }, { exchangeName }) =>
    needed['permissions.transfer']
      ? fail('medium', `${exchangeName} lets the key transfer${quoted(grants, 'transfer')}.`)
      : pass,
});
