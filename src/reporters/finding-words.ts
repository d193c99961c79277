import type { Remedy } from '../model/remedy.js';
import type { AccountReport, Finding, Report, WaiverReport } from '../model/report.js';

/** What a finding is about, in a title; of one that is waived or in the baseline nothing else tells that it is open. */
export function titleOf({ title, outcome, waiver, inBaseline }: Finding): string {
  const isAccepted = waiver !== null || inBaseline;
  return isAccepted && outcome === 'unverifiable' ? `${title} (could not be verified)` : title;
}

/** The evidence of a finding, and of what it includes, a line each. */
export function evidenceOf(finding: Finding): readonly string[] {
  return [finding.detail, ...partsOf(finding)];
}

/** The evidence of what a finding includes, a line each. */
export function partsOf({ includes }: Finding): readonly string[] {
  return includes.map((part) => `${part.check}: ${part.detail}`);
}

/** What to do about a finding and what it includes, each thing in a sentence, once. */
export function summariesOf({ remediation, includes }: Finding): readonly string[] {
  return [
    ...new Set([remediation, ...includes.map((part) => part.remediation)].map(({ summary }) => summary)),
  ];
}

/** What to do about a finding and what it includes, each remedy once: its summary, numbered steps, the page. */
export function remediesOf({ remediation, includes }: Finding): readonly string[] {
  const texts = [remediation, ...includes.map((part) => part.remediation)].map(remedyText);
  return [...new Set(texts)];
}

/** Findings share their remediations: the text of each is made once. */
const remedyTexts = new WeakMap<Remedy, string>();

function remedyText(remedy: Remedy): string {
  const known = remedyTexts.get(remedy);
  if (known !== undefined) return known;
  const { summary, steps, url } = remedy;
  const lines = [summary, ...steps.map((step, at) => `${at + 1}. ${step}`), ...(url === '' ? [] : [url])];
  const text = lines.join('\n');
  remedyTexts.set(remedy, text);
  return text;
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
  return accounts.filter(({ status }) => status === 'partial' || status === 'failed');
}

/** Those, and the accounts that were not asked, for formats in which each account has a record of its own. */
export function untoldAccounts({ accounts }: Report): readonly AccountReport[] {
  return accounts.filter(({ status }) => status !== 'audited');
}

/** Whether the audit was one without the network. */
export function isOffline({ accounts }: Report): boolean {
  return accounts.some(({ status }) => status === 'not-asked');
}

/** What every format says of such an audit. */
export const offlineText =
  'No exchange was asked: this audit looked at how the keys are kept, and at nothing else. What they may do is unknown.';

/** What such an account is told as, where a format holds findings only. */
export const unaudited = {
  id: 'account-not-audited',
  title: 'Account could not be fully audited',
  why: 'What was not told is unknown, and what is unknown has neither passed nor failed.',
} as const;

/** `savings (kucoin): KuCoin could not be reached.` */
export function troubleOf(account: AccountReport): string {
  return `${account.name} (${account.exchange}): ${reasonOf(account)}`;
}

export function reasonOf({ status, error }: AccountReport): string {
  if (status === 'not-asked') return offlineText;
  return error?.message ?? 'Not everything could be read.';
}

/** Waivers that waive nothing: the ones whose day is past, and the ones that fit no finding. */
export function idleWaivers({ waivers }: Report): readonly WaiverReport[] {
  return waivers.filter(({ state }) => state !== 'used');
}

export function idleWaiverText({ check, account, key, expires, owner, state }: WaiverReport): string {
  const whose = account ?? `${key?.slice(0, 'sha256:'.length + 8)}…`;
  const who = owner === null ? '' : ` (${owner})`;
  return state === 'expired'
    ? `${check}, ${whose}${who}: expired on ${expires}, and waives nothing any more.`
    : `${check}, ${whose}${who}: unused waiver; it fits no finding. Take it out.`;
}

/** What such a waiver is told as, where a format holds findings only. */
export const idleWaiver = { id: 'waiver-without-effect', title: 'Waiver without effect' } as const;
