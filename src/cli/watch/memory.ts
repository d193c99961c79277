import type { AuditHistory, Report } from '../../index.js';
import { createMemory } from '../history.js';
import type { Io } from '../io.js';

/** The history, for round after round. */
export interface WatchMemory {
  readonly history: AuditHistory;
  readonly reported: (report: Report) => Promise<void>;
  /** What kept the last round from being remembered, as sentences. */
  readonly problems: () => readonly string[];
  readonly close: () => void;
}

/** Keeps what there is to say of it, for whoever says it once and not each minute. */
export function createWatchMemory({ stdout, env, cwd, signal }: Io): WatchMemory {
  let problems: string[] = [];
  const stderr = { write: (text: string) => problems.push(text.replace(/^keyaudit: /, '').trimEnd()) };
  const memory = createMemory({ stdout, stderr, env, cwd, signal });
  return {
    history: {
      record: async (seen) => {
        problems = [];
        return await memory.record(seen);
      },
    },
    reported: memory.reported,
    problems: () => problems,
    close: memory.close,
  };
}
