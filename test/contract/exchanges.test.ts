import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toKeyReport } from '../../src/audit/key-report.ts';
import type { ExchangeAdapter } from '../../src/exchanges/adapter.ts';
import { collectAccount } from '../../src/exchanges/collect.ts';
import { createCollector } from '../../src/exchanges/collector.ts';
import { identify } from '../../src/exchanges/identity.ts';
import { exchangeIds, loadExchanges } from '../../src/exchanges/index.ts';
import { isPathOf } from '../../src/exchanges/paths.ts';
import type { Account, Depth } from '../../src/model/account.ts';
import type { AccountFacts } from '../../src/model/account-facts.ts';
import { remedyIds } from '../../src/model/remedy.ts';
import type { KeyReport } from '../../src/model/report.ts';
import { Secret } from '../../src/model/secret.ts';
import { protocols } from '../../src/simulator/protocols/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/server.ts';
import {
  asExpected,
  caseNames,
  documentedAbsences,
  fakeClient,
  readAnswers,
  readExpected,
} from '../helpers/cases.ts';
import { mutations } from '../helpers/mutations.ts';

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
  // Brands that share a protocol share a folder of code.
  expect(ids).toEqual(expect.arrayContaining(folders('../../src/exchanges/')));
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
    for (const id of remedyIds) {
      const remedy = adapter.remedies[id];
      expect(remedy.steps.length, id).toBeGreaterThan(0);
      expect(remedy.url, id).toMatch(/^https:\/\//);
    }
  });
});

describe('over HTTP, signed by ccxt', () => {
  let simulator: Simulator;
  const called = new Map<string, Set<string>>();
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: cases.map(({ id, name }) => ({ ...credentialsOf(id, name), exchange: id, answers: name })),
      now: () => new Date(),
      onRequest: (request) => {
        // Each exchange's gate knows where its requests name the key, and how they encode it.
        const gates = Object.values(protocols).filter((protocol) => protocol.owns(request));
        const keys = new Set(gates.map((protocol) => protocol.apiKeyOf(request)));
        const owner = cases.find(({ id, name }) => keys.has(apiKeyOf(id, name)));
        const calls = called.get(owner?.id ?? 'nobody') ?? new Set();
        called.set(owner?.id ?? 'nobody', calls.add(`${request.method} ${request.path}`));
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

describe('from documented answers', () => {
  it.each(cases)('$id $name gives the facts worked out by hand', async ({ id, name }) => {
    const expected = readExpected(id, name);
    const keys = await reportOf(adapterOf(id), name, readAnswers(id, name), expected.depth ?? 'account');
    expect(keys.map(asExpected)).toEqual(expected.keys);
  });
});

describe('from answers with one field broken, a fact becomes unknown or stays what it was', () => {
  it.each(cases)('$id $name', async ({ id, name }) => {
    const adapter = adapterOf(id);
    const answers = readAnswers(id, name);
    const absences = documentedAbsences(id);
    const depth = readExpected(id, name).depth ?? 'account';
    const [calling] = await reportOf(adapter, name, answers, depth);
    if (calling === undefined) throw new Error('there is always a calling key');
    for (const [index, answer] of answers.entries()) {
      for (const { name: what, body, renamed } of mutations(answer.body)) {
        const broken = answers.map((other, at) => (at === index ? { ...other, body } : other));
        const [now] = await reportOf(adapter, name, broken, depth);
        if (now === undefined) throw new Error('there is always a calling key');
        const changed = changedFacts(calling, now, renamed);
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
function changedFacts(before: KeyReport, after: KeyReport, renamed: boolean): readonly string[] {
  const facts = (key: KeyReport): Record<string, unknown> => ({
    ...Object.fromEntries(
      Object.entries(key.permissions).map(([name, state]) => [`permissions.${name}`, state]),
    ),
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

async function reportOf(
  adapter: ExchangeAdapter,
  name: string,
  answers: Parameters<typeof fakeClient>[1],
  depth: Depth,
): Promise<readonly KeyReport[]> {
  const account = accountOf(adapter.id, name, 'http://127.0.0.1:1', []);
  // The key that the case has over HTTP too: a list of keys can name it in both.
  const apiKey = apiKeyOf(adapter.id, name);
  const client = fakeClient(adapter, answers, apiKey);
  const facts = await collectAccount(adapter, client, identify(adapter.id, apiKey), depth);
  return facts.keys.map((key) => toKeyReport(account, key));
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

function apiKeyOf(id: string, name: string): string {
  return `invented-${id}-${name}-key`;
}

/**
 * Base64, since Kraken's secrets are; to the others it is a text like any. No longer than 32 characters: a longer
 * one is an RSA key to LBank.
 */
function credentialsOf(id: string, name: string) {
  const secret = Buffer.from(`invented secret of ${id} ${name}`).toString('base64').slice(0, 32);
  return { apiKey: apiKeyOf(id, name), secret, password: 'invented passphrase' };
}

function accountOf(id: string, name: string, baseUrl: string, acceptHazards: readonly string[]): Account {
  const { apiKey, secret, password } = credentialsOf(id, name);
  return {
    name: `${id}-${name}`,
    exchange: id,
    credentials: async () => ({
      apiKey: new Secret(apiKey),
      secret: new Secret(secret),
      password: new Secret(password),
    }),
    acceptHazards,
    proxy: null,
    baseUrl,
  };
}

function withoutTimes<Key extends object>(key: Key): Key {
  return { ...key, createdAt: null, modifiedAt: null, expiresAt: null, lastUsedAt: null };
}
