import type { Remedy } from '../model/remedy.js';
import type { AccountReport, Finding, Report } from '../model/report.js';

/** The evidence of a finding, and of what it includes, a line each. */
export function evidenceOf({ detail, includes }: Finding): readonly string[] {
  return [detail, ...includes.map((part) => `${part.check}: ${part.detail}`)];
}

/** What to do about a finding and what it includes, each remedy once: its summary, numbered steps, the page. */
export function remediesOf({ remediation, includes }: Finding): readonly string[] {
  const texts = [remediation, ...includes.map((part) => part.remediation)].map(remedyText);
  return [...new Set(texts)];
}

function remedyText({ summary, steps, url }: Remedy): string {
  return [summary, ...steps.map((step, at) => `${at + 1}. ${step}`), ...(url === '' ? [] : [url])].join('\n');
}

/** Why a finding is not open; null where it is. */
export function acceptanceOf({ waiver, inBaseline }: Finding): string | null {
  if (waiver !== null) {
    const who = waiver.owner === null ? '' : ` (${waiver.owner})`;
    return `Waived until ${waiver.expires}${who}: ${waiver.reason}`;
  }
  return inBaseline ? 'In the baseline: an earlier report had it, no less grave.' : null;
}

/** The accounts of which something should have been told and was not. */
export function unauditedAccounts({ accounts }: Report): readonly AccountReport[] {
  return accounts.filter(({ status }) => status !== 'audited');
}

/** What such an account is told as, where a format holds findings only. */
export const unaudited = {
  id: 'account-not-audited',
  title: 'Account could not be fully audited',
  why: 'What was not told is unknown, and what is unknown has neither passed nor failed.',
} as const;

/** `savings (kucoin): KuCoin could not be reached.` */
export function troubleOf({ name, exchange, error }: AccountReport): string {
  return `${name} (${exchange}): ${error?.message ?? 'Not everything could be read.'}`;
}
