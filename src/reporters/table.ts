import { historyText } from '../model/history-words.js';
import type { Report } from '../model/report.js';
import type { RenderOptions } from './reporter.js';
import { troubledAccounts } from './table/accounts.js';
import { findingBlocks, waivedFindings } from './table/findings.js';
import { keyTable } from './table/key-table.js';
import { paragraph } from './table/layout.js';
import { keyNames } from './table/names.js';
import { printableReport } from './table/printable.js';
import { accountSafety } from './table/safety.js';
import { leftOut, withoutMilder } from './table/shown.js';
import { styleOf } from './table/style.js';
import { unverified } from './table/unverified.js';
import { counts, verdict } from './table/verdict.js';
import { idleWaiverLines } from './table/waivers.js';
import { withoutCommands } from './workflow-log.js';

/**
 * The report for people: the keys, what is wrong with them and what to do about it, what could not be told,
 * and last, where the eye is when the text has scrolled by, the verdict.
 */
export function render(raw: Report, options: RenderOptions): string {
  const report = printableReport(raw, options.unicode);
  const shown = withoutMilder(report, options.show);
  const style = styleOf(options);
  const names = keyNames(report);
  const titled = (title: string, lines: readonly string[]) =>
    lines.length > 0 ? [style.chalk.bold(title), ...lines] : [];
  const history = historyText(report);
  const parts = [
    report.keys.length > 0 ? [keyTable(style, report)] : [],
    accountSafety(style, report),
    troubledAccounts(style, report),
    ...findingBlocks(style, shown, names).map((block) => [block]),
    titled('Waived', waivedFindings(style, shown, names)),
    titled('Waivers without effect', idleWaiverLines(style, report)),
    titled('Could not be verified', unverified(style, shown, names)),
    [
      ...leftOut(report, options.show).flatMap((text) => paragraph(style.width, { lead: '', text })),
      ...counts(style, report),
      ...(history === null ? [] : paragraph(style.width, { lead: '', text: history })),
      ...verdict(style, report),
    ],
  ];
  const text = parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
  return `${withoutCommands(text)}\n`;
}
