import type { AccountReport, Report, SafetyReport } from '../../model/report.js';
import { dayOf } from './days.js';
import { paragraph } from './layout.js';
import type { Style } from './style.js';

/** A line for each account of which the exchange told more than its keys. */
export function accountSafety(style: Style, { accounts }: Report): readonly string[] {
  return accounts.flatMap((account) => line(style, account));
}

function line({ width, chalk }: Style, account: AccountReport): readonly string[] {
  return safetyTexts(account).flatMap((text) =>
    paragraph(width, { lead: 'ACCOUNT  ', text, paintLead: chalk.cyan.bold }),
  );
}

/** `main (kraken): 2FA on`; none where nothing is told. */
export function safetyTexts({ name, exchange, safety }: AccountReport): readonly string[] {
  const told = safety === null ? [] : sentences(safety);
  return told.length === 0 ? [] : [`${name} (${exchange}): ${told.join('; ')}`];
}

/** What is known, a clause each; what is not is in the JSON, and in a finding where it matters. */
function sentences(safety: SafetyReport): readonly string[] {
  const { withdrawalWhitelist, twoFactor, multiSignature, trading, subAccounts } = safety;
  return [
    addresses(safety.withdrawalAddresses),
    ...{ on: ['withdrawals to saved addresses only'], off: ['withdrawals to any address'], unknown: [] }[
      withdrawalWhitelist
    ],
    ...{ on: ['2FA on'], off: ['2FA off'], unknown: [] }[twoFactor],
    ...{ on: ['more than one signature needed'], off: [], unknown: [] }[multiSignature],
    ...{ on: [], off: ['trading blocked by the exchange'], unknown: [] }[trading],
    ...(subAccounts === null ? [] : [subAccountsOf(subAccounts)]),
  ].filter((text) => text !== '');
}

function addresses({ count, newestAt }: SafetyReport['withdrawalAddresses']): string {
  if (count === null) return newestAt === null ? '' : `newest withdrawal address saved ${dayOf(newestAt)}`;
  const saved = counted(count, 'withdrawal address', 'withdrawal addresses');
  if (newestAt === null) return `${saved} saved`;
  return count === 1 ? `${saved} saved ${dayOf(newestAt)}` : `${saved}, the newest saved ${dayOf(newestAt)}`;
}

function subAccountsOf(subAccounts: NonNullable<SafetyReport['subAccounts']>): string {
  const blocked = subAccounts.filter(({ trading }) => trading === 'off').length;
  const without = subAccounts.filter(({ twoFactor }) => twoFactor === 'off').length;
  return [
    counted(subAccounts.length, 'sub-account', 'sub-accounts'),
    ...(blocked > 0 ? [`${blocked} blocked`] : []),
    ...(without > 0 ? [`${without} without 2FA`] : []),
  ].join(', ');
}

function counted(count: number, one: string, many: string): string {
  return `${count === 0 ? 'no' : count} ${count === 1 ? one : many}`;
}
