import type { Report } from '../../model/report.js';
import { isAtLeast, type Severity, severities } from '../../model/severity.js';
import { idleWaivers, isOffline, offlineText, unauditedAccounts } from '../finding-words.js';
import { type Paint, paragraph } from './layout.js';
import { accountsOf } from './names.js';
import { openOf } from './open.js';
import { count, type Style } from './style.js';

/** What was looked at and what came of it, in numbers. */
export function counts({ width }: Style, report: Report): readonly string[] {
  return paragraph(width, { lead: '', text: countsText(report) });
}

export function countsText(report: Report): string {
  const { accounts, keys, unverifiable, waived, inBaseline } = report.summary;
  const found = numbers(report, severities) || 'no findings';
  const open = [
    `${unverifiable} unverified`,
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(inBaseline > 0 ? [`${inBaseline} in the baseline, not shown`] : []),
  ].join(', ');
  const asked = isOffline(report) ? 'none asked' : count(keys, 'key');
  return `${count(accounts, 'account')}, ${asked}: ${found}; ${open}`;
}

/** The last line. It names what is open, and never calls anything safe: nobody can know that. */
export function verdict(style: Style, report: Report): readonly string[] {
  const word = report.summary.verdict.toUpperCase();
  const paint = paintOf(style, report);
  return paragraph(style.width, {
    lead: `${word}  `,
    text: verdictText(report, style.failOn),
    paintLead: () => `${paint(word)}  `,
    paint: style.chalk.bold,
  });
}

function paintOf({ chalk }: Style, { summary }: Report): Paint {
  switch (summary.verdict) {
    case 'fail':
      return chalk.red.bold.inverse;
    case 'incomplete':
      return chalk.magenta.bold.inverse;
    case 'pass':
      return chalk.green.bold.inverse;
  }
}

/** What the verdict is for, in one or two sentences. */
export function verdictText(report: Report, failOn: Severity): string {
  const text = outcomeText(report, failOn);
  return isOffline(report) ? `${text} ${offlineText}` : text;
}

function outcomeText(report: Report, failOn: Severity): string {
  const { summary } = report;
  const unaudited = unauditedAccounts(report).length;
  switch (summary.verdict) {
    case 'fail': {
      const rest = unaudited > 0 ? ` ${count(unaudited, 'account')} could not be fully audited.` : '';
      return `${grave(report, failOn) || strictly(report, failOn)}.${rest}`;
    }
    case 'incomplete':
      return `Nothing at or above ${failOn}, but ${unaudited} of ${count(summary.accounts, 'account')} not fully audited.`;
    case 'pass': {
      const doubt = summary.unverifiable;
      return `Nothing at or above ${failOn}.${doubt > 0 ? ` ${count(doubt, 'check')} could not be verified.` : ''}`;
    }
  }
}

/** What made a strict audit fail though nothing was found. */
function strictly(report: Report, failOn: Severity): string {
  const doubts = openOf(report, 'unverifiable').filter(({ severity }) => isAtLeast(severity, failOn));
  const idle = idleWaivers(report).length;
  return [
    ...(doubts.length > 0 ? [`${count(doubts.length, 'check')} could not be verified`] : []),
    ...(idle > 0 ? [`${count(idle, 'waiver')} without effect`] : []),
  ].join(', ');
}

/** What made the audit fail: "1 critical, 2 high in 1 account"; empty where nothing was found. */
function grave(report: Report, failOn: Severity): string {
  const findings = openOf(report, 'fail').filter(({ severity }) => isAtLeast(severity, failOn));
  if (findings.length === 0) return '';
  const accounts = new Set(findings.flatMap((finding) => accountsOf(finding, report)));
  const grave = severities.filter((severity) => isAtLeast(severity, failOn));
  return `${numbers(report, grave)} in ${count(accounts.size, 'account')}`;
}

/** "1 critical, 2 high"; empty where there are none. */
function numbers({ summary }: Report, of: readonly Severity[]): string {
  return of
    .filter((severity) => summary.findings[severity] > 0)
    .map((severity) => `${summary.findings[severity]} ${severity}`)
    .join(', ');
}
