import { goesOn } from '../pages.js';
import { absent, asObject, unexpected, wholeNumber } from '../readers.js';

/** A key of an account: its place, and the public half of what signs there. */
export interface Slot {
  /** `api_key_index`; undefined where it could not be read. */
  readonly index: number | undefined;
  readonly publicKey: string;
}

/** Hexadecimal digits in lower case, without the 0x that some write before them; undefined for what is none. */
export function publicKeyIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^(0x)?[0-9a-f]{8,}$/i.test(value)) return undefined;
  return value.toLowerCase().replace(/^0x/, '');
}

/**
 * The answer of `apikeys`: all slots, those of Lighter's own apps (0 to 3) among them. Throws where it has no list.
 * @returns `odd` where an entry has no slot or public key, or the list goes on, so that a key may be missing
 */
export function readSlots(
  answer: unknown,
  account: string,
): { readonly slots: readonly Slot[]; readonly odd: boolean } {
  const rows = asObject(answer)?.api_keys;
  if (!Array.isArray(rows)) throw unexpected('Lighter', 'api_keys is not the documented list');
  const slots: Slot[] = [];
  let odd = goesOn(asObject(answer) ?? {}, rows.length) !== undefined;
  for (const value of rows) {
    const row = asObject(value);
    const publicKey = publicKeyIn(row?.public_key);
    const owner = row?.account_index;
    const isOthers = !absent(owner) && String(wholeNumber(owner)) !== account;
    if (row === undefined || publicKey === undefined || isOthers) {
      odd = true;
      continue;
    }
    const index = wholeNumber(row.api_key_index);
    odd ||= index === undefined;
    if (!slots.some((slot) => slot.index === index && slot.publicKey === publicKey)) {
      slots.push({ index, publicKey });
    }
  }
  return { slots, odd };
}
