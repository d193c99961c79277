import { acknowledgedBy } from '../../model/history-words.js';
import type { Remedy } from '../../model/remedy.js';
import type { Finding, Report } from '../../model/report.js';
import { severities } from '../../model/severity.js';
import { addressLine, groupBy, numbering, paragraph } from './layout.js';
import type { KeyNames } from './names.js';
import { openOf } from './open.js';
import { paintSeverity, type Style } from './style.js';

const indent = '  ';

/**
 * What was found, the gravest first. The same finding about several keys of an exchange is one block: each key
 * with its evidence, then what to do. Steps that an earlier block has are not said again.
 */
export function findingBlocks(style: Style, report: Report, names: KeyNames): readonly string[] {
  /** By steps: under which finding they were printed. */
  const told = new Map<string, string>();
  const blocks = alikeFindings(report).map((findings) => block(style, findings, names, told));
  return blocks.map((lines) => lines.join('\n'));
}

/** Open findings, the gravest first; together those that one text about what is wrong and what to do is for. */
export function alikeFindings(report: Report): readonly (readonly [Finding, ...Finding[]])[] {
  const open = openOf(report, 'fail');
  const ordered = severities.flatMap((severity) => open.filter((finding) => finding.severity === severity));
  const numberOf = numbering<Remedy>();
  const alike = groupBy(ordered, ({ severity, check, title, exchange, remediation, includes }) => {
    const remedies = [remediation, ...includes.map((part) => part.remediation)].map(numberOf);
    return JSON.stringify([severity, check, title, exchange, ...remedies]);
  });
  return [...alike.values()];
}

/** Findings by their evidence. */
export function byEvidence(findings: readonly Finding[]): ReturnType<typeof groupBy<Finding, string>> {
  return groupBy(findings, ({ detail, includes }) =>
    // Most include nothing. No JSON begins like this.
    includes.length === 0 ? `=${detail}` : JSON.stringify([detail, includes]),
  );
}

function block(
  style: Style,
  findings: readonly [Finding, ...Finding[]],
  names: KeyNames,
  told: Map<string, string>,
): readonly string[] {
  const [first] = findings;
  const { width, chalk } = style;
  const tag = first.severity.toUpperCase();
  const paintTag = paintSeverity(style, first.severity);
  const headline = paragraph(width, {
    lead: `${tag}  `,
    text: `${first.title} [${first.check}]`,
    paintLead: () => `${paintTag(tag)}  `,
    paint: chalk.bold,
  });
  return [
    ...headline,
    ...evidence(style, findings, names),
    ...remedy(style, first, told),
    ...furtherRemedies(first).flatMap((part) => remedy(style, part, told)),
  ];
}

/** The keys, those with the same evidence together. */
function evidence({ width, chalk }: Style, findings: readonly Finding[], names: KeyNames): readonly string[] {
  return [...byEvidence(findings).values()]
    .map((sharing) => [sharing[0].detail, sharing] as const)
    .flatMap(([detail, sharing]) => [
      ...sharing.flatMap((finding) =>
        paragraph(width, {
          lead: indent,
          text: names.nameOf(finding) + acknowledgedBy(finding),
          paint: chalk.cyan,
        }),
      ),
      ...paragraph(width, { lead: indent.repeat(2), text: detail }),
      ...sharing[0].includes.flatMap((part) =>
        paragraph(width, { lead: indent.repeat(2), text: `${part.check}: ${part.detail}` }),
      ),
    ]);
}

/** What is to be done beside, for the parts of a finding; each thing once. */
function furtherRemedies({ exchange, file, remediation, includes }: Finding): readonly Remedied[] {
  const byText = new Map(groupBy(includes, (part) => JSON.stringify(part.remediation)));
  byText.delete(JSON.stringify(remediation));
  return [...byText.values()].map(([part]) => ({ ...part, exchange, file }));
}

type Remedied = Pick<Finding, 'check' | 'exchange' | 'file' | 'remediation' | 'severity'>;

/** What to do. Of what is good to know and no more, the sentence alone: the JSON has the steps. */
function remedy(
  { width, signs }: Style,
  { check, exchange, file, remediation, severity }: Remedied,
  told: Map<string, string>,
): readonly string[] {
  const { summary, steps, url } = remediation;
  const same = JSON.stringify([steps, url]);
  const earlier = told.get(same);
  if (earlier !== undefined) {
    return paragraph(width, { lead: indent + signs.arrow, text: `${summary} Steps: see ${earlier} above.` });
  }
  if (severity === 'info') return paragraph(width, { lead: indent + signs.arrow, text: summary });
  told.set(same, `${check} (${file ?? exchange})`);
  return [
    ...paragraph(width, { lead: indent + signs.arrow, text: summary }),
    ...steps.flatMap((step, index) =>
      paragraph(width, { lead: `${indent.repeat(2)}${index + 1}. `, text: step }),
    ),
    ...(url === '' ? [] : [addressLine(width, indent.repeat(2), url)]),
  ];
}

/** Findings that the user has accepted for a time, each with the reason and the end. */
export function waivedFindings({ width }: Style, report: Report, names: KeyNames): readonly string[] {
  return waivedTexts(report, names).flatMap((text) => paragraph(width, { lead: indent, text }));
}

export function waivedTexts({ findings }: Report, names: KeyNames): readonly string[] {
  return findings.flatMap((finding) => {
    const { waiver, check, outcome } = finding;
    if (waiver === null) return [];
    const doubt = outcome === 'unverifiable' ? ' (could not be verified)' : '';
    return [`${check}${doubt}, ${names.nameOf(finding)}, until ${waiver.expires}: ${waiver.reason}`];
  });
}
