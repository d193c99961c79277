import { AccountError } from '../../model/account-error.js';
import { type Fact, known, unknown } from '../../model/fact.js';
import type { Role } from './roles.js';

/** Who signs, for which address, and what Hyperliquid says of both. */
export interface Asked {
  /** The address of the private key, where one was given. */
  readonly signer: string | undefined;
  readonly wallet: string;
  /** Of the signer; without one, of the wallet. */
  readonly role: Role;
  readonly walletRole: Role;
}

/**
 * The sub-account that the key acts for; null for an account itself, whose keys act for its sub-accounts too.
 * @param account whom the key acts for
 * @param shown how a report shows an address
 */
export function ownerOf(
  { wallet, walletRole }: Asked,
  account: string | undefined,
  shown: (address: string) => string,
): Fact<string | null> {
  if (account === undefined) return unknown('malformed', 'userRole does not tell for whom the key acts');
  if (account === wallet) return known(walletRole.is === 'subAccount' ? shown(wallet) : null);
  switch (walletRole.is) {
    case 'unread':
      return walletRole.why;
    case 'vault':
      return unknown('not-exposed', 'userRole does not tell whose vault walletAddress is');
    case 'user':
    case 'missing':
      return known(shown(account));
    default:
      if (walletRole.master === undefined) {
        return unknown('malformed', 'userRole does not tell whose walletAddress is');
      }
      return known(walletRole.master === account ? null : shown(account));
  }
}

/** Where the key acts for another account than walletAddress, or a sub-account or vault of it, is in; or may do so. */
export function foreign(
  { wallet, walletRole }: Asked,
  account: string | undefined,
): AccountError | undefined {
  if (account === undefined || account === wallet) return undefined;
  if (walletRole.is === 'vault') return undefined;
  if (walletRole.is === 'unread') {
    return new AccountError(
      'unexpected-response',
      'Hyperliquid does not tell whether the account that the private key acts for is that of walletAddress.',
    );
  }
  const master = 'master' in walletRole ? walletRole.master : wallet;
  if (master === undefined || master === account) return undefined;
  return new AccountError(
    'permission-refused',
    'The private key acts for another account than walletAddress: what is told here is of the key and its account. ' +
      'Correct one of the two.',
  );
}
