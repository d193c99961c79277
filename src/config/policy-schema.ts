import * as z from 'zod';
import { severities } from '../model/severity.js';
import { knownWord, onAnyMapping, oneLine, reportUnknownKeys, strict } from './schema-parts.js';

const days = z.int().min(0).max(36_500).optional();

/** What an account may have otherwise than the rest. */
export function accountPolicySchema(checks: readonly string[]) {
  return strict(adjustable(checks));
}

/** `policy` of a configuration, or the whole of a file that one `extends`. */
export function policySchema(checks: readonly string[]) {
  return strict({
    ...adjustable(checks),
    extends: oneLine(1000).optional(),
    failOn: z.enum(severities).optional(),
    breaches: z
      .array(strict({ vendor: oneLine(), date: z.iso.date('must be a day, written YYYY-MM-DD') }))
      .optional(),
  });
}

/** What the schema makes of a valid policy. */
export type PolicyFile = z.output<ReturnType<typeof policySchema>>;

function adjustable(checks: readonly string[]) {
  return {
    recentDays: days,
    maxAgeDays: days,
    unusedDays: days,
    expiresSoonDays: days,
    checks: z
      .record(z.string(), checkSetting)
      .superRefine((settings, context) => {
        reportUnknownKeys(settings, checks, 'check', context);
      }, onAnyMapping)
      .optional(),
  };
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

/** A waiver for longer would outlive the reason for it. */
const longestDays = 366;

/** @param today YYYY-MM-DD */
export function waiverSchema(checks: readonly string[], today: string) {
  const latest = new Date(Date.parse(today) + longestDays * 86_400_000).toISOString().slice(0, 10);
  return strict({
    check: knownWord(checks, 'check'),
    account: oneLine().optional(),
    key: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, 'must be a fingerprint as reports print it: sha256: and 64 digits')
      .optional(),
    reason: oneLine(500),
    owner: oneLine().optional(),
    expires: z.iso
      .date('must be a day, written YYYY-MM-DD')
      .refine((day) => day <= latest, `must be at most a year off (${latest} or earlier)`),
  }).superRefine((waiver, context) => {
    const named = 'account' in waiver || 'key' in waiver;
    if (!named)
      context.addIssue({ code: 'custom', message: 'must name an account, or the fingerprint of a key' });
  }, onAnyMapping);
}
