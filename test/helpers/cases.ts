import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ExchangeAdapter, ExchangeClient, Params } from '../../src/exchanges/adapter.ts';
import { describeFailure } from '../../src/exchanges/failures.ts';
import { identify, isShownAs } from '../../src/exchanges/identity.ts';
import type { Depth } from '../../src/model/account.ts';
import type { KeyReport } from '../../src/model/report.ts';
import { type FixtureAnswer, placeTimes, readCase } from '../../src/simulator/fixtures.ts';

const root = new URL('../../fixtures/exchanges/', import.meta.url);

/** The day on which every fixture is read. */
const today = new Date('2026-11-23T12:00:00.000Z');

/** What a case must come to, worked out by hand from what the exchange documents. */
export interface Expected {
  /** `account` where it is left out. */
  readonly depth?: Depth;
  readonly acceptHazards?: readonly string[];
  readonly status: string;
  /** The kind of the account's error; null where there must be none. */
  readonly error: string | null;
  readonly keys: readonly ExpectedKey[];
}

/** A key of the report, its names aside; `unknown` gives each unknown fact's reason. */
export type ExpectedKey = Omit<
  KeyReport,
  'account' | 'exchange' | 'fingerprint' | 'masked' | 'unknown' | 'grants'
> & {
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

export function readExpected(exchange: string, name: string): Expected {
  return JSON.parse(
    placeTimes(readFileSync(new URL(`${exchange}/${name}/expected.json`, root), 'utf8'), today),
  );
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
  const { account: _a, exchange: _e, fingerprint: _f, masked: _m, ...rest } = key;
  return {
    ...rest,
    grants: key.grants.map(({ name, scope }) => [name, scope] as const),
    unknown: Object.fromEntries(key.unknown.map(({ fact, reason }) => [fact, reason])),
  };
}

/**
 * A client that answers from a list, without HTTP: for thousands of broken answers.
 * @param callingKey the API key that asks
 */
export function fakeClient(
  adapter: ExchangeAdapter,
  answers: readonly FixtureAnswer[],
  callingKey = 'invented',
): ExchangeClient {
  return {
    read: async (read, given: Params = {}) => {
      const params = read.keyParameter === undefined ? given : { ...given, [read.keyParameter]: callingKey };
      const path = read.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
      const answer = answers.find(
        (candidate) =>
          candidate.method === read.method &&
          candidate.path === path &&
          Object.entries(candidate.params ?? {}).every(([name, value]) => String(params[name]) === value),
      );
      const body = answer?.body;
      const code = adapter.failureCode(body);
      if (answer !== undefined && code === undefined) return body;
      throw describeFailure(adapter, { code, status: answer?.status ?? 404, ccxtClasses: [] }, null);
    },
    clockAheadMs: () => null,
    accepts: () => false,
    pause: async () => {},
    identify: (apiKey) => identify(adapter.id, apiKey),
    isCalling: (apiKey) => isShownAs(callingKey, apiKey),
  };
}
