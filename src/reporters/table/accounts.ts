import type { AccountReport, Report } from '../../model/report.js';
import { troubleOf, unauditedAccounts } from '../finding-words.js';
import { paragraph } from './layout.js';
import type { Style } from './style.js';

/** A line for each account that could not be audited, or not wholly, with what went wrong. */
export function troubledAccounts(style: Style, report: Report): readonly string[] {
  return unauditedAccounts(report).flatMap((account) => trouble(style, account));
}

function trouble({ width, chalk }: Style, account: AccountReport): readonly string[] {
  const { status } = account;
  const word = status === 'failed' ? 'FAILED' : 'PARTIAL';
  const paint = status === 'failed' ? chalk.red.bold : chalk.magenta.bold;
  return paragraph(width, {
    lead: word.padEnd('PARTIAL  '.length),
    text: troubleOf(account),
    paintLead: paint,
  });
}
