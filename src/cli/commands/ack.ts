import { checks } from '../../checks/index.js';
import type { ReportedChange } from '../../history/reported.js';
import type { History } from '../../history/store.js';
import { keyFindingId } from '../../index.js';
import { isDrift } from '../../model/history.js';
import { UserError } from '../../model/user-error.js';
import { groupBy, paragraph } from '../../reporters/table/layout.js';
import { printable } from '../../reporters/table/printable.js';
import { count } from '../../reporters/table/style.js';
import { type Io, wantsUnicode, widthOf } from '../io.js';
import { withHistory } from '../with-history.js';

export interface AckOptions {
  readonly reason?: string;
  readonly list?: boolean;
}

const longestReason = 500;

/**
 * `keyaudit ack <finding...> --reason TEXT`: somebody knows of these changes, as far as the latest report told of them.
 * All of them or none. `keyaudit ack --list`: what waits for it, and what has it.
 * @throws UserError where a finding is none that waits, with those that do
 */
export function ack(findings: readonly string[], { reason, list = false }: AckOptions, io: Io): void {
  if (list && (findings.length > 0 || reason !== undefined))
    throw new UserError('--list goes with nothing else.', '`keyaudit ack --help` says more.');
  if (!list && findings.length === 0)
    throw new UserError('name the findings to acknowledge.', '`keyaudit ack --list` has them.');
  const work = list ? listing : acknowledging(findings, checkedReason(reason));
  print(withHistory(io, work), io);
}

function acknowledging(findings: readonly string[], reason: string) {
  return (history: History): readonly string[] => {
    const reported = history.reported();
    const found = findings.map((finding, at) => findOne(finding, at, reported, history));
    const chosen = [...new Set(found)].flatMap((id) => reported.filter(({ finding }) => finding === id));
    history.acknowledge(
      chosen.filter(({ isAcknowledged }) => !isAcknowledged),
      reason,
      new Date(),
    );
    return [...groupBy(chosen, ({ finding }) => finding).values()].flatMap(said);
  };
}

/** @throws UserError where it is none, or would not stand in a line */
function checkedReason(reason: string | undefined): string {
  const text = reason?.trim() ?? '';
  if (text === '') throw new UserError('say why, with --reason: whoever reads the history will ask.');
  if (text.length > longestReason)
    throw new UserError(`--reason: at most ${longestReason} characters; this has ${text.length}.`);
  if (/\p{Cc}|\u2028|\u2029/u.test(text))
    throw new UserError('--reason: one line, without control characters.');
  return text;
}

/** The id of the finding that is meant. */
function findOne(text: string, at: number, reported: readonly ReportedChange[], history: History): string {
  // What is no id may be anything, and is not repeated.
  if (!/^[0-9a-f]{6,16}$/i.test(text))
    throw new UserError(
      `argument ${at + 1} is no finding's id: 6 to 16 digits, 0-9 and a-f.`,
      '`keyaudit ack --list` has them.',
    );
  const prefix = text.toLowerCase();
  const ids = [...new Set(reported.map(({ finding }) => finding))].filter((id) => id.startsWith(prefix));
  const [id, ...others] = ids;
  if (id !== undefined && others.length === 0) return id;
  if (id !== undefined)
    throw new UserError(`${prefix} can be several: ${ids.join(', ')}.`, 'Give more digits.');
  const other = otherFinding(prefix, history);
  if (other !== null)
    throw new UserError(
      `${prefix} is a finding of ${other}, which tells what a key is, not that it has changed.`,
      'To accept it, write a waiver into the configuration.',
    );
  const open = openIds(reported);
  throw new UserError(
    `no change of the id ${prefix} waits to be acknowledged.`,
    open.length === 0
      ? 'None does.'
      : `These do: ${open.join(', ')}. \`keyaudit ack --list\` says what they are.`,
  );
}

function openIds(reported: readonly ReportedChange[]): readonly string[] {
  return [...new Set(reported.filter(({ isAcknowledged }) => !isAcknowledged).map(({ finding }) => finding))];
}

/** The check of which this is a finding's id, if it is one that does not tell of a change; else null. */
function otherFinding(prefix: string, history: History): string | null {
  const ids = checks.filter(({ id }) => !isDrift(id)).map(({ id }) => id);
  for (const { exchange, fingerprint } of history.lives(null)) {
    const check = ids.find((id) => keyFindingId(id, exchange, fingerprint).startsWith(prefix));
    if (check !== undefined) return check;
  }
  return null;
}

/** What became of one finding. */
function said([first, ...others]: readonly [ReportedChange, ...ReportedChange[]]): readonly string[] {
  const changes = [first, ...others];
  const done = changes.every(({ isAcknowledged }) => isAcknowledged);
  const newer = changes.some(({ hasChangedSince }) => hasChangedSince);
  return [
    `${done ? 'Acknowledged before' : 'Acknowledged'}: ${first.check}, ${nameOf(changes)}, as of ${minute(first.at)}.`,
    ...(newer
      ? ['It has changed since; what is new is not acknowledged, and the next scan tells of it.']
      : []),
  ];
}

function listing(history: History): readonly string[] {
  const open = history.reported().filter(({ isAcknowledged }) => !isAcknowledged);
  const findings = [...groupBy(open, ({ finding }) => finding).values()];
  const done = history
    .lives(null)
    .flatMap(({ account, exchange, masked, acknowledgements }) =>
      acknowledgements.map((one) => ({ ...one, name: `${account} (${exchange}, ${masked})` })),
    )
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));
  return [
    findings.length === 0
      ? 'No change waits to be acknowledged.'
      : `${count(findings.length, 'change')} waiting to be acknowledged:`,
    ...findings.map((changes) => {
      const [{ finding, check, at }] = changes;
      return `  ${finding}  ${check}, ${nameOf(changes)}, as of ${minute(at)}`;
    }),
    ...(done.length === 0 ? [] : ['Acknowledged:']),
    ...done.map(
      ({ finding, check, name, at, reason }) => `  ${finding}  ${check}, ${name}, ${minute(at)}: ${reason}`,
    ),
  ];
}

/** The key of a finding, or the keys of one about an account. */
function nameOf(changes: readonly ReportedChange[]): string {
  const [first] = changes;
  if (first === undefined) return '';
  const masked = [...new Set(changes.map((change) => change.masked))];
  return `${first.account} (${first.exchange}, ${masked.join(', ')})`;
}

function minute(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')}Z`;
}

function print(lines: readonly string[], io: Io): void {
  const unicode = wantsUnicode(io.env, process.platform);
  const width = widthOf(io.stdout, io.env);
  const shown = lines.flatMap((line) => {
    const [lead = ''] = /^ *(?:[0-9a-f]{16} +)?/.exec(line) ?? [];
    return paragraph(width, { lead, text: printable(line.slice(lead.length), 2_000, unicode) });
  });
  io.stdout.write(`${shown.join('\n')}\n`);
}
