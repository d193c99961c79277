import * as z from 'zod';
import { type CredentialName, credentialFormats, credentialNames } from '../model/credentials.js';
import { isMapping, member } from './mapping.js';
import { onAnyMapping, oneLine, sayIssue, strict } from './schema-parts.js';

/** The ways to say where a key is. */
const sources = ['env', 'keychain', 'file', 'age', 'directory', 'command', 'op'] as const;

/** `accounts[].credentials`: exactly one source. */
export const credentialsSchema = strict({
  env: eachCredential(variableName()).optional(),
  keychain: oneLine().optional(),
  file: pathOr({ format: z.enum(credentialFormats).optional(), account: oneLine().nullish() }).optional(),
  age: pathOr({ identity: path().optional(), entry: oneLine().optional() }).optional(),
  directory: pathOr({
    files: eachCredential(
      z
        .string()
        .refine(isNotSecretLike(/^(?!\.\.?$)[\w.-]+$/), notSecret('the name of a file in the directory')),
    ).optional(),
  }).optional(),
  command: command().optional(),
  op: eachCredential(opReference()).optional(),
}).superRefine((credentials, context) => {
  if (sources.filter((source) => member(credentials, source) !== undefined).length === 1) return;
  context.addIssue({ code: 'custom', message: `must name exactly one source: ${sources.join(', ')}` });
}, onAnyMapping);

/** The name of an environment variable. */
export function variableName() {
  return z
    .string()
    .refine(isNotSecretLike(/^[A-Za-z_][A-Za-z0-9_]*$/), notSecret('the name of an environment variable'));
}

/** The address of a field at 1Password. */
export function opReference() {
  return z
    .string()
    .regex(
      /^op:\/\/[^/\p{Cc}]+\/[^/\p{Cc}]+\/\P{Cc}+$/u,
      notSecret('a reference like op://vault/item/field'),
    );
}

/** A text for any of the credentials. */
function eachCredential<Schema extends z.ZodType>(schema: Schema) {
  return strict(credentialShape(schema));
}

function credentialShape<Schema extends z.ZodType>(schema: Schema) {
  const optional = schema.optional();
  return Object.fromEntries(credentialNames.map((name) => [name, optional])) as Record<
    CredentialName,
    typeof optional
  >;
}

/** The path of a file. */
export function path() {
  return oneLine(4096);
}

/** The path alone, or with what goes with it. */
export function pathOr<Shape extends z.ZodRawShape>(shape: Shape) {
  const whole = strict({ path: path(), ...shape });
  return z.preprocess((value) => (typeof value === 'string' ? { path: value } : value), whole);
}

/** The program and its arguments; or `run`, which is that, and `at`, the way to what is wanted in the JSON that it prints. */
export function program() {
  return listOr(strict({ run: argumentList(), at: wayInJson().optional() }));
}

/** One program that prints all credentials, or one for each. */
function command() {
  const shape = { run: argumentList().optional(), at: wayInJson().optional() };
  const mapping = strict({ ...shape, ...credentialShape(program()) });
  return listOr(
    mapping.superRefine((value, context) => {
      const given = (name: string) => member(value, name) !== undefined;
      const isEach = credentialNames.some(given);
      if (isEach ? !given('run') && !given('at') : given('run')) return;
      const message = 'must name one program (a list, or run and at), or one for each credential';
      context.addIssue({ code: 'custom', message });
    }, onAnyMapping),
  );
}

/** A program and its arguments. */
export function argumentList() {
  return z
    .array(z.string().refine((text) => !text.includes('\0'), 'holds a character that no argument can have'))
    .min(1, 'is empty; it must name a program')
    .refine(([name]) => name !== '', 'must name a program first')
    .refine(
      ([name = '']) => !/^\w+=/.test(name),
      'must name a program first; variables cannot be set here, and nothing secret belongs here',
    );
}

function wayInJson() {
  return oneLine(200).regex(/^[^.]+(\.[^.]+)*$/, 'must be names with dots between them, such as data.data');
}

/** A mapping, or the list of its `run` alone. */
function listOr<Schema extends z.ZodType>(mapping: Schema) {
  return z.unknown().transform((value, context) => {
    const result = isMapping(value)
      ? mapping.safeParse(value, { error: sayIssue })
      : argumentList()
          .transform((run) => ({ run, at: undefined }))
          .safeParse(value, { error: sayIssue });
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues) {
      context.issues.push({ code: 'custom', path, message, input: value });
    }
    // What it gives is thrown away with the rest; refinements of the account still look at it.
    return value as never;
  });
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
