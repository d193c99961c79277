import { defineCheck, fail, pass } from '../model/check.js';
import { quoted } from './words.js';

export const transferEnabled = defineCheck({
  id: 'transfer-enabled',
  subject: 'key',
  title: 'Key can move funds between wallets or sub-accounts',
  severity: 'medium',
  severityRules: ['medium', 'passes where the key is meant to transfer (`purpose: treasury`, or `expect`)'],
  rationale:
    'Transfers stay with the same owner, but they carry funds to where another key, with more rights or fewer ' +
    'guards, can get at them.',
  remedy: 'disable-transfers',
  references: ['OWASP NHI5:2025', 'CWE-272'],
  partOf: ['master-key-in-use', 'unlisted-key', 'withdrawal-enabled', 'excess-permission'],
  needs: ['permissions.transfer'],
  wants: ['grants'],
  judge: (needed, { grants }, { exchangeName, intent }) =>
    needed['permissions.transfer'] && intent?.allowed?.includes('transfer') !== true
      ? fail('medium', `${exchangeName} lets the key transfer${quoted(grants, 'transfer')}.`)
      : pass,
});
