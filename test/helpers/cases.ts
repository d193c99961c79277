import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type {
  ExchangeAdapter,
  ExchangeClient,
  OpenCredentials,
  Params,
  Unsigned,
} from '../../src/exchanges/adapter.ts';
import { describeFailure, saysNo } from '../../src/exchanges/failures.ts';
import { identify, isShownAs } from '../../src/exchanges/identity.ts';
import { createNonceMemory } from '../../src/exchanges/nonce-ladder.ts';
import type { Depth } from '../../src/model/account.ts';
import type { KeyReport, SafetyReport } from '../../src/model/report.ts';
import { commonFile, type FixtureAnswer, placeTimes, readCase } from '../../src/simulator/fixtures.ts';

const root = new URL('../../fixtures/exchanges/', import.meta.url);

/** The day on which every fixture is read. */
const today = new Date('2026-11-23T12:00:00.000Z');

/** What a case must come to, worked out by hand from what the exchange documents. */
export interface Expected {
  /** `account` where it is left out. */
  readonly depth?: Depth;
  readonly acceptHazards?: readonly string[];
  /** In place of the invented ones, where the exchange's keys have a shape. */
  readonly credentials?: OpenCredentials;
  /** What requests may name beside the credential that names the key, such as the address of a wallet's owner. */
  readonly aliases?: readonly string[];
  readonly status: string;
  /** The kind of the account's error; null where there must be none. */
  readonly error: string | null;
  readonly keys: readonly ExpectedKey[];
  /** Of the account around the keys; null, or left out, where nothing must be told of it. */
  readonly safety?: ExpectedSafety | null;
}

/** `unknown` gives each unknown fact's reason. */
export type ExpectedSafety = Omit<SafetyReport, 'unknown'> & {
  readonly unknown: Readonly<Record<string, string>>;
};

/** A key of the report, its names aside; `unknown` gives each unknown fact's reason. */
export type ExpectedKey = Omit<
  KeyReport,
  'account' | 'exchange' | 'fingerprint' | 'masked' | 'unknown' | 'grants' | 'kind'
> & {
  /** `api-key` where it is left out. */
  readonly kind?: KeyReport['kind'];
  /** By the exchange's word; a word with two meanings has two scopes. */
  readonly grants: readonly (readonly [name: string, scope: string])[];
  readonly unknown: Readonly<Record<string, string>>;
};

export function caseNames(exchange: string): readonly string[] {
  return readdirSync(new URL(`${exchange}/`, root), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

export function readAnswers(exchange: string, name: string): readonly FixtureAnswer[] {
  return readCase(exchange, name, today).answers;
}

/**
 * With what the exchange's `common.json` expects of each of its cases. A case that says nothing of what must come of it
 * is one of those that every exchange without introspection has: no-introspection.json says it for all of them.
 */
export function readExpected(exchange: string, name: string): Expected {
  const file = new URL(`${exchange}/${name}/expected.json`, root);
  const own = existsSync(file) ? readJson<Partial<Expected>>(file) : {};
  const common = commonFile(exchange);
  const { expected = {} } = existsSync(common) ? readJson<{ expected?: Partial<Expected> }>(common) : {};
  const { status, error, keys } = own.status === undefined ? sharedExpectation(exchange, name) : own;
  if (status === undefined || error === undefined || keys === undefined) {
    throw new Error(`${exchange} ${name} does not say what it must come to`);
  }
  return { ...expected, ...own, status, error, keys };
}

function sharedExpectation(exchange: string, name: string): Expected {
  const shared = readJson<Record<string, Expected>>(new URL('no-introspection.json', root))[name];
  if (shared === undefined) throw new Error(`${exchange} ${name} has no expectation`);
  return shared;
}

function readJson<T>(file: URL): T {
  return JSON.parse(placeTimes(readFileSync(file, 'utf8'), today));
}

/** By mutation: where the exchange documents an absence, or a value, as an answer of its own. */
export function documentedAbsences(
  exchange: string,
): Readonly<Record<string, { readonly facts: readonly string[]; readonly why: string }>> {
  const file = new URL(`${exchange}/documented-absences.json`, root);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** A report's key in the shape in which expectations are written. */
export function asExpected(key: KeyReport): ExpectedKey {
  const { account: _a, exchange: _e, fingerprint: _f, masked: _m, kind, ...rest } = key;
  return {
    ...rest,
    ...(kind !== 'api-key' && { kind }),
    grants: key.grants.map(({ name, scope }) => [name, scope] as const),
    unknown: reasonsOf(key.unknown),
  };
}

/** An account's safety in the shape in which expectations are written. */
export function asExpectedSafety(safety: SafetyReport | null): ExpectedSafety | null {
  return safety === null ? null : { ...safety, unknown: reasonsOf(safety.unknown) };
}

function reasonsOf(unknown: KeyReport['unknown']): Readonly<Record<string, string>> {
  return Object.fromEntries(unknown.map(({ fact, reason }) => [fact, reason]));
}

/** What an adapter is handed to sign, with what it does not look at filled in. */
export function unsigned(
  request: Pick<Unsigned, 'read' | 'apiKey' | 'secret'> & Partial<Unsigned>,
): Unsigned {
  const { apiKey, secret } = request;
  return {
    params: {},
    credentials: { apiKey, secret },
    nonce: '1',
    nowMs: 1_700_000_000_000,
    token: undefined,
    ccxt: {},
    ...request,
  };
}

/**
 * A client that answers from a list, without HTTP: for thousands of broken answers.
 * @param callingKey the API key that asks
 * @param credentials the others, where the exchange's keys have more
 * @param ccxt ccxt's object, where the adapter's `publicKeyOf` needs it
 */
export function fakeClient(
  adapter: ExchangeAdapter,
  answers: readonly FixtureAnswer[],
  callingKey = 'invented',
  credentials: OpenCredentials = {},
  ccxt: object = {},
): ExchangeClient {
  return {
    read: async (read, given: Params = {}) => {
      const named = read.keyParameter === undefined ? {} : { [read.keyParameter]: callingKey };
      const params: Params = { ...given, ...named, ...read.fixed };
      const path = read.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
      const answer = answers.find(
        (candidate) =>
          candidate.method === read.method &&
          candidate.path === path &&
          Object.entries(candidate.params ?? {}).every(([name, value]) => String(params[name]) === value),
      );
      const body = answer?.body;
      const code = adapter.failureCode(body);
      const status = answer === undefined ? 404 : (answer.status ?? 200);
      if (code === undefined && status >= 200 && status < 300 && !saysNo(body)) return body;
      throw describeFailure(adapter, { code, status, ccxtClasses: [] }, null);
    },
    clockAheadMs: () => null,
    nonces: createNonceMemory(),
    accepts: () => false,
    pause: async () => {},
    identify: (apiKey) => identify(adapter.id, apiKey),
    isCalling: (apiKey) => isShownAs(callingKey, apiKey),
    publicCredential: (name) => credentials[name],
    publicKey: adapter.publicKeyOf?.(credentials, ccxt),
  };
}
