import type { WatchSettings } from '../../config/config.js';
import type { Account } from '../../model/account.js';
import type { Policy } from '../../model/policy.js';
import type { Severity } from '../../model/severity.js';
import type { Notifications } from '../../notifiers/notifications.js';
import { type AccountsToAudit, findAccounts, sourcesOf } from '../accounts.js';
import { named } from '../commands/scan.js';
import type { Io } from '../io.js';
import { healthcheckAddress } from './healthcheck.js';
import { createVault, unattended, type Vault } from './vault.js';

/** What is read from the configuration, and read anew when that is asked for. */
export interface Watched {
  readonly accounts: readonly Account[];
  /** Configured, but not meant. */
  readonly leftOut: readonly Account[];
  readonly policy: Policy;
  readonly settings: WatchSettings;
  readonly healthcheck: URL | null;
  readonly vault: Vault;
  readonly notifications: Notifications;
  /** Breaks off what is being sent: it waits on disk then. */
  readonly stopSending: () => void;
  /** Where the accounts come from, for messages. */
  readonly place: string;
  /** Sentences to say on stderr. */
  readonly notices: readonly string[];
}

export interface WatchedOptions {
  readonly config?: string;
  readonly account?: readonly string[];
  readonly failOn?: Severity;
  /** Milliseconds, in place of the configuration's. */
  readonly interval?: number;
}

/**
 * Reads what is to be watched, and how.
 * @throws UserError where the configuration is wrong, or there is no account
 */
export async function readWatched(options: WatchedOptions, io: Io): Promise<Watched> {
  const found = await findAccounts(options.config ?? null, io);
  const meant = options.account === undefined ? found.accounts : named(found, options.account);
  const { intervalMs, ...rest } = found.config?.watch ?? usual;
  const settings = { intervalMs: options.interval ?? intervalMs, ...rest };
  const vault = createVault(found.sources, found.opened, io);
  return {
    accounts: meant.map(vault.keep),
    leftOut: found.accounts.filter((account) => !meant.includes(account)),
    policy: { ...found.policy, ...(options.failOn !== undefined && { failOn: options.failOn }) },
    settings,
    healthcheck: healthcheckAddress(settings, io.env),
    vault,
    ...(await tellersOf(found, io)),
    place: found.place,
    notices: found.notices,
  };
}

const usual: WatchSettings = { intervalMs: 60_000, silence: 5, healthcheck: null };

/** Nobody has to be told without a configuration. Messages may be sent for a while after the end was asked for. */
async function tellersOf({ config }: AccountsToAudit, io: Io) {
  const { openNotifications } = await import('../notify.js');
  const sending = new AbortController();
  const own = { ...unattended(io), signal: sending.signal };
  // Sources of their own, for as long as there is something to tell; the accounts' are let go.
  const notifications = await openNotifications(config ?? { notify: [] }, own, sourcesOf(own));
  return { notifications, stopSending: () => sending.abort() };
}
