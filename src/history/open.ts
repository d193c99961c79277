import { openDatabase } from '../database/open.js';
import { migrations } from './migrations.js';
import { createHistory, type History } from './store.js';

/** The history, or why there is none this time. */
export interface OpenedHistory {
  /** null where it cannot be used. */
  readonly history: History | null;
  /** Whole sentences to tell the user. */
  readonly notices: readonly string[];
}

/**
 * Opens the history, or begins it.
 * @param file absolute
 * @param patienceMs how long another keyaudit may take to write
 */
export function openHistory(file: string, patienceMs?: number): OpenedHistory {
  const { database, notices } = openDatabase({
    ...{ file, noun: 'history', migrations },
    ...(patienceMs !== undefined && { patienceMs }),
  });
  return { history: database === null ? null : createHistory(database), notices };
}
