import * as z from 'zod';
import { type CredentialName, credentialNames } from '../model/credentials.js';
import { member } from './mapping.js';
import { onAnyMapping, oneLine, strict } from './schema-parts.js';

/** The ways to say where a key is. */
const sources = ['env', 'keychain', 'file', 'age', 'directory', 'command', 'op'] as const;

/** `accounts[].credentials`: exactly one source. */
export const credentialsSchema = strict({
  env: eachCredential(
    z
      .string()
      .refine(isNotSecretLike(/^[A-Za-z_][A-Za-z0-9_]*$/), notSecret('the name of an environment variable')),
  ).optional(),
  keychain: oneLine().optional(),
  file: pathOr({ format: oneLine().optional(), account: oneLine().nullish() }).optional(),
  age: pathOr({ identity: path().optional(), entry: oneLine().optional() }).optional(),
  directory: pathOr({
    files: eachCredential(
      z.string().refine(isNotSecretLike(/^[\w.-]+$/), notSecret('the name of a file in the directory')),
    ).optional(),
  }).optional(),
  command: z
    .array(z.string())
    .min(1, 'is empty; it must name a program')
    .refine(([program]) => program !== '', 'must name a program first')
    .optional(),
  op: eachCredential(
    z.string().regex(/^op:\/\/[^/]+\/[^/]+\/.+$/, notSecret('a reference like op://vault/item/field')),
  ).optional(),
}).superRefine((credentials, context) => {
  if (sources.filter((source) => member(credentials, source) !== undefined).length === 1) return;
  context.addIssue({ code: 'custom', message: `must name exactly one source: ${sources.join(', ')}` });
}, onAnyMapping);

/** A text for any of the credentials. */
function eachCredential<Schema extends z.ZodType>(schema: Schema) {
  const optional = schema.optional();
  return strict(
    Object.fromEntries(credentialNames.map((name) => [name, optional])) as Record<
      CredentialName,
      typeof optional
    >,
  );
}

function path() {
  return oneLine(4096);
}

/** The path alone, or with what goes with it. */
function pathOr<Shape extends z.ZodRawShape>(shape: Shape) {
  const whole = strict({ path: path(), ...shape });
  return z.preprocess((value) => (typeof value === 'string' ? { path: value } : value), whole);
}

/**
 * What is too long and mixed for a name is taken for a secret: a name that is accepted here may be printed, for
 * instance when there is no such variable.
 */
function isNotSecretLike(shape: RegExp): (text: string) => boolean {
  return (text) => shape.test(text) && !/^(?=.*\d)[A-Za-z0-9]{16,}$/.test(text);
}

function notSecret(expected: string): string {
  return `must be ${expected}; if it is the secret itself, keep it out of this file`;
}
