import { checks } from '../../checks/index.js';
import { didYouMean } from '../../config/nearest.js';
import type { Check } from '../../model/check.js';
import { UserError } from '../../model/user-error.js';
import { paragraph } from '../../reporters/table/layout.js';
import { type Io, widthOf } from '../io.js';

/** `keyaudit checks`: a line each; on a terminal that is too narrow for it, the rest of a title below its begin. */
export function listChecks(io: Io): void {
  const width = io.stdout.isTTY === true ? widthOf(io.stdout, io.env) : Number.POSITIVE_INFINITY;
  const first = Math.max(...checks.map(({ id }) => id.length));
  const lines = [
    ...checks.flatMap(({ id, severity, title }) =>
      paragraph(width, { lead: `${id.padEnd(first)}  ${severity.padEnd(8)}  `, text: title }),
    ),
    '',
    'The severity is the gravest that a check gives.',
    '`keyaudit explain <check>` says more.',
    '',
  ];
  io.stdout.write(lines.join('\n'));
}

/** `keyaudit explain <check>`. Throws a UserError for a check that there is not. */
export function explainCheck(id: string, io: Io): void {
  const check = checks.find((candidate) => candidate.id === id);
  if (check === undefined) {
    const ids = checks.map((candidate) => candidate.id);
    throw new UserError(
      `there is no check of this name${didYouMean(id, ids) || '.'}`,
      '`keyaudit checks` lists them.',
    );
  }
  io.stdout.write(`${explanation(check, widthOf(io.stdout, io.env)).join('\n')}\n`);
}

/** One cause, one finding: what this check's finding is told within, and what is told within it. */
function folding({ id, subject, partOf = [] }: Check): readonly string[] {
  const parts = checks.filter((other) => other.partOf?.includes(id)).map((other) => other.id);
  const about = subject === 'file' ? 'file' : 'key';
  return [
    ...(partOf.length === 0
      ? []
      : [
          `Where ${partOf.join(' or ')} fails for the same ${about}, no less grave, this is told as a part of it.`,
        ]),
    ...(parts.length === 0 ? [] : [`It takes in what these say of the same ${about}: ${parts.join(', ')}.`]),
  ];
}

function explanation(check: Check, width: number): readonly string[] {
  const item = (text: string) => paragraph(width, { lead: '  - ', text });
  const needs = check.needs.map((name) => item(`${name}: without it the check is unverifiable`));
  const wants = check.wants.map((name) => item(name));
  return [
    ...paragraph(width, { lead: '', text: `${check.id}: ${check.title}` }),
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
    ...paragraph(width, { lead: 'Fits: ', text: check.references.join(', ') }),
    ...paragraph(width, {
      lead: '',
      text:
        check.subject === 'file'
          ? 'A report gives the commands that fix it.'
          : 'How to fix it depends on the exchange; a report gives the steps.',
    }),
  ];
}
