import { closest } from 'fastest-levenshtein';
import { checks } from '../../checks/index.js';
import type { Check } from '../../model/check.js';
import { UserError } from '../../model/user-error.js';
import { paragraph } from '../../reporters/table/layout.js';
import { type Io, widthOf } from '../io.js';

/** `keyaudit checks`: a line each. */
export function listChecks(io: Io): void {
  const width = Math.max(...checks.map(({ id }) => id.length));
  const lines = checks.map(
    ({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}`,
  );
  lines.push('', 'The severity is the gravest that a check gives. `keyaudit explain <check>` says more.', '');
  io.stdout.write(lines.join('\n'));
}

/** `keyaudit explain <check>`. Throws a UserError for a check that there is not. */
export function explainCheck(id: string, io: Io): void {
  const check = checks.find((candidate) => candidate.id === id);
  if (check === undefined) {
    const ids = checks.map((candidate) => candidate.id);
    throw new UserError(
      `There is no check ${id}; did you mean ${closest(id, ids)}?`,
      `Checks: ${ids.join(', ')}.`,
    );
  }
  io.stdout.write(`${explanation(check, widthOf(io.stdout, io.env)).join('\n')}\n`);
}

/** One cause, one finding: what this check's finding is told within, and what is told within it. */
function folding({ id, partOf = [] }: Check): readonly string[] {
  const parts = checks.filter((other) => other.partOf?.includes(id)).map((other) => other.id);
  return [
    ...(partOf.length === 0
      ? []
      : [`Where ${partOf.join(', ')} fails for the same key, no less grave, this is told as a part of it.`]),
    ...(parts.length === 0 ? [] : [`It takes in what these say of the same key: ${parts.join(', ')}.`]),
  ];
}

function explanation(check: Check, width: number): readonly string[] {
  const item = (text: string) => paragraph(width, { lead: '  - ', text });
  const needs = check.needs.map((name) => item(`${name}: without it the check is unverifiable`));
  const wants = check.wants.map((name) => item(`${name}, where it is known`));
  return [
    `${check.id}: ${check.title}`,
    '',
    ...paragraph(width, { lead: '', text: check.rationale }),
    '',
    'How grave:',
    ...check.severityRules.flatMap(item),
    '',
    'Looks at:',
    ...[...needs, ...wants].flat(),
    ...folding(check).flatMap((text) => ['', ...paragraph(width, { lead: '', text })]),
    '',
    `Fits: ${check.references.join(', ')}`,
    'How to fix it depends on the exchange; a report gives the steps.',
  ];
}
