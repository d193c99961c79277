import { existsSync } from 'node:fs';
import { describeChanges, describeFacts } from '../../history/changes.js';
import { openHistory } from '../../history/open.js';
import type { History, KeyLife } from '../../history/store.js';
import { UserError } from '../../model/user-error.js';
import { wrap } from '../../reporters/table/layout.js';
import { printable } from '../../reporters/table/printable.js';
import { count } from '../../reporters/table/style.js';
import { type Io, wantsUnicode, widthOf } from '../io.js';
import { stateFile } from '../state-file.js';

/** `keyaudit history [account]`: the life of each key. */
export async function showHistory(account: string | undefined, io: Io): Promise<void> {
  const lives = withHistory(io, (history) => history.lives(account ?? null));
  if (lives.length === 0)
    throw new UserError(
      account === undefined ? 'No key has been seen yet.' : `No key of ${account} has been seen yet.`,
      'keyaudit scan remembers what it sees, unless --no-history says otherwise.',
    );
  const unicode = wantsUnicode(io.env, process.platform);
  const width = widthOf(io.stdout, io.env);
  const lines = lives.flatMap((life) => [...timeline(life), '']);
  const shown = lines.flatMap((line) => {
    const [indent = ''] = /^ */.exec(line) ?? [];
    const text = printable(line.trimStart(), 1_000, unicode);
    const [first = '', ...rest] = wrap(text, width - indent.length - 2);
    return [indent + first, ...rest.map((more) => `${indent}  ${more}`)];
  });
  io.stdout.write(shown.join('\n'));
}

function timeline({ account, exchange, masked, owner, relation, states }: KeyLife): readonly string[] {
  const whose = owner === null ? '' : `, of ${owner}`;
  const what = relation === 'calling' ? '' : `, ${relation}${whose}`;
  const lines = [`${account} (${exchange}, ${masked}${what})`];
  states.forEach(({ firstSeen, facts }, index) => {
    const before = states[index - 1];
    if (before === undefined) {
      lines.push(`  ${at(firstSeen)}  first seen`, ...describeFacts(facts).map((line) => `    ${line}`));
    } else {
      const since = `changed since ${at(before.lastSeen)}`;
      const changes = describeChanges(before.facts, facts).map((line) => `    ${line}`);
      lines.push(`  ${at(firstSeen)}  ${since}`, ...changes);
    }
  });
  const last = states.at(-1);
  return last === undefined ? lines : [...lines, `  ${at(last.lastSeen)}  last seen`];
}

/** To the minute, UTC. */
function at(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')}Z`;
}

/** `keyaudit history export`: all of it as JSON. */
export async function exportHistory(io: Io): Promise<void> {
  const keys = withHistory(io, (history) => history.lives(null));
  io.stdout.write(`${JSON.stringify({ schemaVersion: 1, keys }, null, 2)}\n`);
}

/** `keyaudit history prune`: forgets what was last seen more than so many days ago. */
export async function pruneHistory(days: number, io: Io): Promise<void> {
  // No key was seen before 1970, and no date is without bounds.
  const before = new Date(Math.max(0, Date.now() - days * 24 * 60 * 60 * 1_000));
  const forgotten = withHistory(io, (history) => history.prune(before));
  io.stderr.write(`Forgotten: ${count(forgotten, 'state')} last seen before ${at(before.toISOString())}.\n`);
}

/** Throws a UserError where there is no history to read. */
function withHistory<Result>(io: Io, work: (history: History) => Result): Result {
  const file = stateFile('history.db', io.env);
  if (!existsSync(file)) throw new UserError('There is no history yet.', 'keyaudit scan begins one.');
  const { history, notices } = openHistory(file);
  if (history === null) throw new UserError(notices.join(' '));
  for (const notice of notices) io.stderr.write(`keyaudit: ${notice}\n`);
  try {
    return work(history);
  } finally {
    history.close();
  }
}
