import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Report } from '../model/report.js';
import type { Io } from './io.js';

/** Where the history is: `$XDG_STATE_HOME/keyaudit/history.db`. The XDG specification wants a relative path ignored. */
export function historyFile(env: Io['env']): string {
  const named = env.XDG_STATE_HOME;
  const home = env.HOME || env.USERPROFILE || homedir();
  const state = named !== undefined && isAbsolute(named) ? named : join(home, '.local', 'state');
  return join(state, 'keyaudit', 'history.db');
}

/** Remembers what an audit saw. What keeps it from that is said, and hinders nothing else. */
export async function remember(report: Report, io: Io): Promise<void> {
  const { openHistory, sayProblem } = await import('../history/open.js');
  const { history, notices } = openHistory(historyFile(io.env));
  for (const notice of notices) io.stderr.write(`keyaudit: ${notice}\n`);
  if (history === null) return;
  try {
    history.record(report);
  } catch (error) {
    io.stderr.write(`keyaudit: This scan is not remembered: ${sayProblem(error)}.\n`);
  } finally {
    history.close();
  }
}
