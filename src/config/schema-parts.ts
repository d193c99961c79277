import * as z from 'zod';
import { isMapping } from './mapping.js';
import { didYouMean } from './nearest.js';
import { isShowable } from './problem.js';

/**
 * For a refinement of an object: also run it when a member is not valid, so that all problems are told at once.
 * The refinement must not trust the members' types then.
 */
export const onAnyMapping = { when: ({ value }: { value: unknown }) => isMapping(value) };

/** An object without other keys. Each unknown key is a problem of its own, with the nearest known key. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.looseObject(shape).superRefine((value, context) => {
    reportUnknownKeys(value, Object.keys(shape), 'key', context);
  }, onAnyMapping);
}

/** Adds an issue for each key that is not among the known ones. `noun`: what such a key is called. */
export function reportUnknownKeys(
  value: object,
  known: readonly string[],
  noun: string,
  context: z.RefinementCtx,
): void {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    context.addIssue({ code: 'custom', path: [key], message: sayUnknownKey(key, known, noun) });
  }
}

function sayUnknownKey(key: string, known: readonly string[], noun: string): string {
  if (isShowable(key)) return `unknown ${noun}${didYouMean(key, known)}`;
  const space = key.includes(':') ? ', and perhaps the space after its colon is missing' : '';
  return `holds an unknown ${noun}, which is not shown because it may be a secret${space}`;
}

/** A text that is one of the known words. `noun`: what such a word is called. */
export function knownWord(known: readonly string[], noun: string) {
  return z.string().superRefine((word, context) => {
    if (known.includes(word)) return;
    const list = known.length === 0 ? 'there are none' : `known: ${known.join(', ')}`;
    context.addIssue({ code: 'custom', message: `unknown ${noun}${didYouMean(word, known)} (${list})` });
  });
}

/** A text that people write and that reports print. */
export function oneLine(maxLength = 100) {
  return z
    .string()
    .min(1, 'is empty')
    .max(maxLength, `is longer than ${maxLength} characters`)
    .refine((text) => !/\p{Cc}/u.test(text), 'holds a line break or another control character')
    .refine((text) => text === text.trim(), 'begins or ends with a space');
}

/** What zod says in other cases, in words that never hold the value. */
export function sayIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      if (issue.expected === 'int') return 'must be a whole number';
      return `must be ${expectedWords[issue.expected] ?? 'something else'}, not ${kindOf(issue.input)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    default:
      return 'is not valid';
  }
}

const expectedWords: Readonly<Partial<Record<string, string>>> = {
  string: 'text',
  array: 'a list',
  object: 'a mapping of keys to values',
  record: 'a mapping of keys to values',
  number: 'a number',
};

/** What a value is, in a user's words. */
export function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'a number (quotes make it text)';
  return typeof value === 'boolean' ? 'true or false (quotes make it text)' : 'a mapping';
}
