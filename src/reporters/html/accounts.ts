import { reasonOf, unauditedAccounts } from '../finding-words.js';
import { safetyTexts } from '../table/safety.js';
import { html } from './markup.js';
import { accountName, type Page, type Part, said } from './page.js';

/** Accounts that could not be audited, or not wholly, each with what went wrong. */
export function troubledSection({ report, marks }: Page): Part | null {
  const accounts = unauditedAccounts(report);
  if (accounts.length === 0) return null;
  const items = accounts.map((account) => {
    const { name, exchange, status } = account;
    return html`<li${marks({ account: name, exchange })}><span class="state ${status}">${status}</span> ${accountName(account.name, exchange)}: ${said(reasonOf(account))}</li>\n`;
  });
  const body = html`<ul class="rows notice">\n${items}</ul>\n`;
  return { id: 'not-audited', title: 'Not fully audited', count: accounts.length, body };
}

/** What the exchanges told of the accounts around the keys. */
export function safetySection({ report, marks }: Page): Part | null {
  const items = report.accounts.flatMap((account) =>
    safetyTexts(account).map(
      (text) => html`<li${marks({ account: account.name, exchange: account.exchange })}>${said(text)}</li>\n`,
    ),
  );
  if (items.length === 0) return null;
  const body = html`<ul class="rows">\n${items}</ul>\n`;
  return { id: 'accounts', title: 'Around the keys', count: null, body };
}
