import type { Place } from '../model/account.js';
import { historyText } from '../model/history-words.js';
import type { AccountReport, Finding, Report, WaiverReport } from '../model/report.js';
import { isAtLeast, type Severity } from '../model/severity.js';
import {
  acceptanceOf,
  idleWaiver,
  idleWaivers,
  idleWaiverText,
  partsOf,
  summariesOf,
  titleOf,
  troubleOf,
  unauditedAccounts,
} from './finding-words.js';
import type { RenderOptions } from './reporter.js';
import { groupBy } from './table/layout.js';
import { type KeyNames, keyNames, placeOf, placesOf } from './table/names.js';
import { openOf } from './table/open.js';
import { printableReport, shortened } from './table/printable.js';
import { sentencesOf } from './table/unverified.js';
import { countsText, verdictText } from './table/verdict.js';

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** The line that it is shown at; left out where none is known. */
  readonly place?: Place | null;
}

type Places = ReturnType<typeof placesOf>;

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
  const unverifiable = groupBy(openOf(report, 'unverifiable'), names.idOf);
  const waived = report.findings.filter(({ waiver }) => waiver !== null);
  return [
    verdict(report, failOn),
    ...openOf(report, 'fail').map((finding) => found(finding, names, places, failOn)),
    ...unauditedAccounts(report).map(trouble),
    ...[...unverifiable.values()].map((about) => doubt(about, names, places, failOn)),
    ...waived.map((finding) => found(finding, names, places, failOn)),
    ...idleWaivers(report).map(idle),
  ]
    .map(command)
    .join('');
}

function verdict(report: Report, failOn: Severity): Annotation {
  const { verdict: word } = report.summary;
  return {
    level: ({ fail: 'error', incomplete: 'warning', pass: 'notice' } as const)[word],
    title: `keyaudit: ${word.toUpperCase()}`,
    message: [verdictText(report, failOn), countsText(report), historyText(report) ?? []].flat().join('\n'),
  };
}

/** A finding that failed, or one that is waived. */
function found(finding: Finding, names: KeyNames, places: Places, failOn: Severity): Annotation {
  const { severity, check, detail, remediation, waiver } = finding;
  const accepted = acceptanceOf(finding);
  const mark = waiver === null ? severity.toUpperCase() : `WAIVED ${severity}`;
  return {
    level: waiver === null ? levelOf(severity, failOn) : 'notice',
    title: `${mark}: ${titleOf(finding)}`,
    message: [
      `${names.nameOf(finding)}: ${detail} [${check}]`,
      // Before what may be cut.
      ...(accepted === null ? [] : [accepted]),
      ...partsOf(finding),
      whatToDo(summariesOf(finding).join(' '), remediation.url),
    ].join('\n'),
    place: placeOf(finding, places),
  };
}

/** What could not be verified of one key: one annotation, for an exchange that is down must not take all ten. */
function doubt(
  about: readonly [Finding, ...Finding[]],
  names: KeyNames,
  places: Places,
  failOn: Severity,
): Annotation {
  const [gravest] = about;
  const { summary, url } = gravest.remediation;
  return {
    level: isAtLeast(gravest.severity, failOn) ? 'warning' : 'notice',
    title: `Could not be verified: ${gravest.account}`,
    message: [`${names.nameOf(gravest)}:`, ...sentencesOf(about, [], undefined), whatToDo(summary, url)].join(
      '\n',
    ),
    place: placeOf(gravest, places),
  };
}

function whatToDo(summary: string, url: string): string {
  return `What to do: ${summary} ${url}`.trimEnd();
}

function levelOf(severity: Severity, failOn: Severity): Annotation['level'] {
  if (isAtLeast(severity, failOn)) return 'error';
  return isAtLeast(severity, 'medium') ? 'warning' : 'notice';
}

function trouble(account: AccountReport): Annotation {
  const failed = account.status === 'failed';
  return {
    level: failed ? 'error' : 'warning',
    title: `${failed ? 'Not audited' : 'Not fully audited'}: ${account.name}`,
    message: troubleOf(account),
    place: account.declaredAt,
  };
}

function idle(waiver: WaiverReport): Annotation {
  return { level: 'notice', title: idleWaiver.title, message: idleWaiverText(waiver) };
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
