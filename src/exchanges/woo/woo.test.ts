import { describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import type { Depth } from '../../model/account.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { failureCode } from './failures.ts';
import { woo } from './index.ts';
import { describeKey } from './normalize.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

it.each<[unknown, unknown]>([
  ['Main', null],
  ['sub_account_2', 'sub_account_2'],
  ['', 'malformed'],
  [7, 'malformed'],
  [null, 'not-exposed'],
])('the account %j is whose the key is: %j', (accountName, expected) => {
  expect(told(describeKey({ accountName }).owner)).toBe(expected);
});

describe('permissions', () => {
  it.each([
    [['READ'], { read: true, trade: false, withdraw: false }],
    [['withdrawal '], { read: false, withdraw: true }],
    [['READ', 'WITHDRAW'], { read: true, trade: 'unrecognized', withdraw: 'unrecognized' }],
    [['READ', 7], { read: true, withdraw: 'malformed' }],
    [['READ,WITHDRAWAL'], { read: 'unrecognized', withdraw: 'unrecognized' }],
    [[], { read: 'malformed', withdraw: 'malformed' }],
    ['READ', { read: 'malformed', withdraw: 'malformed' }],
    [{ READ: true }, { read: 'malformed', withdraw: 'malformed' }],
  ])('%j', (words, expected) => {
    const { permissions } = describeKey({ permissions: words });
    const facts = Object.entries(permissions).map(([name, fact]) => [name, told(fact)]);
    expect(Object.fromEntries(facts)).toMatchObject({
      transfer: 'not-exposed',
      manage: 'not-exposed',
      ...expected,
    });
  });
});

it('denies nothing beside a field that no page has and that may be the right', () => {
  const { permissions, grants } = describeKey({ permissions: ['READ', 'TRADE'], canWithdraw: true });
  expect(told(permissions.withdraw)).toBe('unrecognized');
  expect(told(grants)).toContainEqual({ name: 'canWithdraw', scope: 'unrecognized' });
});

describe('addresses, whose field is hidden where there is no restriction', () => {
  it.each([
    [{}, { restricted: false }],
    [{ allowedIPs: [] }, { restricted: false }],
    [{ allowedIPs: ['0.0.0.0/0'] }, { restricted: false }],
    [
      { allowedIPs: '1.2.3.4, 1.2.3.5' },
      { restricted: true, allowed: { known: true, value: ['1.2.3.4', '1.2.3.5'] } },
    ],
    [{ allowedIPs: null }, 'malformed'],
    [{ allowedIPs: '' }, 'malformed'],
    [{ allowedIPs: [null] }, 'malformed'],
    [{ allowedIPs: [''] }, 'unrecognized'],
    [{ ipWhitelist: ['1.2.3.4'] }, 'malformed'],
    [{ permissions: 'READ' }, 'malformed'],
  ])('%j', (row, expected) => {
    expect(told(describeKey({ permissions: ['READ'], ...row }).ipRestriction)).toEqual(expected);
  });
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': ['-1001', '-1002'],
    'clock-skew': ['317179'],
    'rate-limited': ['-1003'],
    unreachable: ['-1000', '-1011'],
    'unexpected-response': ['-1005', '-1999'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', ({ code, kind }) => {
    const refusal = {
      code: failureCode({ success: false, code: Number(code) }),
      status: 200,
      ccxtClasses: [],
    };
    expect(describeFailure(woo, refusal, null)).toMatchObject({ kind, code });
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(woo.failures)));
  });

  it.each([
    [{ success: true, code: -1002 }, undefined],
    [{ success: 'true' }, undefined],
    [{ success: 'false', code: '-1002' }, '-1002'],
    [{ code: -1002 }, '-1002'],
    [{ success: false }, undefined],
    [null, undefined],
  ])('reads %j as %j', (body, code) => {
    expect(failureCode(body)).toBe(code);
  });

  it.each([{ success: false }, { success: 1, data: { rows: [] } }, [], null, { success: true, data: [] }])(
    'takes %j for no list of keys',
    async (body) => {
      expect(await collect([body])).toMatchObject({
        status: 'failed',
        error: { kind: 'unexpected-response' },
      });
    },
  );
});

describe('pages', () => {
  const rows = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => row(`key-${from + index}`));

  it.each<[string, unknown[], number, string | null]>([
    ['as many as the total says', [page(rows(1, 2), 3), page([row('invented')], 3)], 3, null],
    [
      'a total as a text',
      [page(rows(1, 2), '3'), page([row('invented')], '3'), page(rows(9, 1), '3')],
      3,
      null,
    ],
    [
      'a page that overlaps the one before, with a key yet to come',
      [page(rows(1, 2), 4), page([...rows(2, 1), row('invented')], 4), page(rows(9, 1), 4)],
      4,
      null,
    ],
    [
      'pages that overlap, and end too early',
      [page([row('invented'), ...rows(1, 1)], 3), page(rows(1, 1), 3)],
      2,
      'unexpected-response',
    ],
    [
      'a total that is less than the rows',
      [page([row('invented'), ...rows(1, 1)], 1)],
      2,
      'unexpected-response',
    ],
    ['no total, until one is empty', [page(rows(1, 2)), page([row('invented')]), page([])], 3, null],
    [
      'one that repeats the first',
      [page([row('invented')], 3), page([row('invented')], 3)],
      1,
      'unexpected-response',
    ],
    ['one that is empty too early', [page([row('invented')], 3), page([], 3)], 1, 'unexpected-response'],
    ['one that is no page', [page([row('invented')], 3), { success: true }], 1, 'unexpected-response'],
    ['one that is refused', [page([row('invented')], 3), { success: false, code: -1003 }], 1, 'rate-limited'],
    [
      'more than anybody has',
      Array.from({ length: 20 }, (_, n) => page([row(`${n}`)], 99)),
      11,
      'unexpected-response',
    ],
  ])('%s', async (_, bodies, count, kind) => {
    const { keys, error } = await collect(bodies);
    expect([keys.length, error?.kind ?? null]).toEqual([count, kind]);
  });

  it('are not asked for once the key is found, at depth key', async () => {
    const facts = await collect([page([row('invented')], 3)], 'key');
    expect([facts.keys.length, facts.error]).toEqual([1, null]);
  });
});

function row(apiKey: string): object {
  return { accountName: 'Main', userId: 1, apiKey, permissions: ['READ'] };
}

function page(list: readonly object[], total?: unknown): unknown {
  return { success: true, data: { rows: list, meta: { total } } };
}

/** @param bodies of the pages, from the first */
async function collect(bodies: readonly unknown[], depth: Depth = 'account'): Promise<AccountFacts> {
  const answers = bodies.map((body, index) => ({
    method: 'GET',
    path: '/v3/account/credentials',
    params: { page: String(index + 1) },
    body,
  }));
  return await collectAccount(woo, fakeClient(woo, answers), identify('woo', 'invented'), depth);
}
