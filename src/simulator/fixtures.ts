import { existsSync, readFileSync } from 'node:fs';

const fixtures = new URL('../../fixtures/exchanges/', import.meta.url);

/** One documented request and its answer. */
export interface FixtureAnswer {
  readonly method: string;
  readonly path: string;
  /** Parameters that the request must have for this answer, of the query or of a body (a form's, or JSON). */
  readonly params?: Readonly<Record<string, string>>;
  /** 200 where it is left out. */
  readonly status?: number;
  readonly body: unknown;
}

/** A case under fixtures/exchanges/: how an exchange answers for one key. */
export interface FixtureCase {
  /** Where the answers are documented, and what was changed in them. */
  readonly source: string;
  readonly answers: readonly FixtureAnswer[];
}

/** What all cases of an exchange share, if there is anything: answers that each of them has after its own. */
export function commonFile(exchange: string): URL {
  return new URL(`${exchange}/common.json`, fixtures);
}

/** Reads `fixtures/exchanges/<exchange>/<name>/answers.json`, and what the exchange's cases share. */
export function readCase(exchange: string, name: string, now: Date): FixtureCase {
  const read = (file: URL): FixtureCase => JSON.parse(placeTimes(readFileSync(file, 'utf8'), now));
  const own = read(new URL(`${exchange}/${name}/answers.json`, fixtures));
  const common = commonFile(exchange);
  return existsSync(common) ? { ...own, answers: [...own.answers, ...read(common).answers] } : own;
}

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * Replaces times that are relative to now: `{now-1d:ms}` by milliseconds since 1970, `:s` by seconds, `:iso`
 * by an ISO time. Digits that stand alone in quotes as `"#{now-1d:ms}"` become a number.
 */
export function placeTimes(text: string, now: Date): string {
  return text
    .replaceAll(/"#(\{now[^}]*\})"/g, '$1')
    .replaceAll(/\{now(?:([+-]\d+)([smhd]))?:(ms|s|iso)\}/g, (_, count, unit: keyof typeof units, format) => {
      const time = new Date(now.getTime() + (count === undefined ? 0 : Number(count) * units[unit]));
      if (format === 'iso') return `${time.toISOString().slice(0, 19)}Z`;
      return String(format === 's' ? Math.floor(time.getTime() / 1000) : time.getTime());
    });
}
