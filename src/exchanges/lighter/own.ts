import { AccountError } from '../../model/account-error.js';
import { unexpected } from '../readers.js';
import type { Slot } from './slots.js';

/** What was given of the key that a bot signs with. */
export interface Given {
  /** Its slot. */
  readonly uid: string | undefined;
  /** Its public half; empty where what was given can be none. */
  readonly publicKey: string | undefined;
}

/**
 * The slot that holds the key. Throws where none does: another key in its place has made it useless.
 * @param odd whether an entry of the list could not be read, which may be the one
 */
export function ownSlot(slots: readonly Slot[], odd: boolean, { uid, publicKey }: Given): Slot {
  if (uid !== undefined && !/^\d{1,3}$/.test(uid)) {
    throw new AccountError('invalid-credentials', 'uid is not the number of a slot (0 to 254).');
  }
  const inSlot = slots.filter(({ index }) => index === Number(uid));
  const own =
    publicKey === undefined
      ? inSlot
      : [...inSlot, ...slots].filter((slot) => slot.publicKey === publicKey).slice(0, 1);
  const [slot, another] = own;
  if (another !== undefined) throw unexpected('Lighter', 'api_keys has several keys for the slot of uid');
  if (slot !== undefined) return slot;
  if (odd)
    throw unexpected('Lighter', 'an entry of api_keys cannot be read, which may be the one of this key');
  throw new AccountError('invalid-credentials', gone(publicKey, inSlot.length > 0));
}

function gone(publicKey: string | undefined, isSlotTaken: boolean): string {
  if (publicKey === undefined) return 'The slot of uid holds no key at Lighter.';
  return isSlotTaken
    ? 'The slot of uid holds another key at Lighter: this one was replaced. (apiKey must be the public key.)'
    : 'No slot of the account holds this key at Lighter. (apiKey must be the public key.)';
}
