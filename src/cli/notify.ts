import { createHash } from 'node:crypto';
import { compareWith } from '../audit/baseline.js';
import type { Config, ConfigTarget } from '../config/config.js';
import type { Sources } from '../credentials/open-credentials.js';
import { openSecret } from '../credentials/open-secret.js';
import type { Report } from '../model/report.js';
import type { Severity } from '../model/severity.js';
import type { SecretSource, Target } from '../model/target.js';
import { UserError } from '../model/user-error.js';
import { createNotifications } from '../notifiers/create-notifications.js';
import type { Recipient } from '../notifiers/deliver.js';
import { createNotifier, ways } from '../notifiers/index.js';
import type { Notifications } from '../notifiers/notifications.js';
import { openOutbox } from '../notifiers/outbox.js';
import type { SecretOpener } from '../notifiers/sealed.js';
import { reporters } from '../reporters/index.js';
import { sourcesOf } from './accounts.js';
import type { Io } from './io.js';
import { stateFile } from './state-file.js';

/**
 * The targets of a configuration, to be told. Nothing is opened or sent yet.
 * @param sources where their secrets are looked up; those of the accounts, where these are opened too
 */
export async function openNotifications(
  { notify }: Pick<Config, 'notify'>,
  io: Io,
  sources: Sources = sourcesOf(io),
): Promise<Notifications> {
  return createNotifications({
    recipients: await recipientsOf(notify, io, sources),
    openOutbox: () => queueOf(io),
    compare: compareWith,
    renderPage,
    signal: io.signal,
  });
}

/** Tells of one audit, and says what goes wrong with that. */
export async function tellOf(
  report: Report,
  failOn: Severity,
  config: Pick<Config, 'notify'>,
  io: Io,
  sources: Sources,
): Promise<void> {
  const notifications = await openNotifications(config, io, sources);
  try {
    for (const problem of await notifications.afterAudit(report, failOn)) {
      io.stderr.write(`keyaudit: ${problem}\n`);
    }
  } finally {
    await notifications.close();
  }
}

/** Each target with what tells it. */
export async function recipientsOf(
  targets: readonly ConfigTarget[],
  { env }: Pick<Io, 'env'>,
  sources: Sources,
): Promise<readonly Recipient[]> {
  return await Promise.all(
    targets.map(async ({ address, when, at: _, ...target }) => ({
      id: createHash('sha256').update(address).digest('hex'),
      when,
      takesPage: ways[target.kind].takesPage,
      notifier: await createNotifier(withOpeners(target, sources), { env }),
    })),
  );
}

/** The target with what opens each secret in the place of where it is. */
function withOpeners(target: Target<SecretSource>, sources: Sources): Target<SecretOpener> {
  const options = Object.entries(target.options).map(([name, value]) => [
    name,
    isSource(value) ? async () => await openSecret(value, sources) : value,
  ]);
  // `as`: nothing else has changed.
  return { kind: target.kind, options: Object.fromEntries(options) } as Target<SecretOpener>;
}

function isSource(value: unknown): value is SecretSource {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function queueOf(io: Io): ReturnType<typeof openOutbox> {
  try {
    return openOutbox(stateFile('outbox.db', io.env));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { outbox: null, notices: [`There is no queue of messages this time: ${error.message}`] };
  }
}

async function renderPage(report: Report, failOn: Severity): Promise<string> {
  const { render } = await reporters.html.load();
  return render(report, { width: 80, color: false, unicode: true, failOn, show: 'info' });
}
