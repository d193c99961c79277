import { historyText } from '../../model/history-words.js';
import type { Report, ReportVerdict } from '../../model/report.js';
import { type Severity, severities } from '../../model/severity.js';
import { isOffline, unauditedAccounts } from '../finding-words.js';
import { minuteOf } from '../table/days.js';
import { leftOut } from '../table/shown.js';
import { count } from '../table/style.js';
import { verdictText } from '../table/verdict.js';
import { html, type Markup } from './markup.js';

/** Each verdict has its shape: an octagon, a diamond that asks, a circle. */
const icons: Readonly<Record<ReportVerdict, Markup>> = {
  fail: html`<path d="M15 3h18l12 12v18L33 45H15L3 33V15z"/><path class="sign" d="M24 12v16M24 34v3"/>`,
  incomplete: html`<path d="M24 2l22 22-22 22L2 24z"/><path class="sign" d="M19 19c0-7 10-7 10-1 0 5-5 4-5 9M24 32v3"/>`,
  pass: html`<circle cx="24" cy="24" r="22"/><path class="sign" d="M14 25l7 7 13-15"/>`,
};

/** The verdict at a glance, what it is for, and the numbers. It never calls anything safe. */
export function verdictHeader(report: Report, failOn: Severity, show: Severity): Markup {
  const { summary, finishedAt } = report;
  const { verdict } = summary;
  return html`<header class="top ${verdict}">
<p class="brand"><b>keyaudit</b> <span>audit of ${isOffline(report) ? 'how keys are kept' : count(summary.keys, 'API key')} in ${count(summary.accounts, 'account')}</span> <time datetime="${finishedAt}">${minuteOf(finishedAt)}</time></p>
<h1><svg viewBox="0 0 48 48" aria-hidden="true">${icons[verdict]}</svg><span class="word">${verdict.toUpperCase()}</span> <span class="why">${verdictText(report, failOn)}</span></h1>
<ul class="tiles">${tiles(report)}</ul>
${[historyText(report) ?? [], ...leftOut(report, show)].flat().map((line) => html`<p class="scope">${line}</p>\n`)}</header>
`;
}

/** Open findings by severity, then what must not be overlooked beside them. */
function tiles(report: Report): readonly Markup[] {
  const { findings, unverifiable, waived, inBaseline } = report.summary;
  const beside: readonly [number, string, string][] = [
    [unverifiable, 'unverified', 'doubt'],
    [unauditedAccounts(report).length, 'not fully audited', 'doubt'],
    [waived, 'waived', 'quiet'],
    [inBaseline, 'in the baseline', 'quiet'],
  ];
  return [
    ...severities.map((severity) => tile(findings[severity], severity, `sev ${severity}`)),
    ...beside.filter(([number]) => number > 0).map(([number, word, kind]) => tile(number, word, kind)),
  ];
}

function tile(number: number, word: string, kind: string): Markup {
  return html`<li class="${number === 0 ? 'zero' : kind}"><b>${number}</b> <span>${word}</span></li>`;
}
