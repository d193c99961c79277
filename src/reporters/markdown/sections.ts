import { acknowledgedBy } from '../../model/history-words.js';
import { permissions } from '../../model/key-facts.js';
import type { Finding, KeyReport, Report } from '../../model/report.js';
import type { Severity } from '../../model/severity.js';
import { idleWaivers, idleWaiverText, summariesOf, troubleOf, unauditedAccounts } from '../finding-words.js';
import { dayOf } from '../table/days.js';
import { alikeFindings, waivedTexts } from '../table/findings.js';
import { groupBy } from '../table/layout.js';
import type { KeyNames } from '../table/names.js';
import { safetyTexts } from '../table/safety.js';
import { count } from '../table/style.js';
import { pagesToLook, sharedDoubts } from '../table/unverified.js';
import { code, escaped, link } from './escape.js';
import type { Block, Section } from './fit.js';

const bullet = (text: string) => `- ${text}`;

/** Accounts that could not be audited, or not wholly. */
export function troubledSection(report: Report): Section {
  const rows = unauditedAccounts(report).map((account) =>
    bullet(`**${account.status}** ${escaped(troubleOf(account))}`),
  );
  return listed('Not fully audited', 'account', rows);
}

export function keysSection({ keys }: Report): Section {
  const head = ['account', 'exchange', 'key', ...permissions, 'works from', 'created', 'last change'];
  const lead = [head, head.map(() => '---')].map(tableRow).join('\n');
  const block: Block = { lead, rows: keys.map((key) => tableRow(keyCells(key))), tail: '', kind: '' };
  return { title: 'Keys', noun: '', blocks: keys.length === 0 ? [] : [block] };
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function keyCells(key: KeyReport): readonly string[] {
  const { account, exchange, masked, label, owner, relation, permissions: may } = key;
  const note = label === null ? '' : ` "${label}"`;
  return [
    escaped(relation === 'sub-account' ? `${account} / ${owner ?? 'sub-account'}` : account),
    escaped(exchange),
    escaped(`${relation === 'sibling' ? 'other key ' : ''}${masked}${note}`),
    ...permissions.map((name) => {
      const word = { granted: 'yes', denied: 'no', unknown: 'unknown' }[may[name]];
      return name === 'withdraw' && word === 'yes' ? '**YES**' : word;
    }),
    origin(key),
    dayCell(key.createdAt),
    dayCell(key.modifiedAt),
  ];
}

function origin({ ipRestriction: { state, allowed } }: KeyReport): string {
  if (state === 'unknown') return 'unknown';
  if (state === 'unrestricted') return 'any address';
  return allowed === null ? 'a list, not shown' : count(allowed.length, 'IP');
}

/** Every key was created and changed at some time, so that no time means that it is not known. */
function dayCell(time: string | null): string {
  return time === null ? 'unknown' : dayOf(time);
}

/** Open findings, the gravest first. */
export function findingsSection(report: Report, names: KeyNames): Section {
  const blocks = alikeFindings(report).map((alike) => findingBlock(alike, names));
  return { title: 'Findings', noun: '', blocks };
}

function findingBlock(alike: readonly [Finding, ...Finding[]], names: KeyNames): Block {
  const [first] = alike;
  return {
    lead: `#### ${capital(first.severity)}: ${escaped(first.title)} (${code(first.check)})\n`,
    rows: alike.map((finding) =>
      [
        bullet(
          `**${escaped(names.nameOf(finding))}**${escaped(acknowledgedBy(finding))} ${escaped(finding.detail)}`,
        ),
        ...finding.includes.map((part) => `  ${bullet(`${code(part.check)}: ${escaped(part.detail)}`)}`),
      ].join('\n'),
    ),
    tail: whatToDo(first),
    kind: first.severity,
  };
}

function capital(severity: Severity): string {
  return severity.charAt(0).toUpperCase() + severity.slice(1);
}

/** Each thing to do in a sentence; the steps, which are long, unfold. */
function whatToDo(finding: Finding): string {
  const { exchange, file, remediation, includes } = finding;
  const remedies = [remediation, ...includes.map((part) => part.remediation)];
  const summaries = summariesOf(finding).map(escaped);
  const bySteps = groupBy(remedies, ({ steps, url }) => JSON.stringify([steps, url]));
  const unfolded = [...bySteps.values()].flatMap(([{ summary, steps, url }]) => [
    ...(bySteps.size > 1 ? [`**${escaped(summary)}**`, ''] : []),
    ...steps.map((step, at) => `${at + 1}. ${escaped(step)}`),
    ...(url === '' ? [] : ['', link(url)]),
    '',
  ]);
  return [
    `What to do: ${summaries.join(' ')}`,
    '',
    ...folded(
      file === null ? `The steps at ${/^[\w ]+$/.test(exchange) ? exchange : 'the exchange'}` : 'The steps',
      unfolded,
    ),
  ].join('\n');
}

/** @param title words of keyaudit's own: what stands in HTML is not escaped as Markdown is */
function folded(title: string, lines: readonly string[]): readonly string[] {
  return [`<details><summary>${title}</summary>`, '', ...lines, '</details>'];
}

/** What nobody could tell, by the reason. */
export function unverifiedSection(report: Report, names: KeyNames): Section {
  const blocks = sharedDoubts(report, names).map(
    (doubt): Block => ({
      lead: bullet(doubt.sentences.map(escaped).join('\\\n  ')),
      rows: doubt.names.map((name) => `  ${bullet(escaped(name))}`),
      tail: '',
      kind: '',
    }),
  );
  return { title: 'Could not be verified', noun: 'key', blocks };
}

/** Where to look up by hand what could not be verified; empty where there is nothing. */
export function pagesText(report: Report): string {
  const pages = pagesToLook(report).map((url) => bullet(link(url)));
  return pages.length === 0 ? '' : `${folded('Where to look these up by hand', [...pages, '']).join('\n')}\n`;
}

export function waivedSection(report: Report, names: KeyNames): Section {
  const rows = waivedTexts(report, names).map((text) => bullet(escaped(text)));
  return listed('Waived', 'finding', rows);
}

export function idleWaiversSection(report: Report): Section {
  const rows = idleWaivers(report).map((waiver) => bullet(escaped(idleWaiverText(waiver))));
  return listed('Waivers without effect', '', rows);
}

/** What the exchanges told of the accounts around the keys. */
export function safetySection({ accounts }: Report): Section {
  const rows = accounts.flatMap(safetyTexts).map((text) => bullet(escaped(text)));
  return listed('Around the keys', 'account', rows);
}

function listed(title: string, noun: string, rows: readonly string[]): Section {
  return { title, noun, blocks: rows.length === 0 ? [] : [{ lead: '', rows, tail: '', kind: '' }] };
}
