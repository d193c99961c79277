import { historyText } from '../model/history-words.js';
import type { Report } from '../model/report.js';
import { escaped } from './markdown/escape.js';
import { fitted } from './markdown/fit.js';
import {
  findingsSection,
  idleWaiversSection,
  keysSection,
  pagesText,
  safetySection,
  troubledSection,
  unverifiedSection,
  waivedSection,
} from './markdown/sections.js';
import type { RenderOptions } from './reporter.js';
import { minuteOf } from './table/days.js';
import { keyNames } from './table/names.js';
import { printableReport } from './table/printable.js';
import { leftOut, withoutMilder } from './table/shown.js';
import { countsText, verdictText } from './table/verdict.js';

/** What a comment at GitHub holds, in characters. A job's summary holds more. */
export const commentLimit = 65_536;

/** Room for what is said of what was cut. */
const cutNoteLength = 1000;

/**
 * The report for a comment or a job's summary. The verdict and the accounts that could not be audited come first;
 * where it does not all fit, the mildest findings give way, and it is said how many.
 */
export function render(raw: Report, { failOn, show }: RenderOptions): string {
  const report = printableReport(raw, true);
  const shown = withoutMilder(report, show);
  const names = keyNames(report);
  const pages = pagesText(shown);
  const head = [
    `## keyaudit: ${report.summary.verdict.toUpperCase()}`,
    `**${escaped(verdictText(report, failOn))}**`,
    escaped(`${countsText(report)}. As of ${minuteOf(report.finishedAt)}.`),
    ...[historyText(report) ?? [], ...leftOut(report, show)].flat().map(escaped),
  ].join('\n\n');

  // Who has the room first, and then where each stands.
  const parts = {
    findings: findingsSection(shown, names),
    troubled: troubledSection(report),
    keys: keysSection(report),
    unverified: unverifiedSection(shown, names),
    waived: waivedSection(shown, names),
    idleWaivers: idleWaiversSection(report),
    safety: safetySection(report),
  };
  const sections = Object.values(parts).filter(({ blocks }) => blocks.length > 0);
  const fits = fitted(sections, commentLimit - head.length - pages.length - cutNoteLength);
  const textOf = (part: (typeof sections)[number]) => fits[sections.indexOf(part)]?.text ?? '';
  const cut = fits.map((fit) => fit.cut).filter((text) => text !== '');

  return [
    head,
    ...(cut.length === 0
      ? []
      : [`**Cut to fit in a comment.** Not shown: ${cut.join('; ')}. The JSON report has it all.`]),
    textOf(parts.troubled),
    textOf(parts.keys),
    textOf(parts.safety),
    textOf(parts.findings),
    textOf(parts.unverified) + pages,
    textOf(parts.waived),
    textOf(parts.idleWaivers),
  ]
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n\n')
    .concat('\n');
}
