import { type AuditRequest, type AuditTools, runAudit } from '../../src/audit/audit.ts';
import { checks } from '../../src/checks/index.ts';
import type { Account } from '../../src/model/account.ts';
import type { AccountFacts } from '../../src/model/account-facts.ts';
import { defaultPolicy, type Policy, type Waiver } from '../../src/model/policy.ts';
import { generalRemedyIds, type Remedy, type RemedyId, remedyIds } from '../../src/model/remedy.ts';
import { anywhere, daysAgo, keyFacts, now, yes } from './facts.ts';

export const account = (name: string, more: Partial<Account> = {}): Account => ({
  name,
  exchange: 'binance',
  credentials: async () => ({}),
  acceptHazards: [],
  proxy: null,
  baseUrl: null,
  ...more,
});

export const audited = (...keys: AccountFacts['keys']): AccountFacts => ({
  status: 'audited',
  error: null,
  keys,
  keysListed: yes,
  safety: null,
});

/** Young enough, with an end, and not changed of late. */
export const times = { createdAt: daysAgo(100), modifiedAt: daysAgo(90), expiresAt: daysAgo(-100) };
export const wellKept = keyFacts(times);
export const widened = keyFacts({ ...times, ipRestriction: anywhere }, { withdraw: yes });

/** Another key. */
export const named = (digits: string) => ({
  identity: { fingerprint: `sha256:${digits.repeat(32)}`, masked: 'efef…efef' },
});

export const waiver = (given: Partial<Waiver> = {}): Waiver => ({
  check: 'withdrawal-enabled',
  account: 'bot',
  key: null,
  reason: 'pays suppliers',
  owner: null,
  expires: '2026-11-23',
  ...given,
});

const remedy: Remedy = { summary: 'Do it.', steps: ['Open the page.'], url: 'https://exchange.example/' };
const remedies = Object.fromEntries([...remedyIds, ...generalRemedyIds].map((id) => [id, remedy])) as Record<
  RemedyId,
  Remedy
>;

/** At an exchange that offers keys an end. */
export const tools: AuditTools = {
  version: '0.0.0',
  collect: async () => audited(keyFacts()),
  lookAtFiles: async (account) => (await account.storage?.()) ?? null,
  isConfigured: () => true,
  wordsOf: () => ({
    name: 'Binance',
    remedies,
    offers: { expiry: true, subAccounts: false, asymmetricKeys: null },
  }),
  checks,
  history: null,
  now: () => now,
};

export const request = (accounts: readonly Account[]): AuditRequest => ({
  accounts,
  leftOut: [],
  policy: defaultPolicy,
  baseline: [],
  depth: 'account',
  concurrency: 2,
  onProgress: () => {},
  signal: new AbortController().signal,
});

type Given = Partial<
  Pick<AuditRequest, 'baseline' | 'leftOut'> & Pick<AuditTools, 'isConfigured' | 'now'>
> & {
  /** What the configuration says of each account. */
  readonly more?: Partial<Account>;
};

/** The report on accounts of which these facts were collected. */
export async function run(
  facts: Record<string, AccountFacts>,
  policy: Partial<Policy> = {},
  { baseline = [], leftOut = [], more = {}, ...given }: Given = {},
) {
  const accounts = Object.keys(facts).map((name) => account(name, more));
  return await runAudit(
    { ...request(accounts), policy: { ...defaultPolicy, ...policy }, baseline, leftOut },
    { ...tools, collect: async ({ name }) => facts[name] ?? audited(), ...given },
  );
}
