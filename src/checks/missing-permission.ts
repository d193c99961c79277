import { defineCheck, fail, lacking, notApplicable, pass } from '../model/check.js';
import { permissionFact, verb } from './words.js';

export const missingPermission = defineCheck({
  id: 'missing-permission',
  subject: 'key',
  title: 'Key may not do what it is meant for',
  severity: 'low',
  severityRules: ['low', 'asked where the account has `purpose` or `expect.permissions`'],
  rationale: 'The program behind the key will fail, or already does, when it needs the right.',
  remedy: 'add-permission',
  references: ['CWE-266'],
  needs: [],
  wants: [
    'permissions.read',
    'permissions.trade',
    'permissions.transfer',
    'permissions.withdraw',
    'permissions.manage',
  ],
  judge: (_, wanted, { exchangeName, intent }) => {
    if (intent === null || intent.needed.length === 0) return notApplicable;
    const missing = intent.needed.filter((name) => {
      const right = wanted[permissionFact(name)];
      return right.known && !right.value;
    });
    if (missing.length > 0) {
      return fail(
        'low',
        `${exchangeName} does not let the key ${missing.map(verb).join(', ')}, which ${intent.words} needs.`,
        missing,
      );
    }
    const open = intent.needed.filter((name) => {
      const right = wanted[permissionFact(name)];
      return !right.known && right.reason !== 'not-exposed';
    });
    return open.length === 0 ? pass : lacking(...open.map(permissionFact));
  },
});
