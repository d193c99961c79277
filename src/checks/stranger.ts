import type { FactName, FactValues } from '../model/check.js';
import type { Fact } from '../model/fact.js';
import type { Severity } from '../model/severity.js';
import { fromWhere, permissionFact, verb } from './words.js';

/** What is looked at of a key that nobody configured. */
export const strangerFacts = [
  'permissions.withdraw',
  'permissions.trade',
  'permissions.transfer',
  'permissions.manage',
  'enabled',
  'ipRestriction',
] as const satisfies readonly FactName[];

/** As `severityRules` has it. */
export const strangerRules: readonly string[] = [
  'critical where it can withdraw',
  'high where it can trade, transfer or manage, or where that is unknown',
  'medium where it can only read',
  'low where it is switched off',
];

type Wanted = { readonly [Name in (typeof strangerFacts)[number]]: Fact<FactValues[Name]> };

/** How grave it is that there is such a key, and what it can do, in sentences. */
export function strangerOf(wanted: Wanted): { readonly severity: Severity; readonly text: string } {
  const powers = (['withdraw', 'trade', 'transfer', 'manage'] as const).map((name) => ({
    name,
    right: wanted[permissionFact(name)],
  }));
  const held = powers.filter(({ right }) => right.known && right.value).map(({ name }) => name);
  const open = powers.filter(({ right }) => !right.known).map(({ name }) => name);
  const able = held.length > 0 ? `It can ${held.map(verb).join(', ')}. ` : '';
  const unsure = open.length > 0 ? `Whether it can ${open.map(verb).join(', ')} is unknown. ` : '';
  const text = `${able}${unsure}${fromWhere(wanted.ipRestriction)}`;
  if (wanted.enabled.known && !wanted.enabled.value)
    return { severity: 'low', text: `${text} It is switched off.` };
  if (held.includes('withdraw')) return { severity: 'critical', text };
  return { severity: held.length > 0 || open.length > 0 ? 'high' : 'medium', text };
}
