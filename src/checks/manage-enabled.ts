import { defineCheck, fail, lacking, pass } from '../model/check.js';
import { fromWhere, quoted } from './words.js';

export const manageEnabled = defineCheck({
  id: 'manage-enabled',
  subject: 'key',
  title: 'Key can create or change keys or sub-accounts',
  severity: 'high',
  severityRules: ['high'],
  rationale:
    'Such a key can give itself, or a new key, every other right. What the other checks say of its rights and ' +
    'addresses holds only as long as nobody uses it.',
  remedy: 'review-permission',
  references: ['OWASP NHI5:2025', 'CWE-269'],
  partOf: ['master-key-in-use', 'unlisted-key', 'excess-permission'],
  needs: [],
  wants: ['permissions.manage', 'grants', 'ipRestriction'],
  judge: (_, { grants, ipRestriction, ...wanted }, { exchangeName, intent }) => {
    if (intent?.allowed?.includes('manage') === true) return pass;
    const manage = wanted['permissions.manage'];
    if (!manage.known) return lacking('permissions.manage');
    if (!manage.value) return pass;
    return fail(
      'high',
      `${exchangeName} lets the key manage keys or sub-accounts${quoted(grants, 'manage')}. ${fromWhere(ipRestriction)}`,
    );
  },
});
