import { defineCheck, fail, pass } from '../model/check.js';
import { fromWhere, permissionFact, verb } from './words.js';

export const unlistedKey = defineCheck({
  id: 'unlisted-key',
  subject: 'key',
  title: 'The account has a key that no configured account uses',
  severity: 'critical',
  severityRules: [
    'critical where it can withdraw',
    'high where it can trade, transfer or manage, or where that is unknown',
    'medium where it can only read',
    'low where it is switched off',
  ],
  rationale:
    "A scammer's own key looks like this: he makes it with your session, or has you make it, and lets it lie until you " +
    'have forgotten the call. If the key is yours, configure it, so that it is audited for what it is meant to be.',
  remedy: 'delete-unknown-key',
  references: ['OWASP NHI1:2025', 'CWE-269'],
  endsParts: true,
  needs: ['configured'],
  wants: [
    'permissions.withdraw',
    'permissions.trade',
    'permissions.transfer',
    'permissions.manage',
    'enabled',
    'ipRestriction',
  ],
  judge: ({ configured }, wanted, { exchangeName }) => {
    if (configured) return pass;
    const powers = (['withdraw', 'trade', 'transfer', 'manage'] as const).map((name) => ({
      name,
      right: wanted[permissionFact(name)],
    }));
    const held = powers.filter(({ right }) => right.known && right.value).map(({ name }) => name);
    const open = powers.filter(({ right }) => !right.known).map(({ name }) => name);
    const able = held.length > 0 ? ` It can ${held.map(verb).join(', ')}.` : '';
    const unsure = open.length > 0 ? ` Whether it can ${open.map(verb).join(', ')} is unknown.` : '';
    const detail = `${exchangeName} lists this key, and no configured account uses it.${able}${unsure} ${fromWhere(wanted.ipRestriction)}`;
    if (wanted.enabled.known && !wanted.enabled.value) return fail('low', `${detail} It is switched off.`);
    if (held.includes('withdraw')) return fail('critical', detail);
    return fail(held.length > 0 || open.length > 0 ? 'high' : 'medium', detail);
  },
});
