import { type Unknown, unknown } from '../../model/fact.js';
import { absent, asObject, unexpected } from '../readers.js';
import { addressIn } from '../wallets.js';

/** What an address is. `master`: of whom; undefined where the answer does not say. */
export type Role =
  | { readonly is: 'user' | 'vault' | 'missing' }
  | { readonly is: 'agent' | 'subAccount'; readonly master: string | undefined }
  | { readonly is: 'unread'; readonly why: Unknown };

/** The answer of `userRole`. Throws where it is no object. */
export function readRole(answer: unknown): Role {
  const body = asObject(answer);
  if (body === undefined) throw unexpected('Hyperliquid', 'userRole is not the documented object');
  const { role } = body;
  const data = asObject(body.data) ?? body;
  switch (role) {
    case 'user':
    case 'vault':
    case 'missing':
      return { is: role };
    case 'agent':
      return { is: role, master: addressIn(data.user) };
    case 'subAccount':
      return { is: role, master: addressIn(data.master) };
    default:
      return { is: 'unread', why: oddRole(role) };
  }
}

function oddRole(role: unknown): Unknown {
  if (absent(role)) return unknown('malformed', 'role is missing');
  return typeof role === 'string'
    ? unknown('unrecognized', 'role is a word that keyaudit does not know')
    : unknown('malformed', 'role is not a text');
}
