import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toKeyReport } from '../../src/audit/key-report.ts';
import { toSafetyReport } from '../../src/audit/safety-report.ts';
import type { ExchangeAdapter, OpenCredentials } from '../../src/exchanges/adapter.ts';
import { type CcxtExchange, loadCcxt } from '../../src/exchanges/client.ts';
import { collectAccount } from '../../src/exchanges/collect.ts';
import { createCollector } from '../../src/exchanges/collector.ts';
import { identify } from '../../src/exchanges/identity.ts';
import { exchangeIds, loadExchanges } from '../../src/exchanges/index.ts';
import { isPathOf } from '../../src/exchanges/paths.ts';
import { remediesOf } from '../../src/exchanges/remedies.ts';
import type { Account, Depth } from '../../src/model/account.ts';
import type { AccountFacts } from '../../src/model/account-facts.ts';
import { generalRemedyIds, remedyIds } from '../../src/model/remedy.ts';
import type { KeyReport, SafetyReport } from '../../src/model/report.ts';
import { Secret } from '../../src/model/secret.ts';
import { protocols } from '../../src/simulator/protocols/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import {
  asExpected,
  asExpectedSafety,
  caseNames,
  documentedAbsences,
  fakeClient,
  readAnswers,
  readExpected,
} from '../helpers/cases.ts';
import { mutations } from '../helpers/mutations.ts';
import { refusing, startProxy } from '../helpers/proxy.ts';

const exchanges = await loadExchanges();
const adapters = [...exchanges.values()];
const cases = adapters.flatMap(({ id }) => caseNames(id).map((name) => ({ id, name })));

it('has a folder of code and of fixtures, and a simulated gate, for every exchange', () => {
  const ids = exchangeIds.toSorted();
  expect(adapters.map(({ id }) => id).toSorted()).toEqual(ids);
  const folders = (path: string) =>
    readdirSync(new URL(path, import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .toSorted();
  // Brands that share a protocol share a folder of code; exchanges that tell nothing are a file each.
  const code = folders('../../src/exchanges/').filter((name) => name !== 'no-introspection');
  expect(ids).toEqual(expect.arrayContaining(code));
  expect(folders('../../fixtures/exchanges/')).toEqual(ids);
  expect(Object.keys(protocols).toSorted()).toEqual(ids);
});

describe.each(adapters.map((adapter) => [adapter.id, adapter] as const))('%s declares', (_, adapter) => {
  it('reads with what they need, tell, and are documented by', () => {
    for (const read of adapter.reads) {
      for (const text of [read.needs, read.tells, read.host]) expect(text).not.toBe('');
      expect(read.path).toMatch(/^\/\S+$/);
      expect(read.documentation).toMatch(/^https:\/\//);
      expect(read.rate.requests / read.rate.seconds).toBeGreaterThan(0);
      if (read.hazard !== undefined) expect(adapter.hazards.map(({ name }) => name)).toContain(read.hazard);
    }
  });

  it('a remedy for everything that can be found, with steps and a page', () => {
    for (const id of [...remedyIds, ...generalRemedyIds]) {
      const remedy = remediesOf(adapter)[id];
      expect(remedy.steps.length, id).toBeGreaterThan(0);
      expect(remedy.url, id).toMatch(/^https:\/\//);
    }
  });
});

describe('over HTTP, signed by ccxt', () => {
  let simulator: Simulator;
  const called = new Map<string, Set<string>>();
  beforeAll(async () => {
    const owners = new Map(cases.flatMap(({ id, name }) => namesOf(id, name).map((known) => [known, id])));
    simulator = await startSimulator({
      accounts: cases.map(({ id, name }) => ({
        ...credentialsOf(id, name),
        apiKey: nameOf(id, name),
        secret: given(id, name).credentials.secret ?? '',
        aliases: readExpected(id, name).aliases ?? [],
        exchange: id,
        answers: name,
      })),
      now: () => new Date(),
      onRequest: (request) => {
        // Each exchange's gate knows where its requests name the key, and how they encode it.
        const gates = Object.values(protocols).filter((protocol) => protocol.owns(request));
        const keys = new Set(gates.map((protocol) => protocol.apiKeyOf(request)));
        const owner = [...keys].flatMap((key) => owners.get(key ?? '') ?? [])[0] ?? 'nobody';
        const calls = called.get(owner) ?? new Set();
        called.set(owner, calls.add(`${request.method} ${request.path}`));
      },
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each(cases)('$id $name', async ({ id, name }) => {
    const expected = readExpected(id, name);
    const account = accountOf(id, name, simulator.url, expected.acceptHazards ?? []);
    const facts = await collectOver(account, expected.depth ?? 'account');
    expect(facts.error?.kind ?? null, facts.error?.message).toBe(expected.error);
    expect(facts.status).toBe(expected.status);
    // Relative times were placed by the simulator's clock.
    const keys = facts.keys.map((key) => asExpected(toKeyReport(account, key)));
    expect(keys.map(withoutTimes)).toEqual(expected.keys.map(withoutTimes));
    const safety = facts.safety === null ? null : asExpectedSafety(toSafetyReport(facts.safety));
    expect(withoutAge(safety)).toEqual(withoutAge(expected.safety ?? null));
  });

  it('called nothing that is not declared', () => {
    for (const { id, reads } of adapters) {
      const undeclared = [...(called.get(id) ?? [])].filter((call) => {
        const [method, path = ''] = call.split(' ');
        return !reads.some((read) => read.method === method && isPathOf(read, path));
      });
      expect(undeclared).toEqual([]);
    }
    expect(called.has('nobody')).toBe(false);
  });
});

describe('behind a proxy that refuses, whatever its status and page would mean at the exchange', () => {
  const all = adapters.map(({ id, hazards }) => ({ id, hazards: hazards.map(({ name }) => name) }));
  it.each(all)('nothing is said of a key of $id', async ({ id, hazards }) => {
    const { host, asked } = await startProxy(refusing(401));
    const name =
      caseNames(id).find((each) => readExpected(id, each).error === null) ?? caseNames(id)[0] ?? '';
    const account = { ...accountOf(id, name, null, hazards), proxy: `http://${host}` };
    const facts = await collectOver(account, 'account');
    expect([facts.status, facts.error?.kind]).toEqual(['failed', 'unreachable']);
    expect(facts.error?.message).toMatch(/the proxy 127\.0\.0\.1 refused to connect to \S+ \(HTTP 401\)/);
    expect(facts.keys.map(({ accepted }) => accepted.known)).toEqual([false]);
    expect(asked).not.toEqual([]);
  });
});

describe('from documented answers', () => {
  it.each(cases)('$id $name gives the facts worked out by hand', async ({ id, name }) => {
    const expected = readExpected(id, name);
    const { keys, safety } = await reportOf(
      adapterOf(id),
      name,
      readAnswers(id, name),
      expected.depth ?? 'account',
    );
    expect(keys.map(asExpected)).toEqual(expected.keys);
    expect(asExpectedSafety(safety)).toEqual(expected.safety ?? null);
  });
});

describe('from answers with one field broken, a fact becomes unknown or stays what it was', () => {
  it.each(cases)('$id $name', async ({ id, name }) => {
    const adapter = adapterOf(id);
    const answers = readAnswers(id, name);
    const absences = documentedAbsences(id);
    const depth = readExpected(id, name).depth ?? 'account';
    const before = await reportOf(adapter, name, answers, depth);
    for (const [index, answer] of answers.entries()) {
      for (const { name: what, body, renamed } of mutations(answer.body)) {
        const broken = answers.map((other, at) => (at === index ? { ...other, body } : other));
        const now = await reportOf(adapter, name, broken, depth);
        const changed = [
          ...changedFacts(before.keys[0], now.keys[0], renamed),
          ...changedSafety(before.safety, now.safety, renamed),
        ];
        const allowed = absences[what]?.facts ?? [];
        expect(
          changed.filter((fact) => !allowed.includes(fact)),
          `${answer.path}: ${what}`,
        ).toEqual([]);
      }
    }
  });
});

/** The facts that were known, and are known to be something else now. */
function changedFacts(
  before: KeyReport | undefined,
  after: KeyReport | undefined,
  renamed: boolean,
): readonly string[] {
  if (before === undefined || after === undefined) throw new Error('there is always a calling key');
  const facts = (key: KeyReport): Record<string, unknown> => ({
    ...Object.fromEntries(
      Object.entries(key.permissions).map(([name, state]) => [`permissions.${name}`, state]),
    ),
    kind: key.kind,
    ipRestriction: key.ipRestriction.state,
    createdAt: key.createdAt,
    modifiedAt: key.modifiedAt,
    expiresAt: key.expiresAt,
    lastUsedAt: key.lastUsedAt,
    enabled: key.enabled,
    ...(renamed ? {} : { label: key.label, owner: key.owner }),
  });
  const unknownNow = new Set(after.unknown.map(({ fact }) => fact));
  const unknownBefore = new Set(before.unknown.map(({ fact }) => fact));
  const now = facts(after);
  return Object.entries(facts(before)).flatMap(([fact, value]) =>
    unknownNow.has(fact) || unknownBefore.has(fact) || now[fact] === value ? [] : [fact],
  );
}

/** What was known of the account around the keys, and is known to be something else now. */
function changedSafety(
  before: SafetyReport | null,
  after: SafetyReport | null,
  renamed: boolean,
): readonly string[] {
  const facts = ({ withdrawalAddresses, subAccounts, unknown: _, ...rest }: SafetyReport) => ({
    ...rest,
    'withdrawalAddresses.count': withdrawalAddresses.count,
    'withdrawalAddresses.newestAt': withdrawalAddresses.newestAt,
    ...subAccountFacts(subAccounts, renamed),
  });
  if (before === null || after === null) return [];
  const unknown = new Set([...before.unknown, ...after.unknown].map(({ fact }) => fact));
  const now: Record<string, unknown> = facts(after);
  return Object.entries(facts(before)).flatMap(([fact, value]) => {
    const isUnknown = unknown.has(fact.split('#')[0] ?? fact) || [value, now[fact]].includes('unknown');
    return isUnknown || now[fact] === value ? [] : [`safety.${fact}`];
  });
}

/** Each fact of each sub-account by itself: one may become unknown while the others stay. */
function subAccountFacts(subAccounts: SafetyReport['subAccounts'], renamed: boolean): object {
  const facts = (subAccounts ?? []).flatMap(({ owner, trading, twoFactor }, index) => [
    [`subAccounts#${index}.trading`, trading],
    [`subAccounts#${index}.twoFactor`, twoFactor],
    ...(renamed ? [] : [[`subAccounts#${index}.owner`, owner]]),
  ]);
  return { ...Object.fromEntries(facts), 'subAccounts#count': subAccounts?.length };
}

async function reportOf(
  adapter: ExchangeAdapter,
  name: string,
  answers: Parameters<typeof fakeClient>[1],
  depth: Depth,
): Promise<{ readonly keys: readonly KeyReport[]; readonly safety: SafetyReport | null }> {
  const account = accountOf(adapter.id, name, 'http://127.0.0.1:1', []);
  // The key that the case has over HTTP too: a list of keys can name it in both.
  const { credentials } = given(adapter.id, name);
  const apiKey = nameOf(adapter.id, name);
  const client = fakeClient(adapter, answers, apiKey, credentials, await ccxtOf(adapter));
  const facts = await collectAccount(adapter, client, identify(adapter.id, apiKey), depth);
  return {
    keys: facts.keys.map((key) => toKeyReport(account, key)),
    safety: facts.safety === null ? null : toSafetyReport(facts.safety),
  };
}

const loaded = new Map<string, Promise<CcxtExchange>>();

async function ccxtOf(adapter: ExchangeAdapter): Promise<object> {
  if (adapter.publicKeyOf === undefined) return {};
  const ccxt = loaded.get(adapter.id) ?? loadCcxt(adapter, 'test');
  loaded.set(adapter.id, ccxt);
  return await ccxt;
}

async function collectOver(account: Account, depth: Depth): Promise<AccountFacts> {
  const collect = createCollector({
    exchanges,
    depth,
    version: '0.0.0',
    timeoutMs: 5000,
    environmentProxy: false,
    signal: new AbortController().signal,
    onRequest: () => {},
    onBug: (error) => {
      throw error;
    },
  });
  return await collect(account);
}

function adapterOf(id: string): ExchangeAdapter {
  const adapter = exchanges.get(id);
  if (adapter === undefined) throw new Error(`no adapter ${id}`);
  return adapter;
}

/** The credentials of a case: invented ones, and in their place those that it gives itself. */
function given(id: string, name: string): { readonly credentials: OpenCredentials } {
  const own = readExpected(id, name).credentials;
  return { credentials: own ?? credentialsOf(id, name) };
}

/** What the exchange knows a case's key by. */
function nameOf(id: string, name: string): string {
  const { credentials } = given(id, name);
  return credentials[adapterOf(id).namedBy ?? 'apiKey'] ?? Object.values(credentials)[0] ?? '';
}

function namesOf(id: string, name: string): readonly string[] {
  return [nameOf(id, name), ...(readExpected(id, name).aliases ?? [])];
}

/**
 * Base64, since Kraken's secrets are; to the others it is a text like any. No longer than 32 characters: a longer
 * one is an RSA key to LBank.
 */
function credentialsOf(id: string, name: string): { readonly apiKey: string } & OpenCredentials {
  const secret = Buffer.from(`invented secret of ${id} ${name}`).toString('base64').slice(0, 32);
  const own = readExpected(id, name).credentials;
  const others = Object.fromEntries(
    adapterOf(id).credentials.map((credential) => [credential, `invented-${id}-${name}-${credential}`]),
  );
  const usual = { ...others, secret, password: 'invented passphrase' };
  return { ...(own ?? usual), apiKey: own?.apiKey ?? `invented-${id}-${name}-key` };
}

function accountOf(
  id: string,
  name: string,
  baseUrl: string | null,
  acceptHazards: readonly string[],
): Account {
  const credentials = Object.entries(given(id, name).credentials);
  return {
    name: `${id}-${name}`,
    exchange: id,
    credentials: async () =>
      Object.fromEntries(credentials.map(([credential, text]) => [credential, new Secret(text)])),
    acceptHazards,
    proxy: null,
    baseUrl,
  };
}

function withoutTimes<Key extends object>(key: Key): Key {
  return { ...key, createdAt: null, modifiedAt: null, expiresAt: null, lastUsedAt: null };
}

/** Relative times were placed by the simulator's clock. */
function withoutAge<Safety extends { readonly withdrawalAddresses: object }>(safety: Safety | null) {
  return safety && { ...safety, withdrawalAddresses: { ...safety.withdrawalAddresses, newestAt: null } };
}
