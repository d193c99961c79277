import { AccountError, type AccountErrorKind } from '../model/account-error.js';
import type { ExchangeAdapter, Failure } from './adapter.js';
import { asObject } from './readers.js';

/** What is known of an answer that was not a good one. */
export interface Refusal {
  /** The exchange's own code, where the body had one. */
  readonly code: string | undefined;
  readonly status: number;
  /** The class of ccxt's error and those it extends, the nearest first; empty where ccxt saw no error. */
  readonly ccxtClasses: readonly string[];
}

/**
 * The error in keyaudit's words: by the exchange's code where its adapter knows it, else by the HTTP status
 * where that leaves no doubt, else by ccxt's class. Never by the wording of a message.
 * @param clockAheadMs how far this machine's clock is ahead of the exchange's; null where not measured
 */
export function describeFailure(
  { name, failures }: ExchangeAdapter,
  { code, status, ccxtClasses }: Refusal,
  clockAheadMs: number | null,
): AccountError {
  // An exchange that refuses in plain text has its refusals declared by their status: "HTTP 401".
  const word = code ?? `HTTP ${status}`;
  const known = Object.hasOwn(failures, word) ? failures[word] : undefined;
  const failure: Failure = known ?? {
    kind: byStatus(status, code) ?? byClass(ccxtClasses, status) ?? 'unexpected-response',
  };
  const shown = known !== undefined || isCode(word) ? word : 'of unknown form';
  const more = known === undefined && status >= 400 ? `, HTTP ${status}` : '';
  const where = code === undefined ? word : `error ${shown}${more}`;
  const sentences = [`${whatHappened(failure.kind, name)} (${where}).`];
  for (const advice of [failure.hint, whatToDo(failure.kind, clockAheadMs)]) {
    if (advice !== undefined) sentences.push(advice);
  }
  return new AccountError(failure.kind, sentences.join(' '), {
    code: code ?? null,
    passing: [502, 503, 504].includes(status),
  });
}

/**
 * Whether a text in a code's place is one, as far as its form tells: words and numbers. A key, an address or an
 * e-mail, which an exchange may put there as well, must not come into a report.
 */
function isCode(text: string): boolean {
  const isAddress = /(\d+\.){3}\d|:.*:/.test(text);
  return /^.{1,60}$/.test(text) && !isAddress && text.split(/[ _:./'-]+/).every(isWordOrNumber);
}

function isWordOrNumber(part: string): boolean {
  return /^(\d{0,9}|[a-z]{1,20}|(?=.{1,8}$)[a-z]+\d+)$/i.test(part);
}

function whatHappened(kind: AccountErrorKind, name: string): string {
  switch (kind) {
    case 'invalid-credentials':
      return `${name} does not accept this key`;
    case 'ip-refused':
      return `${name} refused this machine's IP address: the key works from its own addresses only`;
    case 'permission-refused':
      return `${name} accepts this key, but not for this call`;
    case 'clock-skew':
      return `${name} refused the time that the request was signed with`;
    case 'rate-limited':
      return `${name} limits how often it may be asked`;
    case 'unreachable':
      return `${name} does not serve this machine at present`;
    default:
      return `${name} gave an answer that keyaudit does not know`;
  }
}

function whatToDo(kind: AccountErrorKind, clockAheadMs: number | null): string | undefined {
  switch (kind) {
    case 'ip-refused':
      return "Run keyaudit on the bot's host, or through its proxy (accounts[].proxy).";
    case 'clock-skew':
      return clockAdvice(clockAheadMs);
    case 'rate-limited':
      return 'Try again later.';
    default:
      return undefined;
  }
}

function clockAdvice(aheadMs: number | null): string {
  if (aheadMs === null) return "Set this machine's clock (NTP) and try again.";
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return seconds < 2
    ? "This machine's clock agrees with the exchange's within two seconds: a slow proxy or network may hold requests up."
    : `This machine's clock is ${seconds} s ${aheadMs > 0 ? 'ahead' : 'behind'}: set it (NTP) and try again.`;
}

/** @param code a body with a code of its own says more than the status that came with it */
function byStatus(status: number, code: string | undefined): AccountErrorKind | undefined {
  if (status === 418 || status === 429) return 'rate-limited';
  if (status >= 500) return 'unreachable';
  // A firewall or a country rule in front of the exchange: it says nothing about the key.
  if (code === undefined && (status === 403 || status === 451)) return 'unreachable';
  return undefined;
}

/**
 * Whether an answer says of itself that it is none, in one of the ways that exchanges have with HTTP 200. Facts that
 * stand beside it are not the key's.
 */
export function saysNo(answer: unknown): boolean {
  const { success, ok, error } = asObject(answer) ?? {};
  const isEmpty = typeof error === 'object' && error !== null && Object.keys(error).length === 0;
  return [success, ok].some((said) => wordOf(said) === 'false') || (Boolean(error) && !isEmpty);
}

/** What is said in one word or number, in lower case; empty for what is said in a list or an object. */
export function wordOf(value: unknown): string {
  return typeof value === 'object' ? '' : String(value).toLowerCase();
}

const kindOfClass: Readonly<Record<string, AccountErrorKind>> = {
  PermissionDenied: 'permission-refused',
  AuthenticationError: 'invalid-credentials',
  InvalidNonce: 'clock-skew',
  RateLimitExceeded: 'rate-limited',
  DDoSProtection: 'rate-limited',
  OnMaintenance: 'unreachable',
  ExchangeNotAvailable: 'unreachable',
  NetworkError: 'unreachable',
};

/** Statuses of which ccxt makes an exchange that is down, though it has been reached and refuses the request. */
const refusals: readonly number[] = [400, 404, 405, 409, 410];

function byClass(classes: readonly string[], status: number): AccountErrorKind | undefined {
  const known = classes.find((name) => name in kindOfClass);
  if (known === undefined) return undefined;
  const isByStatus = known === 'ExchangeNotAvailable' || known === 'NetworkError';
  return isByStatus && refusals.includes(status) ? undefined : kindOfClass[known];
}
