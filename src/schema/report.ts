import { z } from 'zod';
import { accountErrorKinds } from '../model/account-error.js';
import { unknownReasons } from '../model/fact.js';
import { grantScopes, keyKinds, relations } from '../model/key-facts.js';
import { protections, readers, repositoryStates } from '../model/key-file.js';
import {
  accountStatuses,
  enabledStates,
  ipStates,
  outcomes,
  permissionStates,
  type Report,
  switchStates,
  verdicts,
  waiverStates,
} from '../model/report.js';
import { severities } from '../model/severity.js';

const time = z.iso.datetime({ precision: 3 });
const number = z.int().nonnegative();
const account = z.string().describe("The account's name in the configuration");
const exchange = z.string().describe("The exchange's id, as ccxt has it");
const fingerprint = z.string().regex(/^(sha256:[0-9a-f]{64}|unknown)$/);
const permission = z.enum(permissionStates);

const summary = z
  .strictObject({
    verdict: z
      .enum(verdicts)
      .describe(
        'fail: an open finding at or above the threshold; incomplete: none, but an account was not fully audited',
      ),
    accounts: number,
    notAsked: number.describe('Accounts whose exchange was not asked: the audit was one without the network'),
    keys: number,
    findings: z
      .strictObject({ critical: number, high: number, medium: number, low: number, info: number })
      .describe('Findings of outcome fail that are not waived, by severity'),
    unverifiable: number.describe('Findings of outcome unverifiable that are not waived'),
    waived: number,
    inBaseline: number.describe('Findings that the baseline had'),
  })
  .describe('The numbers, and the verdict that the exit code follows');

const unknownFacts = z.array(
  z.strictObject({
    fact: z.string().describe('The path of the field in this object'),
    reason: z.enum(unknownReasons),
    detail: z.string().describe('The reason in a clause for people'),
  }),
);

const switchState = z.enum(switchStates);

const safety = z
  .strictObject({
    withdrawalWhitelist: switchState.describe('on: withdrawals go only to addresses saved beforehand'),
    withdrawalAddresses: z
      .strictObject({
        count: number.nullable(),
        newestAt: time.nullable().describe('null and not listed under unknown: there is none'),
      })
      .describe('How many withdrawal addresses are saved, and when the newest was; never the addresses'),
    twoFactor: switchState,
    multiSignature: switchState,
    trading: switchState.describe('Whether the exchange lets the account trade'),
    subAccounts: z
      .array(z.strictObject({ owner: z.string(), trading: switchState, twoFactor: switchState }))
      .nullable()
      .describe('null where they were not asked for, or are not told'),
    unknown: unknownFacts.describe('Everything here that is not known'),
  })
  .describe('What the exchange told of the account around its keys');

const keyFile = z.strictObject({
  path: z
    .string()
    .describe('Relative to the working directory where it lies below; else ~/…, or as the user wrote it'),
  protection: z
    .enum([...protections, 'unknown'])
    .describe('What guards the key in it; weak: what anybody can undo; encrypted: to an identity elsewhere'),
  readableBy: z
    .array(z.enum(readers))
    .nullable()
    .describe('Who else may read it by its mode; owner: it belongs to another user; null: not known'),
  folderClosed: z.boolean().nullable().describe('Whether a folder above lets none of those pass'),
  repository: z
    .enum([...repositoryStates, 'unknown'])
    .describe('What git knows of it; none: it lies in no work tree'),
  unknown: unknownFacts.describe('Everything here that is not known'),
});

const accountReport = z.strictObject({
  name: account,
  exchange,
  status: z
    .enum(accountStatuses)
    .describe(
      'audited: all that the exchange tells is known; partial: a part is; failed: nothing; not-asked: the audit was one without the network',
    ),
  error: z
    .strictObject({ kind: z.enum(accountErrorKinds), message: z.string().describe('A sentence for people') })
    .nullable()
    .describe('null where nothing went wrong'),
  safety: safety.nullable().describe('null where the exchange tells nothing of it, or was not asked'),
  declaredAt: z
    .strictObject({
      file: z.string().describe('Relative to the working directory'),
      line: z.int().positive(),
    })
    .nullable()
    .describe(
      'The line of the configuration; null where no file in or below the working directory declares it',
    ),
  storage: z
    .array(keyFile)
    .nullable()
    .describe('The files in which its key lies; null where nobody looked, as in an audit by the library'),
});

const permissions = z
  .strictObject({
    read: permission.describe('See balances, orders, history'),
    trade: permission.describe('Place or cancel orders, borrow for a trade, convert'),
    transfer: permission.describe('Move funds between wallets and sub-accounts of the same owner'),
    withdraw: permission.describe('Send funds to somebody else'),
    manage: permission.describe('Create or change keys or sub-accounts'),
  })
  .describe('denied only where the exchange said so; whatever is not told is unknown');

const ipRestriction = z.strictObject({
  state: z.enum(ipStates),
  allowed: z
    .array(z.string())
    .nullable()
    .describe('Addresses and ranges as the exchange prints them; null where there are none or it shows none'),
});

const keyReport = z.strictObject({
  account,
  exchange,
  fingerprint: fingerprint.describe(
    'SHA-256 over exchange and API key: stable over runs, useless for signing in; unknown where it could not be read',
  ),
  masked: z.string().describe('The first and last characters of the API key'),
  label: z.string().nullable().describe("The exchange's own note on the key"),
  relation: z
    .enum(relations)
    .describe(
      "calling: the key that asked; sibling: another of the same account; sub-account: a sub-account's",
    ),
  kind: z
    .enum([...keyKinds, 'unknown'])
    .describe("What signs: a key of the exchange's, an agent of a wallet, or the wallet's own key"),
  owner: z.string().nullable().describe("The sub-account's name or id, where it is one"),
  permissions,
  grants: z
    .array(z.strictObject({ name: z.string(), scope: z.enum(grantScopes) }))
    .describe("Every right that the key holds, in the exchange's words"),
  ipRestriction,
  createdAt: time.nullable(),
  modifiedAt: time.nullable(),
  expiresAt: time.nullable().describe('null and not listed under unknown: never'),
  lastUsedAt: time.nullable().describe('null and not listed under unknown: never'),
  enabled: z.enum(enabledStates),
  unknown: unknownFacts.describe('Everything about this key that is not known'),
});

const remediation = z.strictObject({
  summary: z.string().describe('What to do, in one sentence'),
  steps: z.array(z.string()).describe('In order, each one action'),
  url: z
    .union([z.url(), z.literal('')])
    .describe('The page at the exchange; empty for one that keyaudit does not know'),
});

const evidence = z
  .array(z.string())
  .describe('What it rests on, a text for each thing, to be compared with that of another day');

const finding = z.strictObject({
  id: z.string().describe('Stable over runs: made from check, exchange and key'),
  check: z.string().describe('The id that waivers, policies and `keyaudit explain` use'),
  outcome: z.enum(outcomes).describe('unverifiable: a fact that the check needs is unknown'),
  severity: z.enum(severities).describe('Of an unverifiable finding: how grave it would be at worst'),
  account,
  exchange,
  key: fingerprint
    .nullable()
    .describe('The fingerprint of a key; null for a finding about the account, or about a file'),
  file: z
    .string()
    .nullable()
    .describe('The path of the file that it is about, as accounts[].storage has it; else null'),
  title: z.string(),
  detail: z.string().describe("The evidence, in the exchange's words"),
  evidence,
  includes: z
    .array(
      z.strictObject({
        check: z.string(),
        severity: z.enum(severities),
        title: z.string(),
        detail: z.string(),
        evidence,
        remediation,
      }),
    )
    .describe('What else is wrong for the same cause, by other checks'),
  inBaseline: z
    .boolean()
    .describe('An earlier report had it, no less grave and with this evidence: then it is not open'),
  remediation,
  references: z.array(z.string()).describe('Entries of OWASP and CWE'),
  waiver: z
    .strictObject({
      reason: z.string(),
      expires: z.iso.date().describe('The last day on which it holds, UTC'),
      owner: z.string().nullable().describe('Who answers for it'),
    })
    .nullable()
    .describe('null: open'),
});

const waiver = z.strictObject({
  check: z.string(),
  account: z.string().nullable().describe("The account's name; null where the key says which"),
  key: fingerprint.nullable().describe('The fingerprint of a key; null for any key of the account'),
  reason: z.string(),
  owner: z.string().nullable(),
  expires: z.iso.date(),
  state: z
    .enum(waiverStates)
    .describe('used: it waives a finding of this report; expired: it no longer does'),
});

const history = z
  .strictObject({
    comparedWith: time
      .nullable()
      .describe('When the latest earlier scan of these accounts was; null where there was none'),
    firstSeen: z
      .array(account)
      .describe('Accounts of which no earlier scan told: of them, changes show from the next one on'),
    problem: z.string().nullable().describe('Why there was nothing to compare with, or not all; else null'),
  })
  .describe('What this audit was compared with');

/** The report as the JSON format prints it. For tests and the JSON Schema; a scan does not load it. */
export const reportSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: z.strictObject({ name: z.literal('keyaudit'), version: z.string() }),
    startedAt: time,
    finishedAt: time,
    summary,
    accounts: z.array(accountReport).describe('In the order of the configuration'),
    keys: z.array(keyReport).describe('In the order of the accounts; of each account the calling key first'),
    findings: z.array(finding).describe('The gravest first; what could not be verified after what was found'),
    waivers: z
      .array(waiver)
      .describe(
        "The policy's waivers, and what became of each; without those whose account was not asked, or not wholly audited",
      ),
    history: history.nullable().describe('null where nothing was to be compared with earlier scans'),
  })
  .meta({
    title: 'keyaudit report',
    description:
      'What `keyaudit scan --format json` prints. Times are ISO 8601, UTC, with milliseconds. ' +
      'No field ever holds a secret, a passphrase or a whole API key.',
  });

type DeepReadonly<T> = { readonly [Name in keyof T]: DeepReadonly<T[Name]> };

/** True for the very same type only, not for one that is merely assignable. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Does not compile once this schema and the model's Report are no longer the same. */
true satisfies Same<DeepReadonly<z.infer<typeof reportSchema>>, DeepReadonly<Report>>;

/** The text of schema/report.schema.json. */
export function reportJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(reportSchema, { target: 'draft-2020-12' }), null, 2)}\n`;
}
