import { defineCheck, fail, lacking, notApplicable, pass } from '../model/check.js';
import type { Fact } from '../model/fact.js';
import type { Permission } from '../model/key-facts.js';
import { permissionFact, verb } from './words.js';

const powers = ['withdraw', 'trade', 'transfer', 'manage'] as const satisfies Permission[];

function isGrave(name: Permission, power: Fact<boolean>): boolean {
  const thief = name === 'withdraw' || name === 'trade';
  return !power.known && (thief || power.reason !== 'not-exposed');
}

export const unrestrictedIp = defineCheck({
  id: 'unrestricted-ip',
  subject: 'key',
  title: 'Key works from any IP address',
  severity: 'high',
  severityRules: [
    'high where the key can withdraw, trade, transfer or manage',
    'low where it can only read, as far as the exchange tells; not asked then of a tracker, which has no fixed address',
  ],
  rationale:
    'A leaked key without an address list can be used by whoever finds it. The right to trade is enough to be ' +
    'robbed: the thief sells you a worthless coin at a high price.',
  remedy: 'restrict-ips',
  references: ['OWASP NHI2:2025', 'CWE-1220'],
  partOf: [
    'master-key-in-use',
    'unlisted-key',
    'withdrawal-enabled',
    'trade-without-ip',
    'excess-permission',
  ],
  needs: ['ipRestriction'],
  wants: powers.map(permissionFact),
  judge: ({ ipRestriction }, wanted, { exchangeName, intent }) => {
    if (ipRestriction.restricted) return pass;
    const held = powers.filter((name) => {
      const power = wanted[permissionFact(name)];
      return power.known && power.value;
    });
    if (held.length > 0) {
      return fail(
        'high',
        `${exchangeName} sets no IP restriction on this key, and it can ${held.map(verb).join(', ')}.`,
      );
    }
    // Transfer and manage are told by few exchanges: their silence must not turn every tracker's key into an
    // alarm. Trade and withdraw are what a thief needs, and so is anything that should have been told.
    const open = powers.filter((name) => !wanted[permissionFact(name)].known);
    const grave = open.filter((name) => isGrave(name, wanted[permissionFact(name)]));
    if (grave.length > 0) return lacking(...grave.map(permissionFact));
    if (intent?.roams === true) return notApplicable;
    const untold = open.length === 0 ? '' : ` Whether it can ${open.map(verb).join(' or ')} is not told.`;
    return fail(
      'low',
      `${exchangeName} sets no IP restriction on this key. It is only known to read.${untold}`,
    );
  },
});
