import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Report } from '../model/report.js';
import { UserError } from '../model/user-error.js';
import type { Io } from './io.js';

/**
 * Where the history is: `$XDG_STATE_HOME/keyaudit/history.db`. The XDG specification wants a relative path ignored.
 * @throws UserError where there is no such variable, and this user has no home
 */
export function historyFile(env: Io['env']): string {
  const named = env.XDG_STATE_HOME;
  const state = named !== undefined && isAbsolute(named) ? named : join(homeOf(env), '.local', 'state');
  return join(state, 'keyaudit', 'history.db');
}

function homeOf(env: Io['env']): string {
  try {
    return env.HOME || env.USERPROFILE || homedir();
  } catch {
    // As in a container that runs as a number without a name.
    throw new UserError('this user has no home.', 'Set XDG_STATE_HOME to a folder for the history.');
  }
}

/** Remembers what an audit saw. What keeps it from that is said, and hinders nothing else. */
export async function remember(report: Report, io: Io): Promise<void> {
  const { openHistory, sayProblem } = await import('../history/open.js');
  try {
    const { history, notices } = openHistory(historyFile(io.env));
    for (const notice of notices) io.stderr.write(`keyaudit: ${notice}\n`);
    if (history === null) return;
    try {
      history.record(report);
    } finally {
      history.close();
    }
  } catch (error) {
    const problem = error instanceof UserError ? error.message : `${sayProblem(error)}.`;
    io.stderr.write(`keyaudit: This scan is not remembered: ${problem}\n`);
  }
}
