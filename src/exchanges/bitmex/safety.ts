import { AccountError } from '../../model/account-error.js';
import type { AccountSafety } from '../../model/account-safety.js';
import { type Fact, known, unknown } from '../../model/fact.js';
import type { ExchangeClient } from '../adapter.js';
import { absent, asObject, flag, isoTime } from '../readers.js';
import { collectSafety, type SafetyQuestion } from '../safety.js';
import { type AddressList, addressFacts, hasText, savedAddresses } from '../saved-addresses.js';
import { addressConfig, addresses, user } from './reads.js';

type Told = Partial<AccountSafety>;

/** What BitMEX tells of the account around the keys. */
export function askSafety(client: ExchangeClient) {
  const questions: SafetyQuestion[] = [
    { facts: ['twoFactor'], ask: async () => ({ twoFactor: twoFactor(await client.read(user)) }) },
    {
      facts: addressFacts,
      ask: async () => savedAddresses(await client.read(addresses), addressList),
    },
    { facts: ['withdrawalWhitelist'], ask: () => askWhitelist(client) },
  ];
  return collectSafety(questions);
}

/** The call is not in the current list of calls, and may be gone: then nothing is wrong with the account. */
async function askWhitelist(client: ExchangeClient): Promise<Told> {
  try {
    return { withdrawalWhitelist: whitelist(await client.read(addressConfig)) };
  } catch (error) {
    if (!(error instanceof AccountError) || error.kind !== 'unexpected-response') throw error;
    return { withdrawalWhitelist: unknown('refused', error.message) };
  }
}

/** The kinds of second factor that BitMEX's list of calls had for setting one up ("GA", "Yubikey"). */
const secondFactors: ReadonlySet<string> = new Set(['ga', 'yubikey']);

/** The answer of `GET /api/v1/user` is about a person; nothing else of it is looked at. */
export function twoFactor(answer: unknown): Fact<boolean> {
  const value = asObject(answer)?.TFAEnabled;
  if (typeof value === 'string' && secondFactors.has(value.toLowerCase())) return known(true);
  // What it holds where there is none is not documented.
  return value === ''
    ? unknown('not-exposed', 'TFAEnabled is empty, which BitMEX does not define')
    : flag(value, 'TFAEnabled');
}

/** `GET /api/v1/address`, which knows no pages. */
export const addressList: AddressList = {
  name: 'the list of withdrawal addresses',
  isAddress: hasText('address'),
  savedAt: (row) => isoTime(row.created, 'created'),
};

/**
 * "If the address book has the whitelist setting enabled, all withdrawal requests must be directed to either a saved
 * address or a linked account" (docs.bitmex.com, "Request a withdrawal").
 */
export function whitelist(answer: unknown): Fact<boolean> {
  const config = asObject(answer);
  return absent(config?.disabled)
    ? flag(config?.whitelist, 'whitelist')
    : unknown('unrecognized', 'disabled is set, of which BitMEX does not tell what it does to whitelist');
}
