import type { AccountReport, Report } from '../../model/report.js';
import { paragraph } from './layout.js';
import type { Style } from './style.js';

/** A line for each account that could not be audited, or not wholly, with what went wrong. */
export function troubledAccounts(style: Style, { accounts }: Report): readonly string[] {
  return accounts.filter(({ status }) => status !== 'audited').flatMap((account) => trouble(style, account));
}

function trouble({ width, chalk }: Style, account: AccountReport): readonly string[] {
  const { status } = account;
  const word = status === 'failed' ? 'FAILED' : 'PARTIAL';
  const paint = status === 'failed' ? chalk.red.bold : chalk.magenta.bold;
  return paragraph(width, {
    lead: word.padEnd('PARTIAL  '.length),
    text: troubleText(account),
    paintLead: paint,
  });
}

/** `savings (kucoin): KuCoin could not be reached.` */
export function troubleText({ name, exchange, error }: AccountReport): string {
  return `${name} (${exchange}): ${error?.message ?? 'Not everything could be read.'}`;
}
