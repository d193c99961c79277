import { describe, expect, it, onTestFinished } from 'vitest';
import { fakeClient, readAnswers } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import { mutations } from '../../../test/helpers/mutations.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { KeyDescription } from '../../model/key-facts.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { bybit, bybiteu, bybitid } from './index.ts';
import { describeCallingKey, describeSubAccountKey } from './normalize.ts';
import { readsAt } from './reads.ts';

const { apiKey, subAccountKeys, subAccounts } = readsAt('api.bybit.com');

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

/** Every group that the documentation lists, empty. */
const empty = Object.fromEntries(
  [
    'ContractTrade',
    'Spot',
    'Wallet',
    'Options',
    'Derivatives',
    'CopyTrading',
    'BlockTrade',
    'Exchange',
    'NFT',
    'Affiliate',
    'Earn',
    'FiatP2P',
    'FiatConvertBroker',
    'FiatGlobalPay',
    'FiatBitPay',
    'BitCard',
    'ByXPost',
  ].map((group) => [group, []]),
);
const without = (...groups: string[]) =>
  Object.fromEntries(Object.entries(empty).filter(([group]) => !groups.includes(group)));

const plain = {
  note: 'bot',
  readOnly: 0,
  permissions: empty,
  ips: ['203.0.113.7'],
  deadlineDay: -2,
  expiredAt: '1970-01-01T00:00:00Z',
  createdAt: '2025-10-13T03:20:45Z',
  userID: 1448939,
  isMaster: true,
};
const describeKey = (body: Body): KeyDescription => describeCallingKey({ ...plain, ...body });
const holding = (permissions: Body, body: Body = {}) =>
  describeKey({ permissions: { ...empty, ...permissions }, ...body });

describe('what a word gives a key that may write', () => {
  it.each<[group: string, word: string, right: string]>([
    ['ContractTrade', 'Order', 'trade'],
    ['ContractTrade', 'Position', 'trade'],
    ['Spot', 'SpotTrade', 'trade'],
    ['Options', 'OptionsTrade', 'trade'],
    ['Derivatives', 'DerivativesTrade', 'trade'],
    ['BlockTrade', 'BlockTrade', 'trade'],
    ['Exchange', 'ExchangeHistory', 'trade'],
    ['CopyTrading', 'CopyTrading', 'trade'],
    ['FiatConvertBroker', 'FiatConvertBrokerOrder', 'trade'],
    ['Wallet', 'AccountTransfer', 'transfer, manage'],
    ['Wallet', 'SubMemberTransfer', 'transfer, manage'],
    ['Wallet', 'Withdraw', 'withdraw, manage'],
    ['FiatP2P', 'Advertising', 'other'],
    ['Earn', 'Earn', 'other'],
    ['BitCard', 'BitCard', 'other'],
    ['ByXPost', 'ByXPost', 'other'],
    ['Affiliate', 'Affiliate', 'other'],
    ['NFT', 'NFTQueryProductList', 'other'],
  ])('%s.%s: %s', (group, word, scopes) => {
    const { permissions, grants } = holding({ [group]: [word] });
    const name = `${group}.${word}`;
    expect(told(grants)).toEqual(scopes.split(', ').map((scope) => ({ name, scope })));
    for (const right of ['trade', 'transfer', 'withdraw', 'manage'] as const) {
      expect(told(permissions[right]), right).toBe(scopes.split(', ').includes(right));
    }
  });
});

describe('withdraw', () => {
  const payout = { FiatP2P: ['FiatP2POrder'] };
  it.each<[string, Body, boolean | string]>([
    ['with orders of the P2P market', payout, 'not-exposed'],
    ['with Bybit Pay', { FiatBitPay: ['FaitPayOrder'] }, 'not-exposed'],
    ["with Bybit Pay's old name", { FiatBybitPay: ['FaitPayOrder'] }, 'not-exposed'],
    ['with its own word beside', { ...payout, Wallet: ['Withdraw'] }, true],
    ['with a new word of Bybit Pay', { FiatBitPay: ['PayOut'] }, 'unrecognized'],
    ['with a P2P group that is no list', { FiatP2P: null }, 'malformed'],
    ['with nothing', {}, false],
    ['with a new word beside a known one', { Wallet: ['AccountTransfer', 'Pay'] }, false],
    ['with its word in another case', { Wallet: ['AccountTransfer', 'withdraw'] }, 'unrecognized'],
    ['with a new word for it', { Wallet: ['AccountTransfer', 'WithdrawV2'] }, 'unrecognized'],
    ['with a new group for it', { Wallet: [], Withdrawals: ['Fiat'] }, 'unrecognized'],
    ['with a flag that is called like its word', { Withdraw: true }, 'unrecognized'],
    ['with new words alone', { Wallet: ['Pay'] }, 'unrecognized'],
    ['with its word in another case', { Wallet: ['withdraw'] }, 'unrecognized'],
    ['with a number in the list', { Wallet: ['AccountTransfer', 5] }, 'malformed'],
    ['with a text for a list', { Wallet: 'Withdraw' }, 'malformed'],
  ])('%s', (_, permissions, expected) => {
    expect(told(holding(permissions).permissions.withdraw)).toBe(expected);
  });

  it.each<[string, string[], boolean, boolean | string]>([
    ['Wallet', ['Wallet'], true, 'malformed'],
    ['Wallet, of a sub-account', ['Wallet'], false, 'malformed'],
    ['FiatP2P', ['FiatP2P'], true, 'malformed'],
    ['FiatBitPay', ['FiatBitPay'], true, 'malformed'],
    ['the groups that no sub-account has', ['FiatP2P', 'FiatBitPay'], false, false],
  ])('without the group %s', (_, groups, isMaster, expected) => {
    const { permissions } = describeKey({ permissions: without(...groups), isMaster });
    expect(told(permissions.withdraw)).toBe(expected);
  });

  it("by Bybit Pay's old name alone, which answers had until May 2026", () => {
    const permissions = { ...without('FiatBitPay'), FiatBybitPay: [] };
    expect(told(describeKey({ permissions }).permissions.withdraw)).toBe(false);
  });
});

describe('trade', () => {
  it.each<[string, Body, boolean | string]>([
    ['without Spot', without('Spot'), 'malformed'],
    ['without Spot, and with another', { ...without('Spot'), Options: ['OptionsTrade'] }, true],
    ['without CopyTrading, which is deprecated', without('CopyTrading'), false],
    ['with a group that is no list', { ...empty, Derivatives: {} }, 'malformed'],
    ['with new words alone', { ...empty, Spot: ['SpotTradeV2'] }, 'unrecognized'],
    ['with a new word beside a known one', { ...empty, Spot: ['SpotTrade', 'SpotMargin'] }, true],
    ['with a new group', { ...empty, Stocks: ['Buy'] }, false],
    ['with a new group that looks like it', { ...empty, Stocks: ['StockTrade'] }, 'unrecognized'],
    ['with a flag for a group that is called like its word', { ...empty, SpotTrade: true }, 'unrecognized'],
  ])('%s', (_, permissions, expected) => {
    expect(told(describeKey({ permissions }).permissions.trade)).toBe(expected);
  });
});

describe('manage', () => {
  it.each<[string, string[], unknown, boolean | string]>([
    ['a master key with none of the words', [], true, false],
    ["a master key with a sub-account's word", ['SubMemberTransferList'], true, 'not-exposed'],
    ["a sub-account's key with Account Transfer", ['AccountTransfer'], false, true],
    ["a sub-account's key with its own transfer word", ['SubMemberTransferList'], false, 'not-exposed'],
    ["a sub-account's key with none", [], 'false', false],
    ['a key of nobody knows whom, with a word', ['AccountTransfer'], undefined, 'malformed'],
    ['a key of nobody knows whom, with none', [], undefined, false],
    ['a key with new words alone', ['Pay'], true, 'unrecognized'],
  ])('%s', (_, Wallet, isMaster, expected) => {
    const { permissions, grants } = holding({ Wallet }, { isMaster });
    expect(told(permissions.manage)).toBe(expected);
    const named = grants.known && grants.value.some(({ scope }) => scope === 'manage');
    expect(named).toBe(expected === true);
  });
});

describe('readOnly', () => {
  const writing = ['trade', 'transfer', 'withdraw', 'manage'] as const;
  const all = { Spot: ['SpotTrade'], Wallet: ['AccountTransfer', 'Withdraw', 'NewWord'] };

  it.each([1, '1', true, 'true'])('%j leaves reading, whatever is listed', (readOnly) => {
    const { permissions, grants } = holding(all, { readOnly });
    expect(writing.map((right) => told(permissions[right]))).toEqual([false, false, false, false]);
    expect(told(permissions.read)).toBe(true);
    const scopes = grants.known ? grants.value.map(({ scope }) => scope) : [];
    expect(scopes).toEqual(['read', 'read', 'read', 'unrecognized']);
  });

  it.each([0, '0', false, 'false'])('%j leaves what is listed', (readOnly) => {
    const { permissions } = holding(all, { readOnly });
    expect(writing.map((right) => told(permissions[right]))).toEqual([true, true, true, true]);
  });

  it.each([
    [undefined, 'malformed'],
    [null, 'malformed'],
    [[], 'malformed'],
    [2, 'unrecognized'],
    ['yes', 'unrecognized'],
  ])('%j leaves it open what the key may write', (readOnly, reason) => {
    const { permissions } = holding(all, { readOnly });
    expect(writing.map((right) => told(permissions[right]))).toEqual(Array(4).fill(reason));
    expect(told(permissions.read)).toBe(true);
    const nothing = holding({}, { readOnly }).permissions;
    expect(writing.map((right) => told(nothing[right]))).toEqual([false, false, false, false]);
  });

  it.each([undefined, null, [], 'all', {}])('1 is enough where permissions is %j', (permissions) => {
    const key = describeKey({ readOnly: 1, permissions });
    expect(writing.map((right) => told(key.permissions[right]))).toEqual([false, false, false, false]);
    const open = describeKey({ permissions });
    expect(writing.map((right) => told(open.permissions[right]))).toEqual(Array(4).fill('malformed'));
  });
});

it('shows a group that is no list of words by its name, since it may hold some', () => {
  const { grants } = holding({ Earn: 'Earn', Card: { on: true }, Spot: ['SpotTrade', 7], Gone: null });
  expect(told(grants)).toEqual([
    { name: 'Spot.SpotTrade', scope: 'trade' },
    { name: 'Spot', scope: 'unrecognized' },
    { name: 'Earn', scope: 'unrecognized' },
    { name: 'Card', scope: 'unrecognized' },
  ]);
});

it('takes no name of JavaScript for a word', () => {
  const permissions = JSON.parse('{"constructor":["toString"],"__proto__":["Withdraw"]}');
  const { grants } = describeKey({ permissions: { ...empty, ...permissions } });
  expect(grants.known && grants.value.every(({ scope }) => scope === 'unrecognized')).toBe(true);
});

describe('ips', () => {
  it.each<[string, unknown, unknown]>([
    ['any', ['*'], { restricted: false }],
    ['any beside an address', ['203.0.113.7', '*'], { restricted: false }],
    ['addresses', ['203.0.113.7', '2001:db8::1'], { restricted: true }],
    ['an empty list', [], 'unrecognized'],
    ['an empty text', [''], 'unrecognized'],
    ['a word', ['any'], 'unrecognized'],
    ['the text that is written', '203.0.113.7,203.0.113.8', 'malformed'],
    ['a number', [203], 'malformed'],
    ['null', null, 'malformed'],
    ['nothing', undefined, 'malformed'],
  ])('%s', (_, ips, expected) => {
    const fact = told(describeKey({ ips }).ipRestriction);
    if (typeof expected === 'string') expect(fact).toBe(expected);
    else expect(fact).toMatchObject(expected as object);
  });
});

describe('expiredAt', () => {
  const never = '1970-01-01T00:00:00Z';
  it.each<[unknown, unknown, unknown]>([
    [never, -2, null],
    [never, '-2', null],
    ['1970-01-01T08:00:00+08:00', -1, null],
    [never, 21, 'unrecognized'],
    [never, 0, 'unrecognized'],
    [never, undefined, 'unrecognized'],
    [never, 'many', 'unrecognized'],
    ['1970-01-02T00:00:00Z', -2, 'unrecognized'],
    ['0001-01-01T00:00:00Z', -2, 'unrecognized'],
    ['2026-12-01T02:36:06Z', 8, new Date('2026-12-01T02:36:06Z')],
    ['2026-12-01T02:36:06Z', undefined, new Date('2026-12-01T02:36:06Z')],
    [0, -2, 'malformed'],
    ['', -2, 'malformed'],
    [undefined, -2, 'malformed'],
  ])('%j with %j days left', (expiredAt, deadlineDay, expected) => {
    expect(told(describeKey({ expiredAt, deadlineDay }).expiresAt)).toEqual(expected);
  });
});

describe('the owner', () => {
  it.each<[string, Body, unknown]>([
    ['the master account', {}, null],
    ['the master account, as a text', { isMaster: 'true' }, null],
    ['a sub-account', { isMaster: false }, '1448939'],
    ['a sub-account, as texts', { isMaster: 'false', userID: '106314365' }, '106314365'],
    ['a sub-account without an id', { isMaster: false, userID: undefined }, 'malformed'],
    ['a sub-account with the id of nobody', { isMaster: false, userID: 0 }, 'malformed'],
    ['a sub-account with an id that is none', { isMaster: false, userID: [7] }, 'malformed'],
    ['not told', { isMaster: undefined }, 'malformed'],
    ['an odd flag', { isMaster: 'maybe' }, 'unrecognized'],
  ])('%s', (_, body, expected) => {
    expect(told(describeKey(body).owner)).toBe(expected);
  });
});

describe("a sub-account's key", () => {
  const row = { ...plain, readOnly: false, status: 3 };

  it.each<[unknown, unknown]>([
    [1, true],
    [2, false],
    ['2', false],
    [3, true],
    [4, true],
    [5, 'unrecognized'],
    ['expired', 'malformed'],
    [undefined, 'malformed'],
  ])('with status %j', (status, expected) => {
    expect(told(describeSubAccountKey({ ...row, status }, '7').enabled)).toBe(expected);
  });

  it('never ends where its status is permanent', () => {
    const odd = { ...row, deadlineDay: undefined };
    expect(told(describeSubAccountKey({ ...odd, status: 1 }, '7').expiresAt)).toBe(null);
    expect(told(describeSubAccountKey({ ...odd, status: 3 }, '7').expiresAt)).toBe('unrecognized');
  });

  it('is not known to read where readOnly is missing', () => {
    const { permissions } = describeSubAccountKey({ ...row, readOnly: undefined }, '7');
    expect(told(permissions.read)).toBe('malformed');
  });

  it('keeps its facts, or loses them, when any one field is broken', () => {
    const facts = (body: Body) => {
      const { permissions, ipRestriction, createdAt, expiresAt, enabled } = describeSubAccountKey(body, '7');
      return { ...permissions, ipRestriction, createdAt, expiresAt, enabled };
    };
    const documented = readAnswers('bybit', 'sub-accounts').flatMap(({ path, body }) =>
      path === subAccountKeys.path ? (body as { result: { result: Body[] } }).result.result : [],
    );
    expect(documented).toHaveLength(3);
    for (const whole of documented) {
      const before = facts(whole);
      for (const { name, body } of mutations(whole)) {
        for (const [fact, now] of Object.entries(facts(body as Body))) {
          const was = before[fact as keyof typeof before];
          if (now.known && was.known) expect(now, `${name}: ${fact}`).toEqual(was);
        }
      }
    }
  });
});

const answer = (path: string, body: unknown, params?: Record<string, string>): FixtureAnswer => ({
  method: 'GET',
  path,
  body,
  ...(params && { params }),
});
const good = (result: object) => ({ retCode: 0, retMsg: '', result, retExtInfo: {}, time: 1776149990532 });
const bad = (retCode: unknown) => ({ retCode, retMsg: 'Your IP 203.0.113.9', result: {}, retExtInfo: {} });

async function collect(answers: readonly FixtureAnswer[]): Promise<AccountFacts> {
  return await collectAccount(bybit, fakeClient(bybit, answers), identify('bybit', 'key'), 'sub-accounts');
}

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': ['10003', '10004', '10007', '33004', '-2015'],
    'ip-refused': ['10010'],
    'permission-refused': ['10005', '10008', '10024', '10027', '10028', '10029'],
    'clock-skew': ['10002', '-1'],
    'rate-limited': ['10006', '10018', '429'],
    unreachable: ['10000', '10009', '10016'],
    'unexpected-response': ['10017', '10001', '987654'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    for (const retCode of [code, Number(code)]) {
      const facts = await collect([answer(apiKey.path, bad(retCode))]);
      expect(facts.error).toMatchObject({ kind, code });
      expect(facts.error?.message).not.toContain('203.0.113.9');
      const restriction = facts.keys[0]?.ipRestriction;
      expect(restriction).toMatchObject(
        kind === 'ip-refused' ? { known: true, value: { restricted: true } } : { known: false },
      );
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(bybit.failures)));
  });

  it.each([
    ['no retCode', { result: plain }],
    ['a retCode that is none', { retCode: 'fine', result: plain }],
    ['no result', { retCode: 0 }],
    ['a list for a result', { retCode: 0, result: [plain] }],
    ['no object', 'fine'],
  ])('refuses to understand %s', async (_, body) => {
    expect((await collect([answer(apiKey.path, body)])).error?.kind).toBe('unexpected-response');
  });
});

describe("sub-accounts' keys", () => {
  const calling = answer(apiKey.path, good(plain));
  const members = (uids: readonly unknown[], nextCursor: unknown, params?: Record<string, string>) =>
    answer(subAccounts.path, good({ subMembers: uids.map((uid) => ({ uid })), nextCursor }), params);
  const keys = (uid: string, rows: readonly unknown[], nextPageCursor: unknown = '') =>
    answer(subAccountKeys.path, good({ result: rows, nextPageCursor }), { subMemberId: uid });
  const row = (key: string) => ({ ...plain, apiKey: key, readOnly: false, status: 1 });

  it.each<[string, FixtureAnswer[], found: number]>([
    ['the list goes on from nowhere', [members(['7'], ''), keys('7', [row('a')])], 1],
    ['the list does not say whether it ends', [members(['7'], undefined), keys('7', [row('a')])], 1],
    ['the list comes again and again', [members(['7'], '7'), keys('7', [row('a')])], 2],
    [
      'a sub-account has no uid',
      [members(['7', null, '8'], '0'), keys('7', [row('a')]), keys('8', [row('b')])],
      2,
    ],
    ['there is no list', [answer(subAccounts.path, good({ subMembers: {}, nextCursor: '0' }))], 0],
    ['the list of keys does not say whether it ends', [members(['7'], 0), keys('7', [row('a')], null)], 1],
    ['a key has no apiKey', [members(['7'], '0'), keys('7', [row('a'), { ...row('b'), apiKey: 5 }])], 1],
    ['a key is no object', [members(['7'], '0'), keys('7', [row('a'), null, row('b')])], 2],
  ])('are said to be incomplete where %s', async (_, answers, found) => {
    const facts = await collect([calling, ...answers]);
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys).toHaveLength(1 + found);
  });

  it('are told apart where Bybit masks them', async () => {
    const rows = [row('****'), { ...row('****'), note: 'another' }];
    const facts = await collect([calling, members(['7', '8'], '0'), keys('7', rows), keys('8', rows)]);
    expect(new Set(facts.keys.map(({ identity }) => identity.fingerprint)).size).toBe(5);
  });

  it('that were learnt stay where a later call is refused', async () => {
    const refused = answer(subAccountKeys.path, bad(10006), { subMemberId: '8' });
    const facts = await collect([calling, members(['7', 8], 0), keys('7', [row('a')]), refused]);
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'rate-limited' } });
    expect(facts.keys.map(({ relation, owner }) => [relation, told(owner)])).toEqual([
      ['calling', null],
      ['sub-account', '7'],
    ]);
  });

  it('are not asked for endlessly', async () => {
    let page = 0;
    const endless = async (read: { readonly path: string }) => {
      page += 1;
      return read.path === apiKey.path ? calling.body : good({ subMembers: [], nextCursor: `${page}` });
    };
    const client = { ...fakeClient(bybit, []), read: endless };
    const facts = await collectAccount(bybit, client, identify('bybit', 'key'), 'sub-accounts');
    expect(facts.error?.kind).toBe('unexpected-response');
  });

  it.each(['key', 'account'] as const)('are not asked for at depth %s', async (depth) => {
    const facts = await collectAccount(bybit, fakeClient(bybit, [calling]), identify('bybit', 'key'), depth);
    expect(facts).toMatchObject({ status: 'audited', error: null });
  });
});

it('gives nothing away that Bybit repeats in its error', async () => {
  const canary = { apiKey: 'CANARYkeyCANARYkey', secret: 'CANARYsecretCANARYsecret' };
  const simulator = await startSimulator({
    accounts: [{ ...canary, secret: 'another', exchange: 'bybit', answers: 'documented' }],
  });
  onTestFinished(() => simulator.close());
  const lines: string[] = [];
  const facts = await auditAt(simulator.url, bybit, canary, {
    depth: 'key',
    onRequest: (line) => lines.push(line),
  });
  expect(facts.error).toMatchObject({ kind: 'invalid-credentials', code: '10004' });
  expect(`${JSON.stringify(facts)} ${facts.error?.message} ${facts.error?.stack} ${lines}`).not.toMatch(
    /CANARY|origin_string/,
  );
});

it.each([
  ['bybit.eu', bybiteu],
  ['bybit.id', bybitid],
])('%s is a site of its own', (website, site) => {
  expect(new Set(site.reads.map(({ host }) => host))).toEqual(new Set([`api.${website}`]));
  for (const { url, steps } of Object.values(site.remedies)) {
    expect(url).toBe(`https://www.${website}/app/user/api-management`);
    expect(steps.join(' ')).not.toContain('bybit.com');
  }
});
