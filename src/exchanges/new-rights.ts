import { type Fact, unknown } from '../model/fact.js';
import type { Grant, KeyDescription } from '../model/key-facts.js';

/** How exchanges speak of sending funds out, in letters alone. A bridge leads to an address of another chain. */
const waysOut = ['withdraw', 'payout', 'cashout', 'fundout', 'sendout', 'transferout', 'bridg'];

/** Whether a name is in another script than the words here, so that its looks say nothing. */
export function isForeign(name: string): boolean {
  return /[^\P{L}a-z]/iu.test(name);
}

/** Whether a name may be that of a right to withdraw, however it is written. */
export function speaksOfWithdrawing(name: string): boolean {
  if (isForeign(name)) return true;
  const letters = name.toLowerCase().replaceAll(/[^a-z]/g, '');
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[^a-z]+/gi, ' ');
  // "send" is in too many words: it counts as one alone.
  return waysOut.some((way) => letters.includes(way)) || /\bsend(s|ing)?\b/i.test(words);
}

/**
 * A right to withdraw of which the exchange says no, unless another right of unknown meaning speaks of withdrawing too:
 * then it is open which of the two it is.
 */
function unlessNewlyNamed(withdraw: Fact<boolean>, grants: readonly Grant[]): Fact<boolean> {
  const isOpen = grants.some(({ name, scope }) => scope === 'unrecognized' && speaksOfWithdrawing(name));
  return isOpen && withdraw.known && !withdraw.value
    ? unknown('unrecognized', 'a right of unknown meaning speaks of withdrawing')
    : withdraw;
}

/** The same of a whole key: so that it holds at every exchange, whichever way its rights are told. */
export function heedingNewRights<Key extends KeyDescription>(key: Key): Key {
  const { permissions, grants } = key;
  return grants.known
    ? {
        ...key,
        permissions: { ...permissions, withdraw: unlessNewlyNamed(permissions.withdraw, grants.value) },
      }
    : key;
}
