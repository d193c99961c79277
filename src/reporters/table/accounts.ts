import type { AccountReport, Report } from '../../model/report.js';
import { paragraph } from './layout.js';
import type { Style } from './style.js';

/** A line for each account that could not be audited, or not wholly, with what went wrong. */
export function troubledAccounts(style: Style, { accounts }: Report): readonly string[] {
  return accounts.filter(({ status }) => status !== 'audited').flatMap((account) => trouble(style, account));
}

function trouble(
  { width, chalk }: Style,
  { name, exchange, status, error }: AccountReport,
): readonly string[] {
  const word = status === 'failed' ? 'FAILED' : 'PARTIAL';
  const paint = status === 'failed' ? chalk.red.bold : chalk.magenta.bold;
  const message = error?.message ?? 'Not everything could be read.';
  return paragraph(width, {
    lead: word.padEnd('PARTIAL  '.length),
    text: `${name} (${exchange}): ${message}`,
    paintLead: paint,
  });
}
