import { type FixtureAnswer, readCase } from '../../src/simulator/fixtures.ts';
import type { ConfiguredAccount } from './simulated.ts';

/** An account without its name, which says what is special about it. */
export type Situation = Omit<ConfiguredAccount, 'name'> & {
  /** What is found of every such key: what the exchange never tells, as "check severity?", and what it offers. */
  readonly always: readonly string[];
};

const manageUntold = 'manage-enabled high?';
const changeUntold = 'recently-modified high?';
const transferUntold = 'transfer-enabled medium?';
const sharedSecret = 'weak-key-type info';

type Fields = Readonly<Record<string, unknown>>;

const dayMs = 86_400_000;
/** One time for all accounts: two that tell of one key tell the same. */
const start = Date.now();
/** So many days ago, or to come where it is negative; half an hour more, so that no test runs into the edge. */
const ago = (days: number) => new Date(start - days * dayMs - dayMs / 48);
const seconds = (time: Date) => String(Math.floor(time.getTime() / 1000));
const iso = (time: Date) => `${time.toISOString().slice(0, 19)}Z`;

/** What is said of a key's times, in days ago; those to come are negative. */
interface Times {
  readonly created?: number;
  readonly modified?: number;
  readonly used?: number;
  /** null: never. */
  readonly ends?: number | null;
}

/** What every key here is bound to, unless it says otherwise. */
const ips = ['203.0.113.7'];

interface KrakenKey extends Times {
  readonly may?: readonly string[];
  readonly ips?: readonly string[];
  readonly name?: string;
}

/**
 * A key of Kraken's that reads and trades, from one address, made 100 days ago and changed 90 days ago, for 200 days
 * more. Kraken never tells whether a key manages others; whether one without `withdraw-funds` transfers it does not
 * either.
 * @param fields in place of those of the answer; undefined where it must lack one
 */
export function kraken(key: KrakenKey = {}, fields: Fields = {}): Situation {
  const { may = ['read', 'trade'], created = 100, modified = 90, used = 0, ends = -200, name = '' } = key;
  const words: Fields = { read: 'query-funds', trade: 'modify-trades', withdraw: 'withdraw-funds' };
  const result: Fields = {
    apiKeyName: name,
    apiKey: '4/S…',
    permissions: may.map((right) => words[right] ?? right),
    validUntil: ends === null ? '0' : seconds(ago(ends)),
    createdTime: seconds(ago(created)),
    modifiedTime: seconds(ago(modified)),
    lastUsed: seconds(ago(used)),
    ipAllowlist: key.ips ?? ips,
    ...fields,
  };
  return {
    exchange: 'kraken',
    answers: [post('/0/private/GetApiKeyInfo', { error: [], result })],
    always: may.includes('withdraw') ? [manageUntold] : [manageUntold, transferUntold],
  };
}

/**
 * A key of Bybit's that reads and trades, from one address, made 100 days ago, for 200 days more. Bybit never tells
 * when a key was changed, and it offers RSA keys.
 * @param fields in place of those of the answer
 */
export function bybit(fields: Fields = {}): Situation {
  const [answer] = readCase('bybit', 'well-kept', new Date()).answers;
  const body = answer?.body as { readonly result: { readonly permissions: Fields } };
  const result = {
    ...body.result,
    ips,
    createdAt: iso(ago(100)),
    expiredAt: iso(ago(-200)),
    deadlineDay: 200,
    ...fields,
    permissions: { ...body.result.permissions, ...(fields.permissions as Fields | undefined) },
  };
  return {
    exchange: 'bybit',
    answers: [get('/v5/user/query-api', { ...body, result })],
    always: [changeUntold, sharedSecret],
  };
}

/**
 * A key of Binance's that reads, from listed addresses that Binance does not show. It never tells when a key was
 * changed or whether one manages others, and offers Ed25519 keys.
 */
export function binance(fields: Fields = {}): Situation {
  const [answer, ...around] = readCase('binance', 'tracker', new Date()).answers;
  const body = { ...(answer?.body as Fields), ipRestrict: true, createTime: ago(100).getTime(), ...fields };
  return {
    exchange: 'binance',
    answers: [get('/sapi/v1/account/apiRestrictions', body), ...around],
    always: [manageUntold, changeUntold, 'wide-ip-range medium?', sharedSecret],
  };
}

interface BitmexKey {
  readonly permissions?: readonly string[];
  readonly cidr?: string;
  readonly enabled?: boolean;
  readonly created?: number;
}

export type BitmexKeys = Readonly<Record<string, BitmexKey>>;

interface BitmexAccount {
  readonly whitelist?: boolean;
  /** When the one withdrawal address was saved. */
  readonly saved?: number;
  /** The account's other keys, by what names them. */
  readonly siblings?: BitmexKeys;
}

/**
 * A key of BitMEX's that reads, from one address, with all keys of its account and what is around them. BitMEX never
 * tells when a key was changed.
 */
export function bitmex(apiKey: string, key: BitmexKey = {}, account: BitmexAccount = {}): Situation {
  const { whitelist = true, saved = 400, siblings = {} } = account;
  const row = (
    id: string,
    { permissions = [], cidr = '203.0.113.7', enabled = true, created = 100 }: BitmexKey,
  ) => ({
    ...{ id, name: '', nonce: 0, cidr, targetAccountId: null, permissions, enabled, userId: 700001 },
    created: iso(ago(created)),
  });
  const rows = Object.entries({ [apiKey]: key, ...siblings }).map(([id, each]) => row(id, each));
  return {
    exchange: 'bitmex',
    apiKey,
    answers: [
      get('/api/v1/apiKey', rows),
      get('/api/v1/user', { id: 700001, TFAEnabled: 'GA' }),
      get('/api/v1/address', [{ id: 1, created: iso(ago(saved)), address: 'invented' }]),
      get('/api/v1/addressConfig', { whitelist, disabled: null }),
    ],
    always: [key, ...Object.values(siblings)].flatMap(({ permissions = [] }) =>
      permissions.includes('withdraw') ? [changeUntold, transferUntold] : [changeUntold],
    ),
  };
}

/**
 * A key of Coins.ph's that withdraws and transfers, from one address. Coins.ph tells whether withdrawals are bound to
 * saved addresses; it never tells when a key was changed, nor whether one manages others.
 */
export function coinsph(apiKey: string, enableWithdrawWhitelist: boolean): Situation {
  const key = {
    apiKey,
    apiName: 'payouts',
    apiType: ['Read only', 'Enable Crypto Wallet', 'Enable Account'],
    createTime: String(ago(100).getTime()),
    ipAccessRestrictions: ips,
    status: 'ENABLE',
  };
  return {
    exchange: 'coinsph',
    apiKey,
    answers: [
      get('/openapi/v1/api-keys', [key]),
      get('/openapi/v1/account', { canTrade: true, enableWithdrawWhitelist }),
      get('/openapi/wallet/v1/withdraw/address-whitelist', []),
    ],
    always: [manageUntold, changeUntold],
  };
}

/** The key of a wallet's owner at Derive, which tells nothing of it but that it may do everything. */
export function derive(): Situation {
  const walletAddress = `0x${'d0'.repeat(20)}`;
  return {
    exchange: 'derive',
    apiKey: walletAddress,
    walletAddress,
    privateKey: `0x${'1'.repeat(64)}`,
    answers: 'owners-key-alone',
    always: [
      changeUntold,
      'trade-without-ip high?',
      'unrestricted-ip high?',
      'unrecognized-permission medium?',
      'wide-ip-range medium?',
    ],
  };
}

/** A key that Binance refuses: nothing else is known of it. */
export function refused(): Situation {
  return {
    exchange: 'binance',
    answers: 'wrong-key-or-ip',
    always: [
      'withdrawal-enabled critical?',
      changeUntold,
      'trade-without-ip high?',
      manageUntold,
      'unrestricted-ip high?',
      transferUntold,
      'unrecognized-permission medium?',
      'wide-ip-range medium?',
    ],
  };
}

function get(path: string, body: unknown): FixtureAnswer {
  return { method: 'GET', path, body };
}

function post(path: string, body: unknown): FixtureAnswer {
  return { method: 'POST', path, body };
}
