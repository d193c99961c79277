import { existsSync } from 'node:fs';
import { sayProblem } from '../database/open.js';
import { openHistory } from '../history/open.js';
import type { History } from '../history/store.js';
import { UserError } from '../model/user-error.js';
import type { Io } from './io.js';
import { stateFile } from './state-file.js';

/**
 * For the commands about the history itself.
 * @throws UserError where there is none to read, or it cannot be written
 */
export function withHistory<Result>(io: Io, work: (history: History) => Result): Result {
  const file = stateFile('history.db', io.env);
  if (!existsSync(file)) throw new UserError('There is no history yet.', 'keyaudit scan begins one.');
  const { history, notices } = openHistory(file);
  if (history === null) throw new UserError(notices.join(' '));
  for (const notice of notices) io.stderr.write(`keyaudit: ${notice}\n`);
  try {
    return work(history);
  } catch (error) {
    if (!/^SQLITE_/.test((error as { code?: string }).code ?? '')) throw error;
    throw new UserError(`The history stays as it was: ${sayProblem(error)}.`);
  } finally {
    history.close();
  }
}
