import { UserError } from '../model/user-error.js';
import { parseConfigText } from './document.js';
import { findLiteralSecrets } from './literal-secrets.js';
import { isMapping, member } from './mapping.js';
import type { PolicyLayer } from './policy-layers.js';
import { policySchema } from './policy-schema.js';
import { describeProblems, type Path } from './problem.js';
import { kindOf, sayIssue } from './schema-parts.js';

/** The file that another's policy extends, and the line that says so; null where there is none to follow. */
export function extendedBy(
  file: string,
  text: string,
  path: Path,
): { readonly name: string; readonly line: number } | null {
  const { data, lineOf } = parseConfigText(file, text);
  const name = path.reduce<unknown>((value, step) => member(value, String(step)), data);
  return typeof name === 'string' && name !== '' ? { name, line: lineOf(path) } : null;
}

/**
 * Makes a policy of a file that a configuration extends: what stands under `policy` there stands at its top here.
 * @param file what messages call it
 * @throws UserError that tells all problems of the file
 */
export function readPolicy(file: string, text: string, checks: readonly string[]): PolicyLayer {
  const { data, lineOf } = parseConfigText(file, text);
  if (!isMapping(data)) {
    throw new UserError(
      `${file}:1: must be a policy: a mapping with failOn, checks and the like, not ${kindOf(data)}.`,
    );
  }
  const secrets = findLiteralSecrets(data);
  const parsed = policySchema(checks).safeParse(data, { error: sayIssue });
  // `as`: a path of zod's could hold symbols, but a file has none.
  const issues = (parsed.error?.issues ?? []).map(({ path, message }) => ({ path: path as Path, message }));
  if (!parsed.success || secrets.length > 0) {
    throw new UserError(describeProblems(file, [...secrets, ...issues], lineOf));
  }
  return { policy: parsed.data, placeOf: (path) => `${file}:${lineOf(path)}` };
}
