import { isDrift } from '../model/history.js';
import type { Finding, Report } from '../model/report.js';
import { severities } from '../model/severity.js';
import type { Message } from './message.js';

/** How much text a service takes, in its own unit: characters, UTF-16 units or bytes, as they are sent. */
export interface Room {
  readonly limit: number;
  readonly sizeOf: (text: string) => number;
}

/** In UTF-16 units. More than an honest text has, and little enough that one does not push out the others. */
const limits = { subject: 200, line: 500, account: 60, detail: 300, indent: 40 };

/**
 * Steers a display or deceives the eye: controls, bidirectional overrides, what has no width or no meaning, line
 * separators; and the fourth and further accents on one letter, which climb into other lines.
 */
const unfit =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]|(?<=\p{M}{3})\p{M}/gu;

/** The subject, then what it is about, as `bodyOf` has it. */
export function shortText(message: Message, { limit, sizeOf }: Room): string {
  const head = `${subjectOf(message)}\n\n`;
  return (head + bodyOf(message, { limit: limit - sizeOf(head), sizeOf })).trimEnd();
}

/** Fit to stand on a line. */
export function subjectOf({ subject }: Message): string {
  return oneLine(subject, limits.subject);
}

/**
 * What a channel for short texts is told beside the subject: a line for each finding, the gravest first, and how much
 * was left out. Cut at whole lines. No character in it steers anything, but markup is still in it: that is each
 * service's. Empty where the subject is all.
 */
export function bodyOf(message: Message, { limit, sizeOf }: Room): string {
  const items = itemsOf(message);
  const what = message.findings.length > 0 ? 'finding' : 'line';
  const textOf = (told: number) =>
    [...items.slice(0, told), ...leftOut(items.length - told, what), ...notAudited(message)].join('\n');

  const whole = textOf(items.length);
  if (sizeOf(whole) <= limit) return whole;
  let told = 0;
  while (sizeOf(textOf(told + 1)) <= limit) told += 1;
  return textOf(told);
}

/** The text on one line, without characters that steer or deceive, and cut at the limit, in UTF-16 units. */
export function oneLine(text: string, limit: number): string {
  // Cut first: ten megabytes need not be searched for the part that is shown.
  const beginning = text.slice(0, limit * 2);
  const line = beginning.replace(/\s+/g, ' ').trim().replace(unfit, '?');
  if (line.length <= limit && beginning.length === text.length) return line;
  // The cut may go through a character: its first half goes, too.
  return `${line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** What can be left out, from the end. */
function itemsOf({ findings, report, text }: Message): readonly string[] {
  if (findings.length > 0) return findings.toSorted(byGravity).map((finding) => lineOf(finding, report));
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (/^ */.exec(line)?.[0] ?? '').slice(0, limits.indent) + oneLine(line, limits.line));
}

function byGravity(one: Finding, other: Finding): number {
  const rank = ({ severity, outcome }: Finding) =>
    severities.indexOf(severity) + (outcome === 'fail' ? 0 : severities.length);
  return rank(one) - rank(other);
}

function lineOf(finding: Finding, report: Report | null): string {
  const { id, check, outcome, severity, account, exchange, title, detail, includes } = finding;
  const word = outcome === 'fail' ? severity.toUpperCase() : `UNKNOWN (${severity} at worst)`;
  const also = includes.length === 0 ? '' : ` Also: ${includes.map((part) => part.check).join(', ')}.`;
  const where = `${oneLine(account, limits.account)} (${exchange}${otherKey(finding, report)})`;
  const what = `${ended(title)} ${ended(oneLine(detail, limits.detail))}${also}`;
  const line = oneLine(`${word} ${where}: ${what}`, limits.line);
  return isDrift(check) ? `${line}\n  once dealt with: keyaudit ack ${id} --reason …` : line;
}

/** Which key it is, where the account has others beside the one that asked. */
function otherKey({ account, key }: Finding, report: Report | null): string {
  const found = report?.keys.find((one) => one.account === account && one.fingerprint === key);
  return found === undefined || found.relation === 'calling' ? '' : `, key ${found.masked}`;
}

function ended(sentence: string): string {
  return sentence === '' || /[.!?…]$/.test(sentence) ? sentence : `${sentence}.`;
}

function leftOut(count: number, what: 'finding' | 'line'): readonly string[] {
  if (count === 0) return [];
  const things = count === 1 ? what : `${what}s`;
  return [`and ${count} more ${things}${what === 'finding' ? ', which keyaudit scan shows' : ''}`];
}

/** Silence about an account must not be taken for its safety. A text without findings says it by itself. */
function notAudited({ findings, report }: Message): readonly string[] {
  if (report === null || findings.length === 0) return [];
  const count = report.accounts.filter(({ status }) => status !== 'audited').length;
  const all = report.accounts.length;
  return count === 0 ? [] : ['', `${count} of ${all} accounts could not be audited, or not wholly.`];
}
