import { describeChanges, describeFacts } from '../../history/changes.js';
import type { KeyLife } from '../../history/lives.js';
import { UserError } from '../../model/user-error.js';
import { jsonDocument } from '../../reporters/json.js';
import { wrap } from '../../reporters/table/layout.js';
import { printable } from '../../reporters/table/printable.js';
import { count } from '../../reporters/table/style.js';
import { type Io, wantsUnicode, widthOf } from '../io.js';
import { withHistory } from '../with-history.js';

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

function timeline(life: KeyLife): readonly string[] {
  const { account, exchange, masked, owner, relation, states, acknowledgements, goneSince } = life;
  const whose = owner === null ? '' : `, of ${owner}`;
  const what = relation === 'calling' ? '' : `, ${relation}${whose}`;
  const last = states.at(-1);
  return [
    `${account} (${exchange}, ${masked}${what})`,
    ...states.flatMap((state, index) => [
      ...stateLines(state, states[index - 1]),
      ...acknowledgements.filter((one) => one.states === index + 1).flatMap(acknowledgementLines),
    ]),
    ...(last === undefined ? [] : [`  ${at(last.lastSeen)}  last seen`]),
    ...(goneSince === null ? [] : [`  ${at(goneSince)}  not listed any more`]),
  ];
}

type State = KeyLife['states'][number];

function stateLines({ firstSeen, facts }: State, before: State | undefined): readonly string[] {
  const [what, lines] =
    before === undefined
      ? ['first seen', describeFacts(facts)]
      : [`changed since ${at(before.lastSeen)}`, describeChanges(before.facts, facts)];
  return [`  ${at(firstSeen)}  ${what}`, ...lines.map((line) => `    ${line}`)];
}

function acknowledgementLines({ check, reason, ...one }: KeyLife['acknowledgements'][number]) {
  return [`  ${at(one.at)}  ${check} acknowledged`, `    ${reason}`];
}

/** To the minute, UTC. */
function at(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')}Z`;
}

/** `keyaudit history export`: all of it as JSON. */
export async function exportHistory(io: Io): Promise<void> {
  const keys = withHistory(io, (history) => history.lives(null));
  io.stdout.write(jsonDocument({ schemaVersion: 1, keys }));
}

/** `keyaudit history prune`: forgets what was last seen more than so many days ago, and says what it kept. */
export async function pruneHistory(days: number, io: Io): Promise<void> {
  // No key was seen before 1970, and no date is without bounds.
  const before = new Date(Math.max(0, Date.now() - days * 24 * 60 * 60 * 1_000));
  const { states, kept } = withHistory(io, (history) => history.prune(before));
  io.stderr.write(`Forgotten: ${count(states, 'state')} last seen before ${at(before.toISOString())}.\n`);
  if (kept > 0)
    io.stderr.write(
      `Kept: ${count(kept, 'state')} as old, of keys with changes that nobody has acknowledged.\n` +
        'keyaudit ack --list names them.\n',
    );
}
