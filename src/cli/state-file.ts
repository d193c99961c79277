import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { UserError } from '../model/user-error.js';
import type { Io } from './io.js';

/**
 * A file of those that keyaudit keeps from one run to the next, in `$XDG_STATE_HOME/keyaudit/`. The XDG specification
 * wants a relative path ignored.
 * @throws UserError where there is no such variable, and this user has no home
 */
export function stateFile(name: 'history.db' | 'outbox.db' | 'lock.db', env: Io['env']): string {
  const named = env.XDG_STATE_HOME;
  const state = named !== undefined && isAbsolute(named) ? named : join(homeOf(env), '.local', 'state');
  return join(state, 'keyaudit', name);
}

function homeOf(env: Io['env']): string {
  try {
    return env.HOME || env.USERPROFILE || homedir();
  } catch {
    // As in a container that runs as a number without a name.
    throw new UserError(
      'this user has no home.',
      'Set XDG_STATE_HOME to a folder for what keyaudit remembers.',
    );
  }
}
