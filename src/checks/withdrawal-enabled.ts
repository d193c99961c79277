import { defineCheck, fail, lacking, pass } from '../model/check.js';
import { fromWhere, quoted } from './words.js';

export const withdrawalEnabled = defineCheck({
  id: 'withdrawal-enabled',
  subject: 'key',
  title: 'Key can withdraw',
  severity: 'critical',
  severityRules: [
    'critical where the key is not known to be bound to IP addresses',
    'high where it is',
    'where the key is meant to withdraw (`purpose: treasury`, or `expect`): critical where it works from any address, ' +
      'unverifiable where that is unknown',
  ],
  rationale:
    'Whoever holds a key with the withdrawal right can empty the account within minutes. ' +
    'This is the right that callers posing as support talk people into switching on.',
  remedy: 'disable-withdrawals',
  references: ['OWASP NHI5:2025', 'CWE-250'],
  partOf: ['master-key-in-use', 'unlisted-key'],
  needs: [],
  wants: ['permissions.withdraw', 'ipRestriction', 'grants'],
  judge: (_, { ipRestriction, grants, ...wanted }, { exchangeName, intent }) => {
    const withdraw = wanted['permissions.withdraw'];
    if (withdraw.known && !withdraw.value) return pass;
    const bound = ipRestriction.known && ipRestriction.value.restricted;
    const meant = intent?.allowed?.includes('withdraw') === true;
    if (meant && bound) return pass;
    if (!withdraw.known) return lacking('permissions.withdraw');
    if (meant && !ipRestriction.known) return lacking('ipRestriction');
    return fail(
      bound ? 'high' : 'critical',
      `${exchangeName} lets the key withdraw${quoted(grants, 'withdraw')}. ${fromWhere(ipRestriction)}`,
    );
  },
});
