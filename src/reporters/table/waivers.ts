import type { Report, WaiverReport } from '../../model/report.js';
import { paragraph } from './layout.js';
import type { Style } from './style.js';

/** Waivers that waive nothing: the ones whose day is past, and the ones that fit no finding. */
export function idleWaivers({ width }: Style, report: Report): readonly string[] {
  return idleWaiverTexts(report).flatMap((text) => paragraph(width, { lead: '  ', text }));
}

export function idleWaiverTexts({ waivers }: Report): readonly string[] {
  return waivers.filter(({ state }) => state !== 'used').map(sentence);
}

function sentence({ check, account, key, expires, owner, state }: WaiverReport): string {
  const whose = account ?? `${key?.slice(0, 'sha256:'.length + 8)}…`;
  const who = owner === null ? '' : ` (${owner})`;
  return state === 'expired'
    ? `${check}, ${whose}${who}: expired on ${expires}, and waives nothing any more.`
    : `${check}, ${whose}${who}: unused waiver; it fits no finding. Take it out.`;
}
