import { defineCheck, fail, lacking, notApplicable, pass } from '../model/check.js';
import { type Permission, permissions } from '../model/key-facts.js';
import type { Severity } from '../model/severity.js';
import { severities } from '../model/severity.js';
import { permissionFact, quoted, verb } from './words.js';

export const excessPermission = defineCheck({
  id: 'excess-permission',
  subject: 'key',
  title: 'Key may do more than it is meant to',
  severity: 'critical',
  severityRules: [
    'critical where it can withdraw and is not known to be bound to IP addresses',
    'high where it can withdraw, trade or manage',
    'medium where it can transfer',
    'low where it can only read',
    'asked where the account has `purpose` or `expect.permissions`',
  ],
  rationale:
    'A right that the program behind the key does not need is of use to a thief alone. It is often left over from a ' +
    'trial, or was switched on because a caller asked for it.',
  remedy: 'review-permission',
  references: ['OWASP NHI5:2025', 'CWE-272'],
  partOf: ['master-key-in-use', 'withdrawal-enabled'],
  needs: [],
  wants: [
    'permissions.read',
    'permissions.trade',
    'permissions.transfer',
    'permissions.withdraw',
    'permissions.manage',
    'ipRestriction',
    'grants',
  ],
  judge: (_, wanted, { exchangeName, intent }) => {
    const allowed = intent?.allowed ?? null;
    if (intent === null || allowed === null) return notApplicable;
    const others = permissions.filter((name) => !allowed.includes(name));
    const { ipRestriction, grants } = wanted;
    const excess = others.filter((name) => {
      const right = wanted[permissionFact(name)];
      return right.known && right.value;
    });
    // Few exchanges tell of transfer and manage, so that their silence says nothing of this key.
    const open = others.filter((name) => {
      const right = wanted[permissionFact(name)];
      const rarelyTold = name === 'transfer' || name === 'manage';
      return !right.known && !(rarelyTold && right.reason === 'not-exposed');
    });
    // Nothing else tells that trading is open; a milder excess has a check of its own.
    const hidden = open.includes('trade') && excess.every((name) => name === 'read' || name === 'transfer');
    if (excess.length > 0 && !hidden) {
      const bound = ipRestriction.known && ipRestriction.value.restricted;
      const rights = excess.map((name) => `${verb(name)}${quoted(grants, name)}`).join(', ');
      return fail(
        gravest(excess.map((name) => (name === 'withdraw' && !bound ? 'critical' : usual[name]))),
        `${exchangeName} lets the key ${rights}, which goes beyond ${intent.words}.`,
        excess,
      );
    }
    return open.length === 0 ? pass : lacking(...open.map(permissionFact));
  },
});

const usual = {
  withdraw: 'high',
  trade: 'high',
  manage: 'high',
  transfer: 'medium',
  read: 'low',
} as const satisfies Record<Permission, Severity>;

function gravest(of: readonly Severity[]): Severity {
  return severities.find((severity) => of.includes(severity)) ?? 'low';
}
