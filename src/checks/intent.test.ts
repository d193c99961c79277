import { describe, expect, it } from 'vitest';
import { anywhere, keyFacts, listed, malformed, no, notExposed, yes } from '../../test/helpers/facts.ts';
import { alone, detailed, judge, type Setting } from '../../test/helpers/judge.ts';
import { known, unknown } from '../model/fact.ts';
import type { KeyFacts } from '../model/key-facts.ts';
import { factsOfKey } from '../model/subject-facts.ts';

type Row = readonly [name: string, key: KeyFacts, setting: Setting, word: string];

const none = { read: no, trade: no, transfer: no, withdraw: no, manage: no };
const may = (granted: Partial<KeyFacts['permissions']>, more: Partial<KeyFacts> = {}) =>
  keyFacts(more, { ...none, ...granted });
const hidden = known({ restricted: true, allowed: notExposed } as const);
const list = (...ips: string[]) =>
  keyFacts({ ipRestriction: known({ restricted: true, allowed: known(ips) }) });
const tracker: Setting = { purpose: 'tracker' };
const bot: Setting = { purpose: 'bot' };
const treasury: Setting = { purpose: 'treasury' };
const reads: Setting = { expect: { permissions: ['read'] } };

describe.each<[string, readonly Row[]]>([
  [
    'excess-permission',
    [
      ['nobody said', may({ trade: yes }), {}, 'pass'],
      ['a tracker that reads', may({ read: yes }), tracker, 'pass'],
      ['a tracker that trades', may({ trade: yes }), tracker, 'high'],
      ['a tracker that transfers', may({ transfer: yes }), tracker, 'medium'],
      ['a tracker that withdraws from a list', may({ withdraw: yes }), tracker, 'high'],
      [
        'a tracker that withdraws from anywhere',
        may({ withdraw: yes }, { ipRestriction: anywhere }),
        tracker,
        'critical',
      ],
      [
        'a tracker that withdraws, from where is unknown',
        may({ withdraw: yes }, { ipRestriction: malformed }),
        tracker,
        'critical',
      ],
      ['a bot that trades', may({ read: yes, trade: yes }), bot, 'pass'],
      ['a bot that manages', may({ manage: yes }), bot, 'high'],
      ['a treasury that withdraws', may({ read: yes, transfer: yes, withdraw: yes }), treasury, 'pass'],
      ['a treasury that trades', may({ trade: yes }), treasury, 'high'],
      ['more than expected', may({ trade: yes }), reads, 'high'],
      ['expect overrides the purpose', may({ trade: yes }), { ...bot, ...reads }, 'high'],
      [
        'expect allows what the purpose does not',
        may({ transfer: yes }),
        { ...bot, expect: { permissions: ['transfer'] } },
        'pass',
      ],
      ['expected addresses alone', may({ withdraw: yes }), { expect: { ips: ['203.0.113.7'] } }, 'pass'],
      ['nothing expected, something held', may({ read: yes }), { expect: { permissions: [] } }, 'low'],
      ['withdraw is never told', may({ withdraw: notExposed }), bot, 'unverifiable'],
      ['withdraw should be told', may({ withdraw: malformed }), bot, 'unverifiable'],
      ['manage is never told', may({ manage: notExposed }), bot, 'pass'],
      ['manage should be told', may({ manage: malformed }), bot, 'unverifiable'],
      ['one is held, another unknown', may({ transfer: yes, withdraw: malformed }), bot, 'medium'],
      // Of a tracker, no other check says that trading is open.
      [
        'a mild one is held, trading unknown',
        may({ transfer: yes, trade: notExposed }),
        tracker,
        'unverifiable',
      ],
      ['a grave one is held, trading unknown', may({ manage: yes, trade: notExposed }), tracker, 'high'],
    ],
  ],
  [
    'missing-permission',
    [
      ['nobody said', may({}), {}, 'pass'],
      ['a bot that may not trade', may({ read: yes }), bot, 'low'],
      ['a bot that may', may({ read: yes, trade: yes }), bot, 'pass'],
      ['a treasury that may not withdraw', may({ read: yes }), treasury, 'low'],
      ['less than expected', may({ read: yes }), { expect: { permissions: ['read', 'transfer'] } }, 'low'],
      ['trade is never told', may({ read: yes, trade: notExposed }), bot, 'pass'],
      ['trade should be told', may({ read: yes, trade: malformed }), bot, 'unverifiable'],
    ],
  ],
  [
    'withdrawal-enabled',
    [
      ['a treasury, from a list', may({ withdraw: yes }), treasury, 'pass'],
      [
        'a treasury, from a list that is not shown',
        may({ withdraw: yes }, { ipRestriction: hidden }),
        treasury,
        'pass',
      ],
      [
        'a treasury, from anywhere',
        may({ withdraw: yes }, { ipRestriction: anywhere }),
        treasury,
        'critical',
      ],
      [
        'a treasury, from where is unknown',
        may({ withdraw: yes }, { ipRestriction: notExposed }),
        treasury,
        'unverifiable',
      ],
      ['expected', may({ withdraw: yes }), { expect: { permissions: ['withdraw'] } }, 'pass'],
      ['a bot', may({ withdraw: yes }), bot, 'high'],
      ['expected addresses alone', may({ withdraw: yes }), { expect: { ips: ['203.0.113.7'] } }, 'high'],
    ],
  ],
  [
    'transfer-enabled',
    [
      ['a treasury', may({ transfer: yes }), treasury, 'pass'],
      ['a bot', may({ transfer: yes }), bot, 'medium'],
    ],
  ],
  [
    'manage-enabled',
    [
      ['no', may({}), {}, 'pass'],
      ['yes', may({ manage: yes }), {}, 'high'],
      ['expected', may({ manage: yes }), { expect: { permissions: ['manage'] } }, 'pass'],
      ['never told', may({ manage: notExposed }), {}, 'unverifiable'],
    ],
  ],
  [
    'trade-without-ip',
    [
      ['trades from a list', may({ trade: yes }), {}, 'pass'],
      ['trades from anywhere', may({ trade: yes }, { ipRestriction: anywhere }), {}, 'high'],
      ['a bot from anywhere', may({ trade: yes }, { ipRestriction: anywhere }), bot, 'high'],
      ['reads from anywhere', may({ read: yes }, { ipRestriction: anywhere }), {}, 'pass'],
      ['a tracker is not meant to', may({ trade: yes }, { ipRestriction: anywhere }), tracker, 'pass'],
      ['trade is unknown', may({ trade: notExposed }, { ipRestriction: anywhere }), {}, 'unverifiable'],
      ['addresses are unknown', may({ trade: yes }, { ipRestriction: notExposed }), {}, 'unverifiable'],
    ],
  ],
  [
    'unrestricted-ip',
    [
      ['a tracker has no fixed address', may({ read: yes }, { ipRestriction: anywhere }), tracker, 'pass'],
      ['a tracker that may do more', may({ trade: yes }, { ipRestriction: anywhere }), tracker, 'high'],
      [
        'a tracker that may do more, perhaps',
        may({ withdraw: malformed }, { ipRestriction: anywhere }),
        tracker,
        'unverifiable',
      ],
      ['a bot that only reads', may({ read: yes }, { ipRestriction: anywhere }), bot, 'low'],
    ],
  ],
  [
    'unexpected-ip',
    [
      ['nobody said', list('198.51.100.1'), bot, 'pass'],
      ['as expected', list('203.0.113.7'), { expect: { ips: ['203.0.113.7'] } }, 'pass'],
      [
        'written otherwise',
        list('203.0.113.7/32', '2001:DB8:0::1'),
        { expect: { ips: ['2001:db8::1', '203.0.113.7'] } },
        'pass',
      ],
      [
        'a range in two halves',
        list('203.0.113.0/25', '203.0.113.128/25'),
        { expect: { ips: ['203.0.113.0/24'] } },
        'pass',
      ],
      ['one more', list('203.0.113.7', '198.51.100.1'), { expect: { ips: ['203.0.113.7'] } }, 'high'],
      ['a wider range', list('203.0.113.0/24'), { expect: { ips: ['203.0.113.7'] } }, 'high'],
      ['a narrower range', list('203.0.113.7'), { expect: { ips: ['203.0.113.0/24'] } }, 'low'],
      ['one less', list('203.0.113.7'), { expect: { ips: ['203.0.113.7', '203.0.113.8'] } }, 'low'],
      ['what cannot be read', list('203.0.**.7'), { expect: { ips: ['203.0.113.7'] } }, 'high'],
      ['no list', keyFacts({ ipRestriction: anywhere }), { expect: { ips: ['203.0.113.7'] } }, 'high'],
      ['no list meant, and one there', list('203.0.113.7'), { expect: { ips: [] } }, 'high'],
      [
        'a list that is not shown',
        keyFacts({ ipRestriction: hidden }),
        { expect: { ips: ['203.0.113.7'] } },
        'unverifiable',
      ],
      [
        'unknown',
        keyFacts({ ipRestriction: malformed }),
        { expect: { ips: ['203.0.113.7'] } },
        'unverifiable',
      ],
    ],
  ],
  [
    'master-account-key',
    [
      ['a bot on the master account', keyFacts(), bot, 'info'],
      ['on a sub-account', keyFacts({ owner: known('grid') }), bot, 'pass'],
      ['no bot', keyFacts(), treasury, 'pass'],
      [
        'an exchange without sub-accounts',
        keyFacts(),
        { ...bot, offers: { expiry: false, subAccounts: false, asymmetricKeys: null } },
        'pass',
      ],
      ['never told', keyFacts({ owner: notExposed }), bot, 'pass'],
      ['should be told', keyFacts({ owner: malformed }), bot, 'unverifiable'],
    ],
  ],
])('%s', (check, rows) => {
  it.each(rows)('%s', (_, key, setting, word) => {
    expect(judge(check, key, setting)).toBe(word);
  });
});

describe('the evidence', () => {
  it('names what is too much, in the exchange’s words, and what it was measured by', () => {
    const grants = known([{ name: 'Trade', scope: 'trade' }] as const);
    const key = may({ trade: yes }, { grants });
    const said = detailed('excess-permission', factsOfKey(key, alone), tracker)?.detail;
    expect(said).toBe('Binance lets the key trade ("Trade"), which goes beyond a tracker\'s key.');
  });

  it('names the addresses that were added', () => {
    const facts = factsOfKey(list('203.0.113.7', '198.51.100.1'), alone);
    const said = detailed('unexpected-ip', facts, { expect: { ips: ['203.0.113.7'] } })?.detail;
    expect(said).toContain('198.51.100.1');
    expect(said).not.toContain('203.0.113.7');
  });

  it.each([
    [['203.0.113.7', '198.51.100.1'], 'allows 203.0.113.7, 198.51.100.1 only.'],
    [[], 'allows no address.'],
  ])('says what was expected of a key without a list: %j', (ips, words) => {
    const facts = factsOfKey(keyFacts({ ipRestriction: anywhere }), alone);
    expect(detailed('unexpected-ip', facts, { expect: { ips } })?.detail).toContain(words);
  });

  it('says what a key may manage', () => {
    const facts = factsOfKey(may({ manage: yes }, { ipRestriction: anywhere }), alone);
    for (const check of ['excess-permission', 'unrestricted-ip']) {
      expect(detailed(check, facts, bot)?.detail).toContain('manage keys or sub-accounts');
    }
  });

  it('does not say of a masked address that it is not expected', () => {
    const facts = factsOfKey(list('203.0.**.7', '198.51.100.1'), alone);
    const said = detailed('unexpected-ip', facts, { expect: { ips: ['203.0.113.7'] } })?.detail;
    expect(said).toContain('from 198.51.100.1, which');
    expect(said).toContain('203.0.**.7 cannot be compared');
  });

  it('gives the reason of what is unknown', () => {
    const key = may({ withdraw: unknown('malformed', 'enableWithdrawals is missing') });
    expect(detailed('excess-permission', factsOfKey(key, alone), bot)?.detail).toContain(
      'enableWithdrawals is missing',
    );
  });
});

it('looks at the list of a key that has one', () => {
  expect(judge('wide-ip-range', keyFacts({ ipRestriction: listed }))).toBe('pass');
});
