import type { Place } from '../model/account.js';
import type { AccountReport, Finding, Report } from '../model/report.js';
import { isAtLeast, type Severity } from '../model/severity.js';
import type { RenderOptions } from './reporter.js';
import { troubleText } from './table/accounts.js';
import { type KeyNames, keyNames, placesOf } from './table/names.js';
import { statusOf } from './table/open.js';
import { printableReport, shortened } from './table/printable.js';
import { countsText, verdictText } from './table/verdict.js';
import { idleWaiverTexts } from './table/waivers.js';

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** The line that it is shown at; left out where none is known. */
  readonly place?: Place | null;
}

/** The runner cuts what is longer. */
const longestMessage = 4096;

/**
 * Commands for the log of a GitHub workflow that make annotations. The verdict comes first and the gravest next:
 * GitHub shows the first ten errors, warnings and notices of a step, and leaves the others to the log.
 */
export function render(raw: Report, { failOn }: RenderOptions): string {
  const report = printableReport(raw, true);
  const names = keyNames(report);
  const places = placesOf(report);
  const [failed, unverifiable] = (['fail', 'unverifiable'] as const).map((wanted) =>
    report.findings
      .filter((finding) => finding.outcome === wanted && statusOf(finding) !== 'in-baseline')
      .map((finding) => ({
        ...annotationOf(finding, names, failOn),
        place: places.get(finding.account) ?? null,
      })),
  );
  return [
    verdict(report, failOn),
    ...(failed ?? []),
    ...report.accounts.filter(({ status }) => status !== 'audited').map(trouble),
    ...(unverifiable ?? []),
    ...idleWaiverTexts(report).map(
      (message): Annotation => ({ level: 'notice', title: 'Waiver without effect', message }),
    ),
  ]
    .map(command)
    .join('');
}

function verdict(report: Report, failOn: Severity): Annotation {
  const { verdict: word } = report.summary;
  return {
    level: ({ fail: 'error', incomplete: 'warning', pass: 'notice' } as const)[word],
    title: `keyaudit: ${word.toUpperCase()}`,
    message: `${verdictText(report, failOn)}\n${countsText(report)}`,
  };
}

function annotationOf(finding: Finding, names: KeyNames, failOn: Severity): Annotation {
  const { severity, title, check, detail, includes, remediation, waiver } = finding;
  const todo = new Set(
    [remediation, ...includes.map((part) => part.remediation)].map(({ summary }) => summary),
  );
  const waived = waiver === null ? [] : [`Waived until ${waiver.expires}: ${waiver.reason}`];
  const mark = waiver === null ? severity.toUpperCase() : `WAIVED ${severity}`;
  return {
    level: levelOf(finding, failOn),
    title: `${mark}: ${title}`,
    message: [
      `${names.nameOf(finding)}: ${detail} [${check}]`,
      ...includes.map((part) => `${part.check}: ${part.detail}`),
      `What to do: ${[...todo].join(' ')} ${remediation.url}`.trimEnd(),
      ...waived,
    ].join('\n'),
  };
}

function levelOf({ outcome, severity, waiver }: Finding, failOn: Severity): Annotation['level'] {
  if (waiver !== null) return 'notice';
  const grave = isAtLeast(severity, failOn);
  if (outcome === 'unverifiable') return grave ? 'warning' : 'notice';
  if (grave) return 'error';
  return isAtLeast(severity, 'medium') ? 'warning' : 'notice';
}

function trouble(account: AccountReport): Annotation {
  const failed = account.status === 'failed';
  return {
    level: failed ? 'error' : 'warning',
    title: `${failed ? 'Not audited' : 'Not fully audited'}: ${account.name}`,
    message: troubleText(account),
    place: account.declaredAt,
  };
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands, escaped as the runner undoes it. */
function command({ level, title, message, place = null }: Annotation): string {
  const where = place === null ? '' : `,file=${property(place.file)},line=${place.line}`;
  return `::${level} title=${property(title)}${where}::${data(shortened(message, longestMessage))}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
