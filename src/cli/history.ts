import type { Report } from '../model/report.js';
import { UserError } from '../model/user-error.js';
import type { Io } from './io.js';
import { stateFile } from './state-file.js';

/** Remembers what an audit saw. What keeps it from that is said, and hinders nothing else. */
export async function remember(report: Report, io: Io): Promise<void> {
  const { openHistory } = await import('../history/open.js');
  const { sayProblem } = await import('../database/open.js');
  try {
    const { history, notices } = openHistory(stateFile('history.db', io.env));
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
