import { closest } from 'fastest-levenshtein';
import { checks } from '../../checks/index.js';
import type { Check } from '../../model/check.js';
import { UserError } from '../../model/user-error.js';
import type { Io } from '../io.js';

/** `keyaudit checks`: a line each. */
export function listChecks(io: Io): void {
  const width = Math.max(...checks.map(({ id }) => id.length));
  const lines = checks.map(
    ({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}`,
  );
  io.stdout.write(
    `${lines.join('\n')}\n\nkeyaudit explain <check> says more. A severity here is the gravest a check gives.\n`,
  );
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
  io.stdout.write(`${explanation(check).join('\n')}\n`);
}

function explanation(check: Check): readonly string[] {
  const facts = [...check.needs, ...check.wants];
  return [
    `${check.id}: ${check.title}`,
    '',
    ...wrap(check.rationale, 78),
    '',
    'How grave:',
    ...check.severityRules.map((rule) => `  ${rule}`),
    '',
    'Looks at:',
    ...facts.map((name) => `  ${name}${check.needs.includes(name) ? ' (unverifiable without it)' : ''}`),
    '',
    `Fits: ${check.references.join(', ')}`,
  ];
}

/** Breaks a text into lines of at most `width` characters, between words. */
function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
