import { expect, it } from 'vitest';
import {
  bot,
  exactly,
  expectedOf,
  from,
  policy,
  type Row,
  scanRows,
  tracker,
  treasury,
} from '../helpers/judged.ts';
import {
  type BitmexKeys,
  binance,
  bitmex,
  bybit,
  coinsph,
  derive,
  kraken,
  refused,
} from '../helpers/situations.ts';

const reads = ['read'];
const pays = ['read', 'withdraw'];
const all = ['read', 'trade', 'withdraw'];
/** No IP list. */
const ips: readonly string[] = [];
const open = { ips };
const wallet = (...words: string[]) => ({ permissions: { Wallet: words } });
const strangers = (siblings: BitmexKeys) => ({ siblings });

/** The same key for two accounts. */
const twice = { ...kraken(), apiKey: 'key-of-two', secret: 'aW52ZW50ZWQ=' };

/** Nothing at the threshold: the command exits with 0. */
const quiet: readonly Row[] = [
  ['nothing is wrong', '', kraken()],
  ['reads', '', kraken({ may: reads })],
  ['reads from anywhere', 'unrestricted-ip low', kraken({ may: reads, ips })],
  ['256 addresses', '', kraken({ ips: ['203.0.113.0/24'] })],
  ['512 addresses', 'wide-ip-range medium', kraken({ ips: ['203.0.112.0/23'] })],
  ['half the internet', 'wide-ip-range medium', kraken({ ips: ['128.0.0.0/1'] })],
  ['a private address', 'wide-ip-range low', kraken({ ips: ['192.168.1.5'] })],
  ['a loopback address', 'wide-ip-range low', kraken({ ips: ['203.0.113.7', '127.0.0.1'] })],
  ['a new word', 'unrecognized-permission medium', kraken({ may: ['read', 'trade', 'vote'] })],
  ['reads, changed yesterday', 'recently-modified medium', kraken({ may: reads, modified: 1 })],
  ['changed 31 days ago', '', kraken({ modified: 31 })],
  ['179 days old', '', kraken({ created: 179 })],
  ['181 days old', 'key-age low', kraken({ created: 181 })],
  ['without end', 'no-expiry info', kraken({ ends: null })],
  ['old, without end', 'key-age low: no-expiry', kraken({ created: 181, ends: null })],
  ['ends in 13 days', 'expires-soon low', kraken({ ends: -13 })],
  ['ends in 15 days', '', kraken({ ends: -15 })],
  ['ended', 'expired medium', kraken({ ends: 1 })],
  [
    'old, ended and unused',
    'expired medium: key-age, unused-key',
    kraken({ ends: 1, created: 181, used: 31 }),
  ],
  ['unused for 29 days', '', kraken({ used: 29 })],
  ['unused for 31 days', 'unused-key low', kraken({ used: 31 })],
  ['younger than the leak it is named after', '', kraken({ name: '3Commas DCA' })],
  ['nothing is wrong at Bybit', '', bybit()],
  ['a list that is not shown', '', binance()],
  ['tracker from anywhere', '', kraken({ may: reads, ips }), tracker],
  [
    'tracker that transfers',
    'excess-permission medium: transfer-enabled',
    binance({ enableInternalTransfer: true }),
    tracker,
  ],
  ['bot', '', kraken(), bot],
  ['bot on the master account', 'master-account-key info', bybit(), bot],
  ['bot on a sub-account', '', bybit({ isMaster: false }), bot],
  ['bot that reads', 'missing-permission low', kraken({ may: reads }), bot],
  [
    'bot that reads from anywhere',
    'missing-permission low; unrestricted-ip low',
    kraken({ may: reads, ips }),
    bot,
  ],
  ['treasury', '', kraken({ may: pays }), treasury],
  ['treasury without end', 'no-expiry medium', kraken({ may: pays, ends: null }), treasury],
  // It is meant to transfer: whether it can is no question.
  [
    'treasury that reads',
    'missing-permission low; manage-enabled high?',
    { ...kraken({ may: reads }), always: [] },
    treasury,
  ],
  ['treasury with a whitelist', '', coinsph('key-of-payouts', true), treasury],
  ['expected to read', '', kraken({ may: reads }), exactly('read')],
  ['expected to do nothing', 'excess-permission low', kraken({ may: reads }), exactly()],
  ['expected to trade', 'missing-permission low', kraken({ may: reads }), exactly('read', 'trade')],
  [
    'bot, expected to withdraw',
    '',
    kraken({ may: pays }),
    `${exactly('read', 'transfer', 'withdraw')}, ${bot}`,
  ],
  ['as expected', '', kraken(), from('203.0.113.7')],
  ['written otherwise', '', kraken({ ips: ['203.0.113.0/25', '203.0.113.128/25'] }), from('203.0.113.0/24')],
  ['an address less', 'unexpected-ip low', kraken(), from('203.0.113.7', '203.0.113.8')],
  ['expected, not shown', 'unexpected-ip high?', binance(), from('203.0.113.7')],
  ['shared', 'shared-key medium', twice],
  ['shared, and told', '', twice],
  ['switched off, though it answers', 'key-disabled low?', bitmex('key-of-off', { enabled: false })],
  ["a stranger's that reads", 'unlisted-key medium', bitmex('key-of-one', {}, strangers({ one: {} }))],
  [
    "a stranger's, off",
    'unlisted-key low',
    bitmex('key-of-a', {}, strangers({ a: { permissions: ['order'], enabled: false } })),
  ],
  ['a key of another account', '', bitmex('key-of-mine', {}, strangers({ 'key-of-off': {} }))],
  [
    'one of another account, off',
    'key-disabled low',
    // What is not told of the listed key was said above, where it is listed as well.
    {
      ...bitmex('key-of-two', {}, strangers({ 'key-of-off': { enabled: false } })),
      always: ['recently-modified high?'],
    },
  ],
  ['test key', 'test-key low', binance()],
  ['test key in a test', '', binance(), 'environment: test'],
  ['off', '', kraken({ created: 181 }), policy('checks: { key-age: off }')],
  [
    'milder',
    'trade-without-ip low: unrestricted-ip',
    kraken(open),
    policy('checks: { trade-without-ip: { severity: low }, unrestricted-ip: { severity: low } }'),
  ],
  ['days of age', 'key-age low', kraken({ created: 51 }), policy('maxAgeDays: 50')],
  ['days of use', 'unused-key low', kraken({ used: 8 }), policy('unusedDays: 7')],
  ['a change that cannot be read', 'recently-modified high?', kraken({}, { modifiedTime: 'lately' })],
  ['an age that cannot be read', 'key-age low?', kraken({}, { createdTime: 'lately' })],
  ['a use that cannot be read', 'unused-key low?', kraken({}, { lastUsed: 'lately' })],
  ['days left', 'expires-soon low', kraken({ ends: -29 }), policy('expiresSoonDays: 30')],
];

/** At the threshold: the command exits with 1. */
const grave: readonly Row[] = [
  ['trades from anywhere', 'trade-without-ip high: unrestricted-ip', kraken(open)],
  [
    'trades from the whole internet',
    'trade-without-ip high: unrestricted-ip',
    kraken({ ips: ['0.0.0.0/0'] }),
  ],
  ['trades from the newer internet', 'trade-without-ip high: unrestricted-ip', kraken({ ips: ['::/0'] })],
  ['withdraws', 'withdrawal-enabled high: transfer-enabled', kraken({ may: pays })],
  [
    'does all, from anywhere',
    'withdrawal-enabled critical: trade-without-ip, transfer-enabled, unrestricted-ip',
    kraken({ may: all, ips }),
  ],
  ['changed yesterday', 'recently-modified high', kraken({ modified: 1 })],
  [
    'changed 31 days ago, of 40',
    'recently-modified high',
    kraken({ modified: 31 }),
    policy('recentDays: 40'),
  ],
  [
    'older than the leak',
    'predates-breach high: key-age',
    kraken({ name: 'my 3-commas' }, { createdTime: '1654041600' }),
  ],
  ['manages', 'manage-enabled high; transfer-enabled medium', bybit(wallet('AccountTransfer'))],
  ['tracker that trades', 'excess-permission high', kraken(), tracker],
  ['tracker that trades from anywhere', 'excess-permission high: unrestricted-ip', kraken(open), tracker],
  [
    'tracker that withdraws',
    'withdrawal-enabled high: excess-permission, transfer-enabled',
    kraken({ may: pays }),
    tracker,
  ],
  ['bot from anywhere', 'trade-without-ip high: unrestricted-ip', kraken(open), bot],
  [
    'bot that withdraws',
    'withdrawal-enabled high: excess-permission, transfer-enabled',
    kraken({ may: all }),
    bot,
  ],
  [
    'bot that withdraws from anywhere',
    'withdrawal-enabled critical: excess-permission, trade-without-ip, transfer-enabled, unrestricted-ip',
    kraken({ may: all, ips }),
    bot,
  ],
  [
    'bot that manages',
    'excess-permission high: manage-enabled, transfer-enabled; master-account-key info',
    bybit(wallet('AccountTransfer')),
    bot,
  ],
  [
    'treasury from anywhere',
    'withdrawal-enabled critical: unrestricted-ip',
    kraken({ may: pays, ips }),
    treasury,
  ],
  ['treasury that trades', 'excess-permission high', kraken({ may: all }), treasury],
  ['treasury without a whitelist', 'withdrawal-whitelist-off high', coinsph('key-of-more', false), treasury],
  ['expected to read, trades', 'excess-permission high', kraken(), exactly('read')],
  [
    'an address more',
    'unexpected-ip high',
    kraken({ ips: ['203.0.113.7', '198.51.100.1'] }),
    from('203.0.113.7'),
  ],
  [
    'a wider range',
    'unexpected-ip high: wide-ip-range',
    kraken({ ips: ['203.0.0.0/16'] }),
    from('203.0.113.7'),
  ],
  ['no list', 'trade-without-ip high: unexpected-ip, unrestricted-ip', kraken(open), from('203.0.113.7')],
  ['live in a test', 'live-key-in-test high', bybit(), 'environment: test'],
  [
    'an address saved yesterday',
    'withdrawal-enabled high; unknown-withdrawal-address high',
    bitmex('key-of-new', { permissions: ['withdraw'] }, { saved: 1 }),
  ],
  [
    "a stranger's that withdraws",
    'unlisted-key critical: unrestricted-ip, withdrawal-enabled',
    bitmex('key-of-two-keys', {}, strangers({ two: { permissions: ['withdraw'], cidr: '' } })),
  ],
  ['graver', 'key-age high', kraken({ created: 181 }), policy('checks: { key-age: { severity: high } }')],
  ['part off', 'unrestricted-ip high', kraken(open), policy('checks: { trade-without-ip: off }')],
  [
    'withdraws, from where cannot be read',
    'withdrawal-enabled critical: transfer-enabled; trade-without-ip high?; unrestricted-ip high?; wide-ip-range medium?',
    kraken({ may: all }, { ipAllowlist: undefined }),
  ],
  [
    "wallet's own key",
    'master-key-in-use critical: manage-enabled, no-expiry, transfer-enabled, withdrawal-enabled',
    derive(),
  ],
];

/** Nothing at the threshold, but something that could not be looked at: the command exits with 3. */
const incomplete: readonly Row[] = [
  [
    'trades, from where cannot be read',
    'trade-without-ip high?; unrestricted-ip high?; wide-ip-range medium?',
    kraken({}, { ipAllowlist: undefined }),
  ],
  [
    'expected, and addresses cannot be read',
    'unexpected-ip high?; trade-without-ip high?; unrestricted-ip high?; wide-ip-range medium?',
    kraken({}, { ipAllowlist: 7 }),
    from('203.0.113.7'),
  ],
  [
    'bot, and rights cannot be read',
    'withdrawal-enabled critical?; excess-permission critical?; unrecognized-permission medium?; missing-permission low?',
    kraken({}, { permissions: 'all' }),
    bot,
  ],
  ['refused', 'credentials-refused medium', refused()],
];

it.each<[name: string, code: number, rows: readonly Row[]]>([
  ['quiet', 0, quiet],
  ['grave', 1, grave],
  ['incomplete', 3, incomplete],
])('of %s situations, exactly what is wrong is found, and the code is %d', async (_, code, rows) => {
  const { found, ...scan } = await scanRows(rows);
  expect(found).toEqual(rows.map(expectedOf));
  expect([scan.code, scan.stderr]).toEqual([code, '']);
});
