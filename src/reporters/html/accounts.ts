import type { AccountReport } from '../../model/report.js';
import { reasonOf, unauditedAccounts } from '../finding-words.js';
import { safetyTexts } from '../table/safety.js';
import { html } from './markup.js';
import { accountName, type Page, type Part, rowsOf, said } from './page.js';

/** Accounts that could not be audited, or not wholly, each with what went wrong. */
export function troubledSection({ report, marks }: Page): Part | null {
  const accounts = unauditedAccounts(report);
  if (accounts.length === 0) return null;
  const row = (account: AccountReport) => {
    const { name, exchange, status } = account;
    return html`<li${marks({ account: name, exchange })}><span class="state ${status}">${status}</span> ${accountName(account.name, exchange)}: ${said(reasonOf(account))}</li>\n`;
  };
  const body = rowsOf(accounts, row, ' notice');
  return { id: 'not-audited', title: 'Not fully audited', count: accounts.length, body };
}

/** What the exchanges told of the accounts around the keys. */
export function safetySection({ report, marks }: Page): Part | null {
  const told = report.accounts.flatMap((account) =>
    safetyTexts(account).map((text) => ({ account: account.name, exchange: account.exchange, text })),
  );
  if (told.length === 0) return null;
  const body = rowsOf(told, ({ text, ...account }) => html`<li${marks(account)}>${said(text)}</li>\n`);
  return { id: 'accounts', title: 'Around the keys', count: null, body };
}
