import * as z from 'zod';
import type { CredentialName } from '../model/credentials.js';
import { environments } from '../model/environment.js';
import { rangeOf } from '../model/ip-ranges.js';
import { permissions } from '../model/key-facts.js';
import { purposes } from '../model/purpose.js';
import { type PlainHttp, readAddress } from './address.js';
import type { Vocabulary } from './config.js';
import { credentialsSchema } from './credentials-schema.js';
import { isMapping, member } from './mapping.js';
import { didYouMean } from './nearest.js';
import { accountPolicySchema } from './policy-schema.js';
import { knownWord, onAnyMapping, oneLine, sayIssue, strict } from './schema-parts.js';

/** One entry of `accounts`. */
export function accountSchema({ exchangeIds, exchanges, checks }: Vocabulary) {
  return strict({
    name: oneLine(),
    exchange: knownWord(exchangeIds, 'exchange'),
    credentials: credentialsSchema.optional(),
    purpose: z.enum(purposes).optional(),
    environment: z.enum(environments).optional(),
    expect: strict({
      permissions: z.array(z.enum(permissions)).optional(),
      ips: z.array(ipEntry).optional(),
    }).optional(),
    policy: accountPolicySchema(checks).optional(),
    acceptHazards: z.array(z.string()).default([]),
    proxy: address('anywhere').optional(),
    baseUrl: address('loopback only').optional(),
  }).superRefine((account, context) => {
    const exchange = exchanges.get(String(member(account, 'exchange')));
    if (exchange === undefined) return;
    reportUnknownHazards(member(account, 'acceptHazards'), exchange.hazards, context);
    reportMissingNames(member(account, 'credentials'), exchange.credentials.needed, context);
  }, onAnyMapping);
}

/** What is wrong with a text as an account's name, as a clause; null where nothing is. */
export function nameProblem(text: string): string | null {
  return oneLine().safeParse(text, { error: sayIssue }).error?.issues[0]?.message ?? null;
}

const ipEntry = z
  .string()
  .refine((text) => rangeOf(text) !== null, 'must be an IP address, or a range like 203.0.113.0/24');

/** Where plain http is not allowed, neither is anything else that would put the key on the line in the clear. */
function address(plainHttp: PlainHttp) {
  return z.string().transform((text, context) => {
    const read = readAddress(text, plainHttp);
    if ('origin' in read) return read.origin;
    context.addIssue({ code: 'custom', message: read.problem });
    return z.NEVER;
  });
}

function reportUnknownHazards(accepted: unknown, known: readonly string[], context: z.RefinementCtx): void {
  if (!Array.isArray(accepted)) return;
  accepted.forEach((hazard, index) => {
    if (typeof hazard !== 'string' || known.includes(hazard)) return;
    const list = known.length === 0 ? 'this exchange has none' : `this exchange has: ${known.join(', ')}`;
    const message = `unknown hazard${didYouMean(hazard, known)} (${list})`;
    context.addIssue({ code: 'custom', path: ['acceptHazards', index], message });
  });
}

function reportMissingNames(
  credentials: unknown,
  needed: readonly CredentialName[],
  context: z.RefinementCtx,
): void {
  for (const source of ['env', 'op', 'command'] as const) {
    const names = member(credentials, source);
    if (!isMapping(names) || names.run !== undefined) continue;
    for (const credential of needed.filter((each) => names[each] === undefined)) {
      const message = 'is missing; this exchange needs it';
      context.addIssue({ code: 'custom', path: ['credentials', source, credential], message });
    }
  }
}
