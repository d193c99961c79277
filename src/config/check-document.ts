import type * as z from 'zod';
import { UserError } from '../model/user-error.js';
import type { ConfigDocument } from './document.js';
import { findLiteralSecrets } from './literal-secrets.js';
import { describeProblems, type Path } from './problem.js';
import { sayIssue } from './schema-parts.js';

/**
 * What a schema makes of a file.
 * @throws UserError that tells all problems of the file, and every secret in it, which is never repeated
 */
export function checkDocument<Schema extends z.ZodType>(
  file: string,
  { data, lineOf }: ConfigDocument,
  schema: Schema,
): z.output<Schema> {
  const secrets = findLiteralSecrets(data);
  const parsed = schema.safeParse(data, { error: sayIssue });
  // `as`: a path of zod's could hold symbols, but a file has none.
  const issues = (parsed.error?.issues ?? []).map(({ path, message }) => ({ path: path as Path, message }));
  if (parsed.success && secrets.length === 0) return parsed.data;
  throw new UserError(describeProblems(file, [...secrets, ...issues], lineOf));
}
