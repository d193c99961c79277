import { describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import { type Fact, known } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { scopeOf } from './endpoints.ts';
import { whitebit } from './index.ts';
import { describeSubAccountKey, ipRestrictionOf, isBalance } from './normalize.ts';
import { subAccountKeyAddresses, subAccountKeys, subAccounts, tradeBalance } from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

const row: Body = {
  type: '1',
  restrictAccess: false,
  accessEndpoints: [],
  isEnabled: true,
  lastActivity: 1641081600,
};
const describeKey = (change: Body) =>
  describeSubAccountKey({ ...row, ...change }, 'invented', known({ restricted: false }));

describe("rights of a sub-account's key", () => {
  const open = 'not-exposed';
  const bad = 'malformed';
  const odd = 'unrecognized';
  const names = (...list: string[]) => list.map((name) => ({ name: `/api/v4/${name}`, title: '' }));
  it.each<[string, change: Body, expected: unknown[]]>([
    ['type 1', {}, [true, true, open, false, open]],
    ['type 1 as a number', { type: 1 }, [true, true, open, false, open]],
    ['type 2', { type: '2' }, [true, true, open, true, open]],
    [
      'a list that is no limit',
      { accessEndpoints: names('main-account/withdraw') },
      [true, true, open, false, open],
    ],
    [
      'withdrawals listed',
      { restrictAccess: true, accessEndpoints: names('main-account/withdraw') },
      [open, open, open, true, open],
    ],
    [
      'withdrawals not listed, of type 2',
      { type: 2, restrictAccess: 'true', accessEndpoints: names('order/new', 'main-account/history') },
      [true, true, open, open, open],
    ],
    [
      'withdrawals not listed, of type 1',
      { restrictAccess: true, accessEndpoints: names('order/new') },
      [open, true, open, false, open],
    ],
    [
      'a new endpoint for withdrawals',
      { restrictAccess: true, accessEndpoints: names('main-account/withdraw-fiat') },
      [open, open, open, odd, open],
    ],
    [
      'a new endpoint for payments',
      { restrictAccess: true, accessEndpoints: names('main-account/fund-out') },
      [open, open, open, odd, open],
    ],
    ['a new flag for withdrawals', { withdraw_enabled: true }, [true, true, open, odd, open]],
    ['a new flag in another form', { canWithdraw: 1 }, [true, true, open, odd, open]],
    ['a new list of rights', { permissions: ['WITHDRAW'] }, [true, true, open, odd, open]],
    ['a role', { role: 'admin' }, [true, true, open, odd, open]],
    ['new flags that are off', { withdrawEnabled: false, roles: [] }, [true, true, open, false, open]],
    ['a new flag for something else', { canLend: true }, [true, true, open, false, open]],
    [
      'a new flag beside a list',
      { withdrawEnabled: true, restrictAccess: true, accessEndpoints: names('order/new') },
      [open, true, open, odd, open],
    ],
    [
      'names without titles',
      { restrictAccess: true, accessEndpoints: ['/api/v4/sub-account/transfer'] },
      [open, open, true, false, open],
    ],
    ['the older word', { type: 'trade' }, [odd, odd, open, odd, open]],
    ['no type', { type: null }, [bad, bad, open, bad, open]],
    ['restrictAccess missing', { restrictAccess: undefined }, [bad, bad, open, bad, open]],
    ['restrictAccess a number', { restrictAccess: 1 }, [bad, bad, open, bad, open]],
    ['the list missing', { restrictAccess: true, accessEndpoints: null }, [bad, bad, open, bad, open]],
    [
      'an empty name',
      { restrictAccess: true, accessEndpoints: [{ name: ' ' }] },
      [bad, bad, open, bad, open],
    ],
    ['an entry without name', { restrictAccess: true, accessEndpoints: [{}] }, [bad, bad, open, bad, open]],
  ])('%s', (_, change, expected) => {
    const { read, trade, transfer, withdraw, manage } = describeKey(change).permissions;
    expect([read, trade, transfer, withdraw, manage].map(told)).toEqual(expected);
  });
});

it.each([
  ['/api/v4/main-account/withdraw', 'withdraw'],
  ['/api/v4/main-account/withdraw-pay', 'withdraw'],
  ['/api/v4/main-account/codes', 'withdraw'],
  ['/api/v4/main-account/codes/apply', 'other'],
  ['/api/v4/main-account/codes/my', 'read'],
  ['/api/v4/main-account/transfer', 'transfer'],
  ['main-account/balance/', 'read'],
  ['api/v4/main-account/withdraw', 'withdraw'],
  ['/api/v4/order/collateral/limit', 'trade'],
  ['/api/v4/trade-account/executed-history', 'read'],
  ['/api/v4/sub-account/api-key/edit', 'manage'],
  ['/api/v4/main-account/create-new-address', 'unrecognized'],
])('takes %s for %s', (endpoint, scope) => {
  expect(scopeOf(endpoint)).toBe(scope);
});

it('shows new flags among the grants', () => {
  expect(told<unknown>(describeKey({ canLend: true, canVote: false }).grants)).toEqual([
    { name: 'type 1', scope: 'read' },
    { name: 'type 1', scope: 'trade' },
    { name: 'canLend', scope: 'unrecognized' },
  ]);
});

it('keeps no secret', () => {
  expect(JSON.stringify(describeKey({ apiSecret: 'INVENTED secret' }))).not.toContain('INVENTED secret');
});

it.each<[body: unknown, expected: unknown]>([
  [{ data: ['203.0.113.7'] }, true],
  [{ data: ['0.0.0.0/0'] }, false],
  [{ data: [] }, 'not-exposed'],
  [{ data: null }, 'malformed'],
  [{ data: [7] }, 'malformed'],
  [{ data: ['203.0.113.7'], total: 2 }, 'unrecognized'],
  [{ data: ['203.0.113.7', '0.0.0.0/0'], total: 3 }, false],
  [[], 'malformed'],
])('reads addresses of %j', (body, expected) => {
  const fact = ipRestrictionOf(body);
  expect(fact.known ? fact.value.restricted : fact.reason).toBe(expected);
});

it.each([
  [{ available: '0', freeze: '0' }, true],
  [{ BTC: { available: '0', freeze: '0' } }, true],
  [{ available: null, freeze: null }, false],
  [{}, false],
  [[], false],
  [{ result: [] }, false],
  [null, false],
])('asks whether %j is a balance', (body, expected) => {
  expect(isBalance(body)).toBe(expected);
});

describe('errors', () => {
  it.each<[body: unknown, kind: string]>([
    [{ code: 10, message: 'Unauthorized request.' }, 'invalid-credentials'],
    [{ code: '10', message: '' }, 'invalid-credentials'],
    [
      { code: 2, message: 'This action is unauthorized. Enable your key in API settings' },
      'permission-refused',
    ],
    [{ code: 4, message: 'This API Key is not authorized to perform this action.' }, 'permission-refused'],
    [{ message: "You don't have permission to use this endpoint." }, 'permission-refused'],
    [{ code: 0, message: 'Too many requests.' }, 'clock-skew'],
    [{ code: 0, message: 'Your nonce is more than 5 seconds lesser than the current nonce' }, 'clock-skew'],
    [{ code: 9, message: 'Invalid payload.' }, 'unexpected-response'],
    [{ code: 77, message: 'INVENTED' }, 'unexpected-response'],
    [{ success: false, message: { limit: ['INVENTED'] }, result: null }, 'unexpected-response'],
    [{ response: null, status: 422, errors: { id: ['INVENTED'] } }, 'unexpected-response'],
  ])('%j is %s', (body, kind) => {
    const code = whitebit.failureCode(body);
    const error = describeFailure(whitebit, { code, status: 422, ccxtClasses: [] }, null);
    expect(error.kind).toBe(kind);
    expect(error.message).not.toContain('INVENTED');
  });

  it.each([null, [], {}, { BTC: { available: '0', freeze: '0' } }, { limit: 10, offset: 0, data: [] }])(
    'finds none in %j',
    (body) => {
      expect(whitebit.failureCode(body)).toBeUndefined();
    },
  );
});

describe("a list of a sub-account's keys", () => {
  const key = { ...row, id: 'id-1', apiKey: 'INVENTED-key-1' };
  const post = (path: string, body: unknown, params?: Record<string, string>): FixtureAnswer => ({
    method: 'POST',
    path,
    body,
    ...(params && { params }),
  });
  const audit = async (...answers: FixtureAnswer[]) => {
    const all = [
      post(tradeBalance.path, { available: '0', freeze: '0' }),
      post(subAccounts.path, { limit: 100, offset: 0, data: [{ id: 'sub1' }] }),
      post(subAccountKeyAddresses.path, { data: ['203.0.113.7'] }),
      ...answers,
    ];
    const client = fakeClient(whitebit, all);
    return await collectAccount(whitebit, client, identify('whitebit', 'a'), 'sub-accounts');
  };
  const withdraws = ({ keys }: AccountFacts) => keys.slice(1).map((key) => told(key.permissions.withdraw));

  it.each<[string, Body]>([
    ['of one id', key],
    ['of two ids', { ...key, id: 'id-2' }],
  ])('tells of a key only what all rows about it agree on, %s', async (_, again) => {
    const data = [key, { ...again, type: '2' }];
    const facts = await audit(post(subAccountKeys.path, { limit: 100, offset: 0, data }));
    expect(withdraws(facts)).toEqual(['malformed']);
    expect(facts.status).toBe('partial');
  });

  it('tells of two keys that share an id', async () => {
    const data = [key, { ...key, apiKey: 'INVENTED-key-2', type: '2' }];
    expect(withdraws(await audit(post(subAccountKeys.path, { limit: 100, offset: 0, data })))).toEqual([
      false,
      true,
    ]);
  });

  it('does not end with a page that is as full as was asked for', async () => {
    const data = Array.from({ length: 100 }, (_, at) => ({
      ...key,
      id: `id-${at}`,
      apiKey: `INVENTED-${at}`,
    }));
    const facts = await audit(
      post(subAccountKeys.path, { limit: 1000, offset: 0, data }, { offset: '0' }),
      post(subAccountKeys.path, { limit: 1000, offset: 100, data: [key] }, { offset: '100' }),
    );
    expect(facts.keys).toHaveLength(102);
    expect(facts.status).toBe('audited');
  });

  it('is not whole where the page says that it goes on', async () => {
    const facts = await audit(post(subAccountKeys.path, { limit: 100, offset: 0, data: [key], total: 2 }));
    expect(facts.keys).toHaveLength(2);
    expect(facts.status).toBe('partial');
  });
});

it('asks nothing before the hazard is accepted', () => {
  const asking = whitebit.hazards.filter(({ handling }) => handling === 'asks').map(({ name }) => name);
  for (const read of whitebit.reads) expect(asking).toContain(read.hazard);
});
