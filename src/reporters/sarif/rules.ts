import type { ReportingDescriptor } from 'sarif';
import { checks } from '../../checks/index.js';
import type { Check } from '../../model/check.js';
import type { Finding } from '../../model/report.js';
import { severities } from '../../model/severity.js';
import { unaudited } from '../finding-words.js';
import { gravities } from './severity.js';

/** The rule of a result that says of an account that it could not be audited, or not wholly. */
const unauditedRule: ReportingDescriptor = {
  id: unaudited.id,
  name: nameOf(unaudited.id),
  shortDescription: { text: unaudited.title },
  fullDescription: { text: unaudited.why },
  help: {
    text: `${unaudited.why} The result says why.`,
    markdown: `${unaudited.why} The result says why.`,
  },
  defaultConfiguration: { level: 'none' },
  properties: { tags: ['security'] },
};

/** What a run says of itself that has more results than code scanning takes. */
export const leftOut = {
  id: 'results-left-out',
  title: 'Not all results are here',
  why: 'Code scanning refuses a run of more than 25,000 results. What is not here has not been mended.',
} as const;

const leftOutRule: ReportingDescriptor = {
  id: leftOut.id,
  name: nameOf(leftOut.id),
  shortDescription: { text: leftOut.title },
  fullDescription: { text: leftOut.why },
  help: {
    text: `${leftOut.why} Audit fewer accounts in one run.`,
    markdown: `${leftOut.why} Audit fewer accounts in one run.`,
  },
  defaultConfiguration: { level: gravities.high.level },
  properties: { tags: ['security'], 'security-severity': gravities.high.number },
};

/**
 * Every rule that was looked at, found or not: an alert closes when its rule is there and its result is not. Without the
 * network these are the rules of files.
 */
export function rulesFor(findings: readonly Finding[], isOffline = false): ReportingDescriptor[] {
  const asked = checks.filter(({ subject }) => !isOffline || subject === 'file');
  return [...asked.map((check) => toRule(check, findings)), unauditedRule, leftOutRule];
}

function toRule(check: Check, findings: readonly Finding[]): ReportingDescriptor {
  const { level, number } = gravities[gravestOf(check, findings)];
  return {
    id: check.id,
    name: nameOf(check.id),
    shortDescription: { text: check.title },
    fullDescription: { text: check.rationale },
    help: helpOf(check),
    defaultConfiguration: { level },
    properties: { tags: ['security', ...check.references.map(tagOf)], 'security-severity': number },
  };
}

/** `WithdrawalEnabled`: Azure DevOps asks for a name, and the standard for one without hyphens. */
function nameOf(id: string): string {
  return id.replace(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase());
}

/**
 * Code scanning knows the gravity of a rule only, not of a result. So a rule is as grave as the gravest of its
 * findings, which a policy may have made graver than the check; without any, as grave as the check can be.
 */
function gravestOf({ id, severity }: Check, findings: readonly Finding[]) {
  const found = new Set(findings.filter(({ check }) => check === id).map((finding) => finding.severity));
  return severities.find((candidate) => found.has(candidate)) ?? severity;
}

/** Code scanning shows the weaknesses that are named like this. */
function tagOf(reference: string): string {
  return reference.startsWith('CWE-') ? `external/cwe/${reference.toLowerCase()}` : reference;
}

function helpOf({ id, subject, rationale, severityRules, references }: Check): {
  text: string;
  markdown: string;
} {
  const rules = severityRules.map((rule) => `- ${rule}`).join('\n');
  const fix =
    subject === 'file'
      ? 'The result has the commands.'
      : 'The result says what to do at the exchange. Open the exchange by typing its address.';
  const more = `keyaudit explain ${id}`;
  const fits = references.join(', ');
  return {
    text: [rationale, `How grave:\n${rules}`, fix, `More: ${more}`, `Fits: ${fits}`].join('\n\n'),
    markdown: [rationale, `**How grave**\n\n${rules}`, fix, `More: \`${more}\``, `Fits: ${fits}`].join(
      '\n\n',
    ),
  };
}
