import { type Unknown, unknown } from '../model/fact.js';
import type { KeyDescription } from '../model/key-facts.js';

/** How exchanges speak of sending funds out, in letters alone. */
const waysOut = ['withdraw', 'payout', 'cashout', 'fundout', 'sendout', 'transferout'];

/**
 * The key, with its right to withdraw left open where a right of unknown meaning speaks of withdrawing. One new word
 * changes nothing about the known ones, but this one may be the known one's new name.
 */
export function heedingNewRights<Key extends KeyDescription>(key: Key): Key {
  const { permissions, grants } = key;
  const denied = permissions.withdraw.known && !permissions.withdraw.value;
  const speaks =
    grants.known && grants.value.some((grant) => grant.scope === 'unrecognized' && isWayOut(grant.name));
  return denied && speaks ? { ...key, permissions: { ...permissions, withdraw: open } } : key;
}

const open: Unknown = unknown('unrecognized', 'a right of unknown meaning speaks of withdrawing');

function isWayOut(name: string): boolean {
  const letters = name.toLowerCase().replaceAll(/[^a-z]/g, '');
  return waysOut.some((word) => letters.includes(word));
}
