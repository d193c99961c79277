import type { Finding, KeyReport, Report } from '../../model/report.js';
import { type Severity, severities } from '../../model/severity.js';
import { groupBy } from '../table/layout.js';
import { accountsOf, type KeyNames, keyNames } from '../table/names.js';
import { html, type Markup, nothing } from './markup.js';

/** What every part of the page needs to know. */
export interface Page {
  readonly report: Report;
  /** Without the findings that are milder than is shown. */
  readonly shown: Report;
  readonly names: KeyNames;
  /** All findings about a key, shown or not. */
  readonly about: (key: KeyReport) => readonly Finding[];
  /** Which key, each part of its name by itself: the direction of one script must not turn the others round. */
  readonly keyName: (key: KeyReport) => Markup;
  /**
   * The attributes by which an element is filtered.
   * @param severity null: there is no finding, so that a filter by severity leaves it out; undefined: it stays
   *   whatever the severity
   * @param kind what the filter counts it as
   */
  readonly marks: (of: Marked, severity?: Severity | null, kind?: Kind) => Markup;
}

export interface Marked {
  readonly account: string;
  readonly exchange: string;
  /** A file with keys, which is found by each account that has one in it; left out or null where it is none. */
  readonly file?: string | null;
}

const kinds = ['key', 'finding', 'doubt', 'waived'] as const;
type Kind = (typeof kinds)[number];

export function pageOf(report: Report, shown: Report, marks: Page['marks']): Page {
  const names = keyNames(report);
  const byKey = groupBy(report.findings, names.keyOf);
  const about = ({ account, exchange, fingerprint }: KeyReport) =>
    byKey.get(names.keyOf({ account, exchange, key: fingerprint })) ?? [];
  /** A key is named in four places. */
  const drawn = new Map(report.keys.map((key) => [key, keyName(key)]));
  return { report, shown, names, about, keyName: (key) => drawn.get(key) ?? keyName(key), marks };
}

/** Numbers instead of names: shorter, and nobody's text in an attribute. */
export function marksOf(
  report: Report,
  accounts: readonly string[],
  exchanges: readonly string[],
): Page['marks'] {
  const numbers = (names: readonly string[]) => new Map(names.map((name, at) => [name, at]));
  const [byAccount, byExchange] = [numbers(accounts), numbers(exchanges)];
  const exchangeOf = new Map(report.accounts.map(({ name, exchange }) => [name, exchange]));
  const placed = (of: readonly string[], at: readonly string[]) =>
    html` data-a="${listed(byAccount, of)}" data-e="${listed(byExchange, at)}"`;
  /** What most are: of one account, at its exchange. */
  const usual = new Map(report.accounts.map(({ name, exchange }) => [name, placed([name], [exchange])]));
  const placeOf = ({ account, exchange, file = null }: Marked) => {
    const known = usual.get(account);
    if (known !== undefined && file === null && exchangeOf.get(account) === exchange) return known;
    const users = accountsOf({ account, file }, report);
    return placed(users, [exchange, ...users.map((name) => exchangeOf.get(name) ?? exchange)]);
  };
  return (marked, severity, kind) => {
    const grave = severity === undefined ? nothing : graveMarks[severity ?? 'none'];
    const counted = kind === undefined ? nothing : kindMarks[kind];
    return html`${placeOf(marked)}${grave}${counted}`;
  };
}

function listed(numbers: ReadonlyMap<string, number>, names: readonly string[]): string {
  return [...new Set(names)].map((name) => numbers.get(name) ?? -1).join(' ');
}

const graveMarks = byWord([...severities, 'none'], (_, rank) => html` data-s="${rank}"`);
const kindMarks = byWord(kinds, (kind) => html` data-k="${kind}"`);

/** The markup of each of some words, made once. */
function byWord<Word extends string>(
  words: readonly Word[],
  markupOf: (word: Word, at: number) => Markup,
): Readonly<Record<Word, Markup>> {
  const made = words.map((word, at) => [word, markupOf(word, at)]);
  return Object.fromEntries(made) as Record<Word, Markup>;
}

/** The gravest of some findings; null for none. */
export function gravestOf(findings: readonly Pick<Finding, 'severity'>[]): Severity | null {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null;
}

/** A section of the page. */
export interface Part {
  readonly id: string;
  readonly title: string;
  /** How many there are; null where it says nothing. */
  readonly count: number | null;
  /** In pieces, each made when it is asked for, and once: of ten thousand keys, all would take much memory. */
  readonly body: Iterable<Markup>;
}

/** Rows, and what stands before and after them. */
export function* within<T>(
  before: Markup,
  values: Iterable<T>,
  row: (value: T) => Markup,
  after: Markup,
): Iterable<Markup> {
  yield before;
  for (const value of values) yield row(value);
  yield after;
}

/** A list in a frame of its own, and what stands after it. */
export function rowsOf<T>(
  values: Iterable<T>,
  row: (value: T) => Markup,
  kind: '' | ' notice' | ' doubts' = '',
  after: Markup = nothing,
): Iterable<Markup> {
  return within(html`<ul class="rows${kind}">\n`, values, row, html`</ul>\n${after}`);
}

function keyName(key: KeyReport): Markup {
  const { account, exchange, masked, label, owner, relation } = key;
  const whose = relation === 'sub-account' ? `${account} / ${owner ?? 'sub-account'}` : account;
  const which = relation === 'sibling' ? html`<i>other key</i> ` : nothing;
  const note = label === null ? nothing : html` <q><bdi>${label}</bdi></q>`;
  return html`<b dir="auto">${whose}</b> <span class="at"><bdi>${exchange}</bdi> ${which}<bdi class="mask">${masked}</bdi>${note}</span>`;
}

/** The key that a finding is about, or its account, or a file with keys. */
export function subjectName({ names, keyName }: Page, finding: Finding): Markup {
  if (finding.file !== null) return html`<b>${said(names.nameOf(finding))}</b>`;
  const key = names.keyOf(finding);
  if (key !== undefined) return keyName(key);
  return accountName(finding.account, finding.exchange);
}

export function accountName(account: string, exchange: string): Markup {
  return html`<b dir="auto">${account}</b> <span class="at"><bdi>${exchange}</bdi></span>`;
}

/** A text that may have somebody else's words in it. */
export function said(text: string): Markup {
  return html`<bdi>${text}</bdi>`;
}

/** The word, with a shape and a colour of its own. */
export function badge(severity: Severity): Markup {
  return badges[severity];
}

const badges = byWord(severities, (severity) => html`<span class="sev ${severity}">${severity}</span>`);
