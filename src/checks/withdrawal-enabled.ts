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
  needs: ['permissions.withdraw'],
  wants: ['ipRestriction', 'grants'],
  judge: (needed, { ipRestriction, grants }, { exchangeName, intent }) => {
    if (!needed['permissions.withdraw']) return pass;
    const bound = ipRestriction.known && ipRestriction.value.restricted;
    if (intent?.allowed?.includes('withdraw') === true) {
      if (bound) return pass;
      if (!ipRestriction.known) return lacking('ipRestriction');
    }
    return fail(
      bound ? 'high' : 'critical',
      `${exchangeName} lets the key withdraw${quoted(grants, 'withdraw')}. ${fromWhere(ipRestriction)}`,
    );
  },
});
