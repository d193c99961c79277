import type { AccountSafety, SafetyFact } from '../../model/account-safety.js';
import { type Fact, known, unknown } from '../../model/fact.js';
import type { Params } from '../adapter.js';
import { absent, asObject, idText } from '../readers.js';
import { collectSafety } from '../safety.js';
import { type AddressPage, addressFacts, hasText, pagedAddresses } from '../saved-addresses.js';
import { eitherSpelling } from '../spellings.js';
import { dataOf } from './normalize.js';

const facts: readonly SafetyFact[] = ['withdrawalWhitelist', ...addressFacts];
const list = { name: 'the list of withdrawal addresses', isAddress: hasText('address') };

/**
 * What HTX tells of the account around the keys: its withdrawal addresses, each with a status.
 * @param read asks for a page
 */
export async function collectAccount(name: string, read: (params: Params) => Promise<unknown>) {
  const ask = async (): Promise<Partial<AccountSafety>> => {
    const rows: unknown[] = [];
    const addresses = await pagedAddresses(list, async (fromId): Promise<AddressPage> => {
      const answer = await read({ limit: 500, ...(fromId !== undefined && { fromId }) });
      const page = dataOf(answer, name);
      if (Array.isArray(page)) rows.push(...page);
      return { rows: page, next: nextOf(answer) };
    });
    const { withdrawalAddresses: count } = addresses;
    return { ...addresses, withdrawalWhitelist: count.known ? whitelistOf(rows) : count };
  };
  return await collectSafety([{ facts, right: 'Read', ask }]);
}

/**
 * Where the next page begins; undefined after the last. "Only valid if exceeded page size": `nextId` in the table of the
 * page about addresses, `next-id` in its example.
 */
export function nextOf(answer: unknown): Fact<string> | undefined {
  const body = asObject(answer) ?? {};
  const names = ['nextId', 'next-id'] as const;
  if (names.every((name) => absent(body[name]))) return undefined;
  return eitherSpelling(body, names, (value, field) => {
    const id = idText(value);
    return id === undefined ? unknown('malformed', `${field} is not an id`) : known(id);
  });
}

/** "whtite" is how one page has it. */
const inForce = ['white', 'whtite'];
const others = ['white-delaying', 'normal', 'processing'];

/**
 * "white (whitelist effective)": where each address is, the whitelist binds. What the other words say of addresses
 * that are not saved is not documented, and no word says that the whitelist is off.
 */
function whitelistOf(rows: readonly unknown[]): Fact<boolean> {
  const statuses = rows.map((row) => asObject(row)?.status);
  if (statuses.length === 0) return unknown('not-exposed', 'no address is saved, whose status would tell');
  if (statuses.some(absent)) return unknown('not-exposed', 'status is not told of every address');
  if (statuses.every((status) => typeof status === 'string' && inForce.includes(status))) return known(true);
  return statuses.every((status) => typeof status === 'string' && [...inForce, ...others].includes(status))
    ? unknown('not-exposed', 'an address has a status that does not say whether the whitelist binds')
    : unknown('unrecognized', 'status is a word of no known meaning');
}

/** The state of a sub-user, whom the parent user can lock. */
export function tradingOf(userState: unknown): Fact<boolean> {
  if (userState === 'normal') return known(true);
  if (userState === 'lock') return known(false);
  if (absent(userState)) return unknown('malformed', 'userState is missing');
  return typeof userState === 'string'
    ? unknown('unrecognized', 'userState is a word of no known meaning')
    : unknown('malformed', 'userState is not a text');
}
