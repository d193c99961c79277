import { defineCheck, fail, lacking, pass } from '../model/check.js';
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
  needs: [],
  wants: ['permissions.transfer', 'grants'],
  judge: (_, { grants, ...wanted }, { exchangeName, intent }) => {
    if (intent?.allowed?.includes('transfer') === true) return pass;
    const transfer = wanted['permissions.transfer'];
    if (!transfer.known) return lacking('permissions.transfer');
    return transfer.value
      ? fail('medium', `${exchangeName} lets the key transfer${quoted(grants, 'transfer')}.`)
      : pass;
  },
});
