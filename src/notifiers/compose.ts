import { randomUUID } from 'node:crypto';
import { isDrift } from '../model/history.js';
import { historyText } from '../model/history-words.js';
import type { AccountReport, Finding, Report } from '../model/report.js';
import { type Severity, severities } from '../model/severity.js';
import type { Gone } from './marks.js';
import type { Message, Occasion } from './message.js';
import { wrapped } from './plain-text.js';
import { type News, openFindings } from './select.js';
import { oneLine } from './summary-lines.js';

/** With all their steps; more than these are named in a line each. */
const maxInFull = 12;
const maxNamed = 100;

/** What a target hears of an audit. */
export function composeNews(news: News, report: Report, now: number): Message {
  return message(news.occasion, now, `keyaudit: ${subjectOf(news, report)}`, textOf(news, report), {
    findings: news.fresh.length > 0 || news.occasion === 'changes' ? news.fresh : news.still,
    report,
  });
}

/** That keyaudit is at work. */
export function composeHeartbeat(report: Report, now: number): Message {
  const { verdict } = report.summary;
  return message(
    'heartbeat',
    now,
    `keyaudit is at work: ${verdict.toUpperCase()}, ${foundIn(report)}`,
    [...introduction(report), ...section('COULD NOT BE AUDITED', failureLines(failedIn(report)))].join('\n'),
    { findings: [], report },
  );
}

/** What no report says. */
export function composeNote(
  occasion: 'trouble' | 'test',
  subject: string,
  text: string,
  now: number,
): Message {
  return message(occasion, now, subject, text, { findings: [], report: null });
}

function message(
  occasion: Occasion,
  now: number,
  subject: string,
  text: string,
  rest: Pick<Message, 'findings' | 'report'>,
): Message {
  return {
    id: randomUUID(),
    occasion,
    createdAt: new Date(now).toISOString(),
    subject: oneLine(subject, 150),
    text: `${text.trimEnd()}\n`,
    html: null,
    ...rest,
  };
}

function subjectOf({ fresh, failed, isFailureNew, gone, back }: News, report: Report): string {
  const [first] = fresh;
  if (first !== undefined) return `${counts(fresh)}: ${first.account}: ${first.title}`;
  const [account] = failed;
  if (account !== undefined && isFailureNew) {
    const others = failed.length > 1 ? ` and ${failed.length - 1} more` : '';
    return `${account.name}${others} could not be audited`;
  }
  const changes = [
    ...(gone.length > 0 ? [`${many(gone.length, 'finding')} no longer open`] : []),
    ...(back.length > 0 ? [`${back.map(({ name }) => name).join(', ')} audited again`] : []),
  ];
  return changes.length > 0
    ? changes.join(', ')
    : `${report.summary.verdict.toUpperCase()}, ${foundIn(report)}`;
}

function textOf({ isFirst, fresh, still, gone, failed, back }: News, report: Report): string {
  const unverifiable = openFindings(report).filter(({ outcome }) => outcome === 'unverifiable');
  return [
    ...introduction(report),
    ...(isFirst
      ? ['', ...wrapped('This is the first message to you; the next ones tell what changes.')]
      : []),
    ...section('NEW', findingLines(fresh)),
    ...section('COULD NOT BE AUDITED', failureLines(failed)),
    ...section('NO LONGER OPEN', named(gone, goneText)),
    ...section(
      'AUDITED AGAIN',
      back.flatMap(({ name, exchange }) => wrapped(`${name} (${exchange})`, '  ')),
    ),
    ...section('STILL OPEN', named(still, titleText)),
    ...section('COULD NOT BE VERIFIED', isFirst ? named(unverifiable, unverifiableText) : []),
  ].join('\n');
}

function introduction(report: Report): readonly string[] {
  const { startedAt, summary } = report;
  const { verdict, accounts, keys, unverifiable, waived } = summary;
  const at = `${startedAt.slice(0, 16).replace('T', ' ')} UTC`;
  const history = historyText(report);
  const rest = [
    ...(unverifiable > 0 ? [`${unverifiable} could not be verified`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
  ];
  return [
    ...wrapped(`${verdict.toUpperCase()}: ${[foundIn(report), ...rest].join(', ')}.`),
    ...wrapped(`${many(accounts, 'account')} with ${many(keys, 'key')}, ${at}.`),
    ...(history === null ? [] : wrapped(history)),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function findingLines(findings: readonly Finding[]): readonly string[] {
  const inFull = findings.slice(0, maxInFull).flatMap((finding) => ['', ...inDetail(finding)]);
  return [...inFull, ...named(findings.slice(maxInFull), titleText)].slice(inFull.length > 0 ? 1 : 0);
}

function inDetail(finding: Finding): readonly string[] {
  const { id, check, detail, includes, remediation } = finding;
  const { summary, steps, url } = remediation;
  return [
    ...wrapped(titleText(finding), '  '),
    ...wrapped(detail, '    '),
    ...includes.flatMap((part) => wrapped(part.detail, '    ')),
    ...wrapped(`To do: ${summary}`, '    '),
    ...steps.flatMap((step, at) => wrapped(`${at + 1}. ${step}`, '      ')),
    ...(url === '' ? [] : [`    ${oneLine(url, 500)}`]),
    // The command in one piece, to be copied.
    ...(isDrift(check)
      ? [
          ...wrapped('It stays open until you say that it is meant so:', '    '),
          `      keyaudit ack ${id} --reason "why it is so"`,
        ]
      : []),
  ];
}

function titleText({ severity, account, exchange, title }: Finding): string {
  return `${severity.toUpperCase()} ${account} (${exchange}): ${title}`;
}

function unverifiableText({ check, account, exchange }: Finding): string {
  return `${account} (${exchange}): ${check}`;
}

function goneText(gone: Gone): string {
  const { severity, account, exchange, title } = gone;
  const why = whyGone(gone);
  return `${severity} ${account} (${exchange}): ${title}${why === null ? '' : ` (${why})`}`;
}

function whyGone({ waivedUntil, isLost }: Gone): string | null {
  if (waivedUntil !== null) return `waived until ${waivedUntil}`;
  return isLost === true
    ? 'meanwhile the history began anew or could not be read: this does not say that it was meant'
    : null;
}

function failureLines(failed: readonly AccountReport[]): readonly string[] {
  return named(
    failed,
    ({ name, exchange, error }) => `${name} (${exchange}): ${error?.message ?? 'not known why'}`,
  );
}

/** Each in a line or two, and how many more there are. */
function named<Item>(items: readonly Item[], text: (item: Item) => string): readonly string[] {
  const more = items.length - maxNamed;
  return [
    ...items.slice(0, maxNamed).flatMap((item) => wrapped(text(item), '  ')),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

function failedIn({ accounts }: Report): readonly AccountReport[] {
  return accounts.filter(({ status }) => status === 'failed');
}

/** "1 critical, 2 high", of findings that are open and were found. */
function foundIn({ summary: { findings } }: Report): string {
  return listed((severity) => findings[severity]) || 'nothing found';
}

function counts(findings: readonly Finding[]): string {
  return listed((severity) => findings.filter((finding) => finding.severity === severity).length);
}

function listed(countOf: (severity: Severity) => number): string {
  return severities
    .map((severity) => ({ severity, count: countOf(severity) }))
    .flatMap(({ severity, count }) => (count > 0 ? [`${count} ${severity}`] : []))
    .join(', ');
}

function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
