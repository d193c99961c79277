import { readFileSync } from 'node:fs';

const fixtures = new URL('../../fixtures/exchanges/', import.meta.url);

/** One documented request and its answer. */
export interface FixtureAnswer {
  readonly method: string;
  readonly path: string;
  /** Parameters that the request must have for this answer, of the query or of a form body. */
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

/** Reads `fixtures/exchanges/<exchange>/<name>/answers.json`. */
export function readCase(exchange: string, name: string, now: Date): FixtureCase {
  const text = readFileSync(new URL(`${exchange}/${name}/answers.json`, fixtures), 'utf8');
  return JSON.parse(placeTimes(text, now));
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
