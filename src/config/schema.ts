import * as z from 'zod';
import { defaultPolicy } from '../model/policy.js';
import { severities } from '../model/severity.js';
import { accountSchema } from './account-schema.js';
import type { Vocabulary } from './config.js';
import { member } from './mapping.js';
import { knownWord, onAnyMapping, oneLine, reportUnknownKeys, strict } from './schema-parts.js';

/** The whole file. Made for a vocabulary, so that a name that keyaudit does not know is a problem of its place. */
export function configSchema(vocabulary: Vocabulary) {
  return strict({
    accounts: z
      .array(accountSchema(vocabulary))
      .min(1, 'is empty; at least one account is needed')
      .superRefine(reportSameNames, { when: ({ value }) => Array.isArray(value) }),
    policy: policySchema(vocabulary.checks).prefault({}),
    waivers: z.array(waiverSchema(vocabulary.checks)).default([]),
    // For later versions: their shape is theirs to judge.
    notify: z.array(z.unknown()).optional(),
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

function policySchema(checks: readonly string[]) {
  return strict({
    failOn: z.enum(severities).default(defaultPolicy.failOn),
    recentDays: z.int().min(0).max(36_500).default(defaultPolicy.recentDays),
    maxAgeDays: z.int().min(0).max(36_500).optional(),
    checks: z
      .record(z.string(), checkSetting)
      .superRefine((settings, context) => {
        reportUnknownKeys(settings, checks, 'check', context);
      }, onAnyMapping)
      .default({}),
  });
}

/** `off` is text in YAML 1.2, and false in the older YAML that some editors and tools write. */
const checkSetting = z.union(
  [
    z.literal('off'),
    z.literal(false).transform(() => 'off' as const),
    z.strictObject({ severity: z.enum(severities) }),
  ],
  `must be off, or { severity: … } with one of ${severities.join(', ')}`,
);

function waiverSchema(checks: readonly string[]) {
  return strict({
    check: knownWord(checks, 'check'),
    account: oneLine(),
    reason: oneLine(500),
    expires: z.iso.date('must be a day, written YYYY-MM-DD'),
  });
}
