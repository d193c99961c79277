import { dirname, sep } from 'node:path';
import type { Recorded } from '../history/record.js';
import type { History } from '../history/store.js';
import type { AuditHistory, Earlier, Report, Seen } from '../index.js';
import { UserError } from '../model/user-error.js';
import type { Io } from './io.js';
import { stateFile } from './state-file.js';

/** What is remembered from one scan to the next. What keeps it from that is said, and hinders nothing else. */
export interface ScanMemory extends AuditHistory {
  /** To be called once a report was written: its changes can be acknowledged from then on. */
  readonly reported: (report: Report) => Promise<void>;
  readonly close: () => void;
}

/** Opens nothing until there is something to remember. */
export function createMemory(io: Io): ScanMemory {
  let history: History | null = null;
  let recorded: Recorded | null = null;
  const say = (text: string) => io.stderr.write(`keyaudit: ${text}\n`);

  const open = async (): Promise<string | null> => {
    if (history !== null) return null;
    const { openHistory } = await import('../history/open.js');
    const file = stateFile('history.db', io.env);
    const opened = openHistory(file);
    history = opened.history;
    for (const notice of opened.notices) say(notice);
    // A report holds no path of the machine.
    const told = opened.notices.map((notice) => notice.replaceAll(dirname(file) + sep, ''));
    return told.length === 0 ? null : told.join(' ');
  };

  return {
    record: async (seen) => {
      recorded = null;
      try {
        const problem = await open();
        if (history === null) return nothing(seen, problem);
        recorded = history.record(seen);
        return { ...recorded.earlier, problem };
      } catch (error) {
        // Opened again at the next scan: the file may be damaged by now, or another one.
        history?.close();
        history = null;
        const problem = `This scan is not remembered: ${await sentenceOf(error)}`;
        say(problem);
        return nothing(seen, problem);
      }
    },
    reported: async ({ findings }) => {
      try {
        recorded?.reported(findings);
      } catch (error) {
        say(`What this scan reported cannot be acknowledged yet: ${await sentenceOf(error)}`);
      }
    },
    close: () => history?.close(),
  };
}

function nothing({ accounts }: Seen, problem: string | null): Earlier {
  return {
    comparedWith: null,
    firstSeen: accounts.map(({ name }) => name),
    problem,
    ofKey: () => null,
    vanishedFrom: () => null,
  };
}

async function sentenceOf(error: unknown): Promise<string> {
  if (error instanceof UserError) return error.message;
  return `${(await import('../database/open.js')).sayProblem(error)}.`;
}
