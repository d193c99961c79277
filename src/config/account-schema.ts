import * as z from 'zod';
import { type CredentialName, credentialNames } from '../model/credentials.js';
import { environments } from '../model/environment.js';
import { rangeOf } from '../model/ip-ranges.js';
import { permissions } from '../model/key-facts.js';
import { purposes } from '../model/purpose.js';
import { type PlainHttp, readAddress } from './address.js';
import type { Vocabulary } from './config.js';
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

/**
 * Names of environment variables. What is too long and mixed for one is taken for a secret: a name that is
 * accepted here may be printed, for instance when there is no such variable.
 */
const variableName = z
  .string()
  .refine(
    (text) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !/^(?=.*\d)[A-Za-z0-9]{16,}$/.test(text),
    'must be the name of an environment variable; if it is the secret itself, keep it out of this file',
  )
  .optional();

const keyedNames = Object.fromEntries(credentialNames.map((name) => [name, variableName])) as Record<
  CredentialName,
  typeof variableName
>;

const credentialsSchema = strict({
  env: strict(keyedNames).optional(),
  keychain: oneLine().optional(),
  file: z.unknown().optional(),
  command: z.unknown().optional(),
}).superRefine((credentials, context) => {
  const later = (['file', 'command'] as const).filter((source) => source in credentials);
  for (const source of later) {
    const message = 'is not supported by this version of keyaudit; use env or keychain';
    context.addIssue({ code: 'custom', path: [source], message });
  }
  const given = ['env', 'keychain'].filter((source) => source in credentials).length;
  if (given + later.length !== 1) {
    context.addIssue({ code: 'custom', message: 'must name exactly one source: env or keychain' });
  }
}, onAnyMapping);

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
  const names = member(credentials, 'env');
  if (!isMapping(names)) return;
  for (const credential of needed.filter((each) => names[each] === undefined)) {
    const message = 'is missing; this exchange needs it';
    context.addIssue({ code: 'custom', path: ['credentials', 'env', credential], message });
  }
}
