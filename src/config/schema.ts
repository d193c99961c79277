import * as z from 'zod';
import { accountSchema } from './account-schema.js';
import type { Vocabulary } from './config.js';
import { member } from './mapping.js';
import { notifySchema } from './notify-schema.js';
import { policySchema, waiverSchema } from './policy-schema.js';
import { strict } from './schema-parts.js';

/** The whole file. Made for a vocabulary, so that a name that keyaudit does not know is a problem of its place. */
export function configSchema(vocabulary: Vocabulary) {
  return strict({
    accounts: z
      .array(accountSchema(vocabulary))
      .min(1, 'is empty; at least one account is needed')
      .superRefine(reportSameNames, { when: ({ value }) => Array.isArray(value) }),
    policy: policySchema(vocabulary.checks).prefault({}),
    waivers: z.array(waiverSchema(vocabulary.checks, vocabulary.today)).default([]),
    notify: z.array(notifySchema()).default([]),
    // For later versions: its shape is theirs to judge.
    watch: z.looseObject({}).optional(),
  });
}

/** What the schema makes of a valid file. */
export type ConfigFile = z.output<ReturnType<typeof configSchema>>;

function reportSameNames(accounts: readonly unknown[], context: z.RefinementCtx): void {
  const seen = new Map<unknown, number>();
  accounts.forEach((account, index) => {
    const given = member(account, 'name');
    if (typeof given !== 'string') return;
    const first = seen.get(given);
    if (first === undefined) seen.set(given, index);
    else context.addIssue({ code: 'custom', path: [index, 'name'], message: `is also accounts[${first}]'s` });
  });
}
