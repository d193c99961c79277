import { describe, expect, it } from 'vitest';
import {
  anywhere,
  daysAgo,
  keyFacts,
  malformed,
  no,
  notExposed,
  now,
  yes,
} from '../../test/helpers/facts.ts';
import { alone, detailed, judge, type Setting } from '../../test/helpers/judge.ts';
import { known } from '../model/fact.ts';
import type { KeyFacts } from '../model/key-facts.ts';
import { defaultThresholds } from '../model/policy.ts';
import { factsOfKey } from '../model/subject-facts.ts';

type Row = readonly [name: string, key: KeyFacts, setting: Setting, word: string];

const list = (...ips: string[]) =>
  keyFacts({ ipRestriction: known({ restricted: true, allowed: known(ips) }) });
const hidden = keyFacts({ ipRestriction: known({ restricted: true, allowed: notExposed }) });
const created = (days: number) => keyFacts({ createdAt: daysAgo(days) });
const ends = (days: number) => keyFacts({ expiresAt: daysAgo(-days) });
const used = (days: number) => keyFacts({ lastUsedAt: daysAgo(days) });
const stranger = (granted: Partial<KeyFacts['permissions']>, more: Partial<KeyFacts> = {}) =>
  keyFacts({ relation: 'sibling', ...more }, { trade: no, ...granted });
const unlisted: Setting = { configured: no };
const offersNothing: Setting = { offers: { expiry: false, subAccounts: false, asymmetricKeys: null } };
const leak: Setting = { breaches: [{ vendor: '3Commas', date: '2022-12-28', everyKey: false }] };
const ownLeak: Setting = { breaches: [{ vendor: 'BotCo', date: '2026-06-01', everyKey: true }] };
const before2023 = known(new Date('2022-12-28T12:00:00Z'));
const after2022 = known(new Date('2022-12-29T00:00:00Z'));

describe.each<[string, readonly Row[]]>([
  [
    'wide-ip-range',
    [
      ['one address', list('203.0.113.7'), {}, 'pass'],
      ['256 addresses', list('203.0.113.0/24'), {}, 'pass'],
      ['more', list('203.0.113.7', '203.0.112.0/23'), {}, 'medium'],
      ['257 addresses', list('203.0.113.0-203.0.114.0'), {}, 'medium'],
      ['everything', list('0.0.0.0/0'), {}, 'medium'],
      ['everything, IPv6', list('::/0'), {}, 'medium'],
      ['a private address', list('192.168.1.5'), {}, 'low'],
      ['loopback beside a real one', list('203.0.113.7', '127.0.0.1'), {}, 'low'],
      ['a wide private range', list('10.0.0.0/8'), {}, 'medium'],
      ['a masked address', list('203.**.154'), {}, 'unverifiable'],
      ['a masked address beside a whole one', list('203.0.113.7', '203.0.113.*'), {}, 'unverifiable'],
      ['a length that there is not', list('203.0.113.7/99'), {}, 'unverifiable'],
      ['a wide range beside what cannot be read', list('203.**.154', '203.0.112.0/23'), {}, 'medium'],
      ['a private address beside what cannot be read', list('203.**.154', '10.0.0.1'), {}, 'unverifiable'],
      ['no restriction', keyFacts({ ipRestriction: anywhere }), {}, 'pass'],
      ['a list that is not shown', hidden, {}, 'unverifiable'],
      ['unknown', keyFacts({ ipRestriction: malformed }), {}, 'unverifiable'],
    ],
  ],
  [
    'unlisted-key',
    [
      ['a configured key', keyFacts(), {}, 'pass'],
      ['a stranger that withdraws', stranger({ withdraw: yes }), unlisted, 'critical'],
      ['a stranger that trades', stranger({ trade: yes }), unlisted, 'high'],
      ['a stranger that may do who knows what', stranger({ withdraw: malformed }), unlisted, 'high'],
      ['a stranger that only reads', stranger({}), unlisted, 'medium'],
      ['a stranger that is switched off', stranger({ withdraw: yes }, { enabled: no }), unlisted, 'low'],
      ["a sub-account's", stranger({ trade: yes }, { relation: 'sub-account' }), unlisted, 'high'],
    ],
  ],
  [
    'key-age',
    [
      ['180 days', created(180), {}, 'pass'],
      ['a moment more', created(180.001), {}, 'low'],
      ['by the policy', created(91), { thresholds: { ...defaultThresholds, maxAgeDays: 90 } }, 'low'],
      ['never told', keyFacts({ createdAt: notExposed }), {}, 'pass'],
      ['should be told', keyFacts({ createdAt: malformed }), {}, 'unverifiable'],
    ],
  ],
  [
    'no-expiry',
    [
      ['an end', ends(300), {}, 'pass'],
      ['none', keyFacts(), {}, 'info'],
      ["a treasury's", keyFacts(), { purpose: 'treasury' }, 'medium'],
      ['an exchange that offers none', keyFacts(), offersNothing, 'pass'],
      ['never told', keyFacts({ expiresAt: notExposed }), {}, 'pass'],
      ['should be told', keyFacts({ expiresAt: malformed }), {}, 'unverifiable'],
    ],
  ],
  [
    'expires-soon',
    [
      ['in 15 days', ends(15), {}, 'pass'],
      ['in 14 days', ends(14), {}, 'low'],
      ['in a moment', ends(0.0001), {}, 'low'],
      ['past', ends(-1), {}, 'pass'],
      ['never', keyFacts(), {}, 'pass'],
      ['by the policy', ends(20), { thresholds: { ...defaultThresholds, expiresSoonDays: 30 } }, 'low'],
      ['never told', keyFacts({ expiresAt: notExposed }), {}, 'pass'],
      ['should be told', keyFacts({ expiresAt: malformed }), {}, 'unverifiable'],
    ],
  ],
  [
    'expired',
    [
      ['past', ends(-1), {}, 'medium'],
      ['this moment', keyFacts({ expiresAt: known(now) }), {}, 'medium'],
      ['to come', ends(1), {}, 'pass'],
      ['never', keyFacts(), {}, 'pass'],
      ['never told', keyFacts({ expiresAt: notExposed }), {}, 'pass'],
      ['should be told', keyFacts({ expiresAt: malformed }), {}, 'unverifiable'],
    ],
  ],
  [
    'unused-key',
    [
      ['today', used(0), {}, 'pass'],
      ['30 days ago', used(30), {}, 'pass'],
      ['longer ago', used(31), {}, 'low'],
      ['by the policy', used(8), { thresholds: { ...defaultThresholds, unusedDays: 7 } }, 'low'],
      ['never, and old', keyFacts({ lastUsedAt: known(null) }), {}, 'low'],
      ['never, and new', keyFacts({ lastUsedAt: known(null), createdAt: daysAgo(3) }), {}, 'pass'],
      [
        'never, and how old is unknown',
        keyFacts({ lastUsedAt: known(null), createdAt: notExposed }),
        {},
        'unverifiable',
      ],
      ['never told', keyFacts(), {}, 'pass'],
      ['should be told', keyFacts({ lastUsedAt: malformed }), {}, 'unverifiable'],
    ],
  ],
  [
    'key-disabled',
    [
      ['on', keyFacts(), {}, 'pass'],
      ['off', keyFacts({ enabled: no }), {}, 'low'],
      ["off, and nobody's", keyFacts({ enabled: no }), unlisted, 'pass'],
      ['never told', keyFacts({ enabled: notExposed }), {}, 'pass'],
      ['should be told', keyFacts({ enabled: malformed }), {}, 'unverifiable'],
    ],
  ],
  [
    'shared-key',
    [
      ['one account', keyFacts(), {}, 'pass'],
      ['two', keyFacts(), { sharedWith: known(['other-bot']) }, 'medium'],
    ],
  ],
  [
    'live-key-in-test',
    [
      ['nobody said', keyFacts(), {}, 'pass'],
      ['a live key in a live place', keyFacts(), { environment: 'live' }, 'pass'],
      ['a live key in a test place', keyFacts(), { environment: 'test' }, 'high'],
      [
        'a test key in a test place',
        keyFacts({ environment: known('test') }),
        { environment: 'test' },
        'pass',
      ],
      [
        'the live site refuses it',
        keyFacts({ environment: malformed, accepted: no }),
        { environment: 'test' },
        'pass',
      ],
      [
        'nobody was reached',
        keyFacts({ environment: malformed, accepted: malformed }),
        { environment: 'test' },
        'unverifiable',
      ],
      ['a sibling', keyFacts({ relation: 'sibling' }), { environment: 'test' }, 'pass'],
    ],
  ],
  [
    'test-key',
    [
      ['a live key', keyFacts(), {}, 'pass'],
      ['a test key, and nobody said', keyFacts({ environment: known('test') }), {}, 'low'],
      [
        'a test key in a live place',
        keyFacts({ environment: known('test') }),
        { environment: 'live' },
        'low',
      ],
      [
        'a test key in a test place',
        keyFacts({ environment: known('test') }),
        { environment: 'test' },
        'pass',
      ],
    ],
  ],
  [
    'credentials-refused',
    [
      ['refused', keyFacts({ accepted: no }), {}, 'medium'],
      [
        'refused by the live site, as a test key should be',
        keyFacts({ accepted: no }),
        { environment: 'test' },
        'pass',
      ],
    ],
  ],
  [
    'weak-key-type',
    [
      ['a shared secret', keyFacts(), {}, 'info'],
      ['a key pair', keyFacts({ keyType: known('asymmetric') }), {}, 'pass'],
      ['an exchange that offers nothing else', keyFacts(), offersNothing, 'pass'],
      ['a sibling', keyFacts({ relation: 'sibling' }), {}, 'pass'],
    ],
  ],
  [
    'predates-breach',
    [
      ['a label of its own', keyFacts({ createdAt: before2023 }), leak, 'pass'],
      [
        'named after the vendor, and older',
        keyFacts({ label: known('3commas DCA'), createdAt: before2023 }),
        leak,
        'high',
      ],
      ['spelt otherwise', keyFacts({ label: known('my 3-Commas'), createdAt: before2023 }), leak, 'high'],
      [
        'named after the vendor, and younger',
        keyFacts({ label: known('3commas'), createdAt: after2022 }),
        leak,
        'pass',
      ],
      [
        'named after the vendor, and how old is not told',
        keyFacts({ label: known('3commas'), createdAt: notExposed }),
        leak,
        'high',
      ],
      ['no label is told', keyFacts({ label: notExposed, createdAt: before2023 }), leak, 'pass'],
      ['a label should be told', keyFacts({ label: malformed }), leak, 'unverifiable'],
      ["the user's own vendor, and older", created(300), ownLeak, 'medium'],
      ["the user's own vendor, and younger", created(30), ownLeak, 'pass'],
      [
        "the user's own vendor, and how old is not told",
        keyFacts({ createdAt: notExposed }),
        ownLeak,
        'unverifiable',
      ],
    ],
  ],
])('%s', (check, rows) => {
  it.each(rows)('%s', (_, key, setting, word) => {
    expect(judge(check, key, setting)).toBe(word);
  });
});

it.each([
  [10, 'in 10 days (2026-12-03 12:00 UTC)'],
  [1.5, 'in 1 day (2026-11-25 00:00 UTC)'],
  [0.5, 'in less than a day (2026-11-24 00:00 UTC)'],
])('says of a key that ends in %d days when that is', (days, words) => {
  const said = detailed('expires-soon', factsOfKey(ends(days), alone))?.detail;
  expect(said).toBe(`Binance says the key expires ${words}.`);
});

it.each([
  ['203.0.113.7', '203.**.154'],
  ['203.0.112.0/23', '203.**.154'],
  ['10.0.0.1', '203.**.154'],
])('names what it cannot compare: beside %s, %s', (one, masked) => {
  const facts = factsOfKey(list(one, masked), alone);
  expect(detailed('wide-ip-range', facts)?.detail).toContain(`${masked} `);
});
