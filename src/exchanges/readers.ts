import { AccountError } from '../model/account-error.js';
import { type Fact, known, unknown } from '../model/fact.js';
import type { IpRestriction } from '../model/key-facts.js';

export type Body = Readonly<Record<string, unknown>>;

/** A JSON object; undefined for anything else, lists included. */
export function asObject(value: unknown): Body | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : undefined;
}

/** For an answer in which nothing is where the documentation has it. */
export function unexpected(exchangeName: string, what: string): AccountError {
  return new AccountError('unexpected-response', `${exchangeName} answered, but ${what}.`);
}

/** Missing, or there with a value that says nothing: what the documentation promises is not there. */
export function absent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** `true`, `false` and the same as strings are answers; nothing else is. */
export function flag(value: unknown, field: string): Fact<boolean> {
  if (value === true || value === 'true') return known(true);
  if (value === false || value === 'false') return known(false);
  if (absent(value)) return unknown('malformed', `${field} is missing`);
  return typeof value === 'string'
    ? unknown('unrecognized', `${field} is neither true nor false`)
    : unknown('malformed', `${field} is not a boolean`);
}

/** A label: the text, or null where it is empty. A label that an exchange leaves out is not exposed. */
export function label(value: unknown, field: string): Fact<string | null> {
  if (typeof value === 'string') return known(value === '' ? null : value);
  return absent(value)
    ? unknown('not-exposed', `${field} is not in the answer`)
    : unknown('malformed', `${field} is not a text`);
}

/** An id that may come as a number or as a string. */
export function idText(value: unknown): string | undefined {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** A whole number, given as such or as a string of digits. */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

/** A time counted since 1970, in `unitMs` milliseconds, as a number or a string of digits. */
export function epoch(value: unknown, unitMs: 1 | 1000, field: string): Fact<Date> {
  if (absent(value)) return unknown('malformed', `${field} is missing`);
  const count = wholeNumber(value);
  if (count === undefined) return unknown('malformed', `${field} is not a time`);
  return plausible(new Date(count * unitMs), field);
}

/** A time in ISO 8601 with a zone. */
export function isoTime(value: unknown, field: string): Fact<Date> {
  if (absent(value)) return unknown('malformed', `${field} is missing`);
  if (
    typeof value !== 'string' ||
    !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/.test(value)
  ) {
    return unknown('malformed', `${field} is not a time`);
  }
  // JavaScript takes the 30th of February for the 2nd of March.
  const day = value.slice(0, 10);
  const isDay = new Date(`${day}T00:00:00Z`).getUTCDate() === Number(day.slice(8));
  return plausible(new Date(isDay ? value : Number.NaN), field);
}

/** No exchange is older than Bitcoin: an earlier time is a wrong unit or a placeholder, not a time. */
const earliest = Date.UTC(2009, 0, 3);
const latest = Date.UTC(2200, 0, 1);

function plausible(time: Date, field: string): Fact<Date> {
  return time.getTime() >= earliest && time.getTime() <= latest
    ? known(time)
    : unknown('unrecognized', `${field} is not a time that can be meant`);
}

/** A list of texts; undefined where it is none, or holds anything else. */
export function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}

/** The words of a comma-separated text, trimmed, empty ones dropped. */
export function commaWords(text: string): readonly string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

export const anyIp: IpRestriction = { restricted: false };

/** One address or range as exchanges print them, masked ones ("203.**.154") included. */
const address = /^(?=.*\d)(?=.*[.:])[0-9a-f.:*]+(\/\d{1,3})?$/i;

/** Zeros alone, with a length of their own or without: 0.0.0.0, 0.0.0.0/32, 000.000.000.000, ::0, 0:0:0:0:0:0:0:0. */
const unspecified = /^[0.:]+(\/\d+)?$/;

/**
 * The restriction that a list makes. A range that is the whole internet restricts nothing. Where an entry is
 * no address ("any", 0.0.0.0), nobody documents what it does: unknown. So is an empty list: an exchange whose
 * documentation gives it a meaning has its adapter say so.
 */
export function restrictedTo(entries: readonly string[], field: string): Fact<IpRestriction> {
  if (entries.length === 0) return unknown('malformed', `${field} is empty`);
  if (entries.some((entry) => entry === '*' || /[.:].*\/0+$/.test(entry))) return known(anyIp);
  if (entries.every((entry) => address.test(entry) && !unspecified.test(entry))) {
    return known({ restricted: true, allowed: known(entries) });
  }
  return unknown('unrecognized', `${field} has an entry that is not an address`);
}
