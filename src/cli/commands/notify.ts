import { UserError } from '../../model/user-error.js';
import { composeNote } from '../../notifiers/compose.js';
import { sendTimeoutMs } from '../../notifiers/create-notifications.js';
import { send } from '../../notifiers/send.js';
import { readConfiguration, sourcesOf } from '../accounts.js';
import { type ExitCode, exitCodes } from '../exit-code.js';
import type { Io } from '../io.js';
import { recipientsOf } from '../notify.js';

const subject = 'keyaudit: a test message';
const text = [
  'This is a test: keyaudit notify test was run, and this message has',
  'arrived. Nothing was audited for it.',
].join('\n');

/**
 * `keyaudit notify test`: a message to every target at once, past the queue. The exit code is 3 where one was not told.
 * Throws a UserError where there is nobody to be told.
 */
export async function testTargets(configPath: string | null, io: Io): Promise<ExitCode> {
  const config = await readConfiguration(configPath, io);
  if (config === null) throw new UserError('There is no configuration file.', '`keyaudit init` writes one.');
  if (config.notify.length === 0) {
    throw new UserError(
      `${config.file} tells nobody.`,
      'Targets stand under notify:, as docs/notify.md shows.',
    );
  }
  const message = composeNote('test', subject, text, Date.now());
  const recipients = await recipientsOf(config.notify, io, sourcesOf(io));
  const problems = await Promise.all(
    recipients.map(async ({ notifier }) => {
      const failure = await send(notifier, message, sendTimeoutMs, io.signal);
      io.stdout.write(failure === null ? `told    ${notifier.name}\n` : `FAILED  ${failure.problem}\n`);
      return failure;
    }),
  );
  io.signal.throwIfAborted();
  return problems.every((problem) => problem === null) ? exitCodes.ok : exitCodes.incomplete;
}
