import type { AccountSafety } from '../model/account-safety.js';
import { type Fact, known, type Unknown, unknown } from '../model/fact.js';
import { absent, asObject, type Body } from './readers.js';
import { newestOf } from './safety.js';

/** The facts that a list of saved withdrawal addresses tells. */
export const addressFacts = ['withdrawalAddresses', 'newestAddressAt'] as const;

type Addresses = Pick<AccountSafety, (typeof addressFacts)[number]>;

/** How an exchange writes its list of saved withdrawal addresses. */
export interface AddressList {
  /** What details call it: "data.addressList". */
  readonly name: string;
  /** Whether a row holds an address. The address itself is not kept. */
  readonly isAddress: (row: Body) => boolean;
  /** When a row was saved; left out where the exchange does not tell. */
  readonly savedAt?: (row: Body) => Fact<Date>;
}

/**
 * What a whole list of saved withdrawal addresses tells. A row that cannot be read leaves open how many there are,
 * and a time that cannot be read leaves open which is the newest.
 */
export function savedAddresses(value: unknown, list: AddressList): Addresses {
  if (!Array.isArray(value)) {
    return untold(unknown('malformed', `${list.name} is ${absent(value) ? 'missing' : 'not a list'}`));
  }
  const rows = value.map(asObject);
  if (!rows.every((row): row is Body => row !== undefined && list.isAddress(row))) {
    return untold(unknown('malformed', `a row of ${list.name} is not an address`));
  }
  return { withdrawalAddresses: known(rows.length), newestAddressAt: newestIn(rows, list) };
}

function newestIn(rows: readonly Body[], { name, savedAt }: AddressList): Fact<Date | null> {
  if (rows.length === 0) return known(null);
  if (savedAt === undefined) return unknown('not-exposed', `${name} does not tell when an address was saved`);
  const times = rows.map(savedAt);
  const unread = times.find((time): time is Unknown => !time.known);
  return unread ?? known(newestOf(times.flatMap((time) => (time.known ? [time.value] : []))));
}

/** One page of a list, and where the next one begins; undefined after the last. */
export interface AddressPage {
  readonly rows: unknown;
  readonly next: Fact<string> | undefined;
}

/** Nobody has that many pages of addresses: a list that goes on is going round in circles. */
const mostPages = 100;

/**
 * What a list tells that comes in pages. It says nothing before its end is reached.
 * @param pageAt asks for the page that begins there; for the first where nothing is given
 */
export async function pagedAddresses(
  list: AddressList,
  pageAt: (place: string | undefined) => Promise<AddressPage>,
): Promise<Addresses> {
  const rows: unknown[] = [];
  const places = new Set<string>();
  let place: string | undefined;
  while (places.size < mostPages) {
    const page = await pageAt(place);
    if (!Array.isArray(page.rows)) return savedAddresses(page.rows, list);
    rows.push(...page.rows);
    if (page.next === undefined) return savedAddresses(rows, list);
    if (!page.next.known) return untold(page.next);
    place = page.next.value;
    if (places.has(place)) break;
    places.add(place);
  }
  return untold(unknown('malformed', `${list.name} cannot be followed to its end`));
}

/** Where nothing is known of the saved addresses. */
function untold(why: Unknown): Addresses {
  return { withdrawalAddresses: why, newestAddressAt: why };
}

/** A field that holds a text, as an address is one. */
export function hasText(field: string): (row: Body) => boolean {
  return (row) => typeof row[field] === 'string' && row[field].trim() !== '';
}
