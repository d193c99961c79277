import { describe, expect, it } from 'vitest';
import type { KeyReport, Report } from '../model/report.ts';
import { changesOf, expectationOf, isEmpty } from './expectations.ts';

const allUnknown: KeyReport['permissions'] = {
  read: 'unknown',
  trade: 'unknown',
  transfer: 'unknown',
  withdraw: 'unknown',
  manage: 'unknown',
};

type Told = Partial<Pick<KeyReport, 'permissions' | 'ipRestriction'>>;

/** What init reads of a report about one account. */
function reportOf(told: Told, status = 'audited'): Report {
  const ipRestriction = { state: 'unknown', allowed: null };
  const key = { account: 'bot', relation: 'calling', permissions: allUnknown, ipRestriction, ...told };
  // `as`: the rest of a report does not matter here.
  return { accounts: [{ name: 'bot', status, error: null }], keys: [key] } as unknown as Report;
}

const told = (ipRestriction: KeyReport['ipRestriction']) =>
  expectationOf(reportOf({ ipRestriction }), 'bot', null);

describe('the addresses of a key', () => {
  it.each<[string, KeyReport['ipRestriction'], readonly string[] | null, RegExp | null]>([
    [
      'a list',
      { state: 'restricted', allowed: ['203.0.113.7', '2001:db8::/32'] },
      ['203.0.113.7', '2001:db8::/32'],
      null,
    ],
    [
      'a masked one among them',
      { state: 'restricted', allowed: ['203.0.113.7', '203.**.154'] },
      null,
      /left out/,
    ],
    ['a list that is not shown', { state: 'restricted', allowed: null }, null, /does not show/],
    ['a list without entries', { state: 'restricted', allowed: [] }, null, /does not show/],
    ['no list', { state: 'unrestricted', allowed: null }, null, /any address/],
    ['nothing', { state: 'unknown', allowed: null }, null, /does not tell which addresses/],
  ])('%s', (_, ipRestriction, ips, remark) => {
    const expected = told(ipRestriction);
    expect(expected.ips).toEqual(ips);
    if (remark === null) expect(expected.remarks).toHaveLength(1);
    else expect(expected.remarks.join()).toMatch(remark);
  });
});

describe('the rights of a key', () => {
  it('are those that are granted, with those that are not told beside', () => {
    const permissions = {
      ...allUnknown,
      read: 'granted',
      trade: 'denied',
      withdraw: 'granted',
    } satisfies KeyReport['permissions'];
    const expected = expectationOf(reportOf({ permissions }), 'bot', null);
    expect(expected.permissions).toEqual(['read', 'withdraw']);
    expect(expected.remarks.slice(0, 2)).toEqual([
      'Not told by the exchange: transfer, manage.',
      expect.stringMatching(/^It can withdraw\./),
    ]);
  });

  it('are no empty list where nothing is told', () => {
    const expected = expectationOf(reportOf({}), 'bot', null);
    expect([expected.permissions, isEmpty(expected)]).toEqual([null, true]);
    expect(expected.remarks.at(-1)).toBe('Nothing is expected of it yet.');
  });
});

it.each([
  ['failed', reportOf({ permissions: { ...allUnknown, read: 'granted' } }, 'failed')],
  ['is not in the report', { accounts: [], keys: [] } as unknown as Report],
])('expects nothing of an account that %s', (_, report) => {
  const expected = expectationOf(report, 'bot', { permissions: ['read'], ips: null });
  expect(isEmpty(expected)).toBe(true);
  expect(expected.remarks).toEqual(['Could not be audited. What is expected of it is as it was.']);
});

it('tells what is expected otherwise than before, and not what is only written otherwise', () => {
  const permissions = { ...allUnknown, read: 'granted', trade: 'granted' } satisfies KeyReport['permissions'];
  const ipRestriction = { state: 'restricted', allowed: ['203.0.113.8', '203.0.113.7'] } as const;
  const now = expectationOf(reportOf({ permissions, ipRestriction }), 'bot', null);
  expect(changesOf(now, null)).toEqual([]);
  expect(changesOf(now, { permissions: ['trade', 'read'], ips: ['203.0.113.7', '203.0.113.8'] })).toEqual([]);
  expect(changesOf(now, { permissions: [], ips: ['203.0.113.7'] })).toEqual([
    'expect.permissions was empty, and is now read, trade.',
    'expect.ips was 203.0.113.7, and is now 203.0.113.8, 203.0.113.7.',
  ]);
});
