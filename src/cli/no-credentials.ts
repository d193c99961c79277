import { isAbsent } from '../credentials/presence.js';
import type { Account } from '../model/account.js';
import { printable } from '../reporters/table/printable.js';
import { type AccountsToAudit, NoCredentials } from './accounts.js';
import { type Io, wantsUnicode } from './io.js';

/** So many accounts are named. */
const mostNamed = 8;

/** @throws NoCredentials where none of these accounts has anything to be audited with; one is enough to go on */
export async function requireCredentials(
  accounts: readonly Account[],
  { sources, place, opened }: Pick<AccountsToAudit, 'sources' | 'place' | 'opened'>,
  io: Io,
): Promise<void> {
  const names = accounts.map(({ name }) => name);
  for (const { name, source } of sources) {
    if (names.includes(name) && !(await isAbsent(source, opened))) return;
  }
  const shown = names
    .slice(0, mostNamed)
    .map((name) => printable(name, 100, wantsUnicode(io.env, process.platform)));
  if (names.length > mostNamed) shown.push(`${names.length - mostNamed} more`);
  throw new NoCredentials(
    `Nothing is set of what ${place} names for the credentials of: ${shown.join(', ')}.`,
  );
}
