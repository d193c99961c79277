import type { FoundAccount } from '../../credentials/environment.js';
import type { Sources } from '../../credentials/open-credentials.js';
import type { Account } from '../../model/account.js';
import type { Credentials } from '../../model/credentials.js';
import { opener, sourcesOf } from '../accounts.js';
import type { Io } from '../io.js';
import { type Keeper, keeperOf } from '../keeper.js';

/** Opens each account once, and keeps what it was opened with for the rounds to come. */
export interface Vault {
  /** The same account, opened from here. */
  readonly keep: (account: Account) => Account;
  /** Lets the account be opened anew when it is asked next. */
  readonly forget: (name: string) => void;
  /** Lets go of what was read for several accounts at once: the keychain's entries, and what programs printed. */
  readonly rest: () => void;
}

/** How keys lie in files is looked at no more often: it takes a run of git for each file. */
const filesAgainMs = 10 * 60_000;

/** @param first what the accounts were found with; it has read some of them already */
export function createVault(found: readonly FoundAccount[], first: Sources, io: Io): Vault {
  let sources: Sources | null = first;
  const opened = new Map<string, Promise<Credentials>>();
  const keeper = createKeepers(first.env, io.cwd);
  const open = async ({ exchange, source }: FoundAccount) => {
    sources ??= sourcesOf(unattended(io));
    return await opener(source, exchange, sources)();
  };
  return {
    keep: (account) => {
      const where = found.find(({ name }) => name === account.name);
      if (where === undefined) throw new Error('an account that was not found');
      return {
        ...account,
        credentials: async () => {
          const known = opened.get(account.name) ?? open(where);
          opened.set(account.name, known);
          return await known;
        },
        ...(account.storage && {
          storage: async () => await keeper()(where.source, where.exchange)(),
        }),
      };
    },
    forget: (name) => opened.delete(name),
    rest: () => {
      sources = null;
    },
  };
}

/** Nobody sits there for months: a question would hold up all other accounts. */
export function unattended({ stdout, stderr, env, cwd, signal }: Io): Io {
  return { stdout, stderr, env, cwd, signal };
}

/** A keeper looks at each file once. */
function createKeepers(env: Sources['env'], cwd: string): () => Keeper {
  let last = { at: performance.now(), keeper: keeperOf(env, cwd) };
  return () => {
    const now = performance.now();
    if (now - last.at >= filesAgainMs) last = { at: now, keeper: keeperOf(env, cwd) };
    return last.keeper;
  };
}
