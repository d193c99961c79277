import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { Depth } from '../../model/account.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { KeyFacts } from '../../model/key-facts.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { bingx } from './index.ts';
import { accountUid, apiKeys, apiPermissions, apiRestrictions, subAccounts } from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

const codes = { apiKey: '', permissions: [2], ipAddresses: [], note: 'bot' };
const four = {
  ipRestrict: false,
  createTime: 1702289687211,
  permitsUniversalTransfer: false,
  enableReading: true,
  enableFutures: false,
  enableSpotAndMarginTrading: false,
};
const nine = {
  ...four,
  enableWithdrawals: false,
  enableInternalTransfer: false,
  enableVanillaOptions: false,
};

const answer = (path: string, body: unknown, params?: Record<string, string>): FixtureAnswer => ({
  method: 'GET',
  path,
  body,
  ...(params && { params }),
});
const good = (data: unknown) => ({ code: 0, timestamp: 1702351994615, data });
const bad = (code: unknown) => ({ code, msg: 'IP 203.0.113.9', success: false });

const callingKey = 'inventedCallingKey';
async function collect(answers: readonly FixtureAnswer[], depth: Depth = 'key'): Promise<AccountFacts> {
  return await collectAccount(
    bingx,
    fakeClient(bingx, answers, callingKey),
    identify('bingx', callingKey),
    depth,
  );
}

/** The calling key, by its two answers about itself; undefined for one that is not there. */
async function describeKey(permissions: unknown, restrictions: unknown): Promise<KeyFacts> {
  const facts = await collect([
    ...(permissions === undefined ? [] : [answer(apiPermissions.path, permissions)]),
    ...(restrictions === undefined ? [] : [answer(apiRestrictions.path, restrictions)]),
  ]);
  return callingOf(facts);
}

function callingOf({ keys: [key] }: AccountFacts): KeyFacts {
  if (key === undefined) throw new Error('there is always a calling key');
  return key;
}

const rightsOf = ({ permissions }: KeyFacts) =>
  [permissions.read, permissions.trade, permissions.transfer, permissions.withdraw].map(told);

describe('rights by number', () => {
  const open = 'not-exposed';
  it.each<[unknown, unknown[]]>([
    [[1], [true, true, false, false]],
    [[2], [true, false, false, false]],
    [[3], [true, true, false, false]],
    [[4], [true, false, true, open]],
    [[5], [true, false, false, true]],
    [[7], [true, false, true, open]],
    [
      [4, 5],
      [true, false, true, true],
    ],
    [
      ['1', ' 5 '],
      [true, true, false, true],
    ],
    [
      [2, 6],
      [true, false, false, false],
    ],
    [
      [2, 8, 'Withdraw'],
      [true, false, false, 'unrecognized'],
    ],
    [
      [2, '05'],
      [true, false, false, true],
    ],
    [
      [2, '1,5'],
      [true, 'malformed', 'malformed', 'malformed'],
    ],
    [[6], [true, 'unrecognized', 'unrecognized', 'unrecognized']],
    [['toString'], [true, 'unrecognized', 'unrecognized', 'unrecognized']],
    [
      [5, null],
      [true, 'malformed', 'malformed', true],
    ],
    [
      [2, 5.5],
      [true, 'malformed', 'malformed', 'malformed'],
    ],
    [[], [true, 'malformed', 'malformed', 'malformed']],
    ['1,2', [true, 'malformed', 'malformed', 'malformed']],
    [{ 2: true }, [true, 'malformed', 'malformed', 'malformed']],
    [null, [true, 'malformed', 'malformed', 'malformed']],
  ])('%j', async (permissions, expected) => {
    // The flags say what they can: that the key reads, and trades and transfers nothing.
    expect(rightsOf(await describeKey({ ...codes, permissions }, four))).toEqual(expected);
    expect(rightsOf(await describeKey(good({ ...codes, permissions }), good(four)))).toEqual(expected);
  });

  it('are named as the pages name them, and never as managing', async () => {
    const { grants, permissions } = await describeKey({ ...codes, permissions: [1, 3, 4, 5, 7, 6] }, four);
    expect(told(grants)).toEqual([
      { name: '1 (Spot Trading)', scope: 'trade' },
      { name: '3 (Perpetual Futures Trading)', scope: 'trade' },
      { name: '4 (Universal Transfer)', scope: 'transfer' },
      { name: '5 (Withdraw)', scope: 'withdraw' },
      { name: '7 (Allow internal transfer of sub-accounts)', scope: 'transfer' },
      { name: '6', scope: 'unrecognized' },
      { name: 'enableReading', scope: 'read' },
    ]);
    expect(told(permissions.manage)).toBe('not-exposed');
  });
});

describe('flags', () => {
  it.each<[Body, unknown[]]>([
    [nine, [true, false, false, false]],
    [{ ...nine, enableSpotAndMarginTrading: 'true' }, [true, true, false, false]],
    [{ ...nine, enableVanillaOptions: true }, [true, true, false, false]],
    [{ ...nine, enableWithdrawals: true }, [true, false, false, true]],
    [{ ...nine, enableInternalTransfer: true }, [true, false, true, 'not-exposed']],
    [{ ...nine, permitsUniversalTransfer: true }, [true, false, true, 'not-exposed']],
    [{ ...nine, enableWithdrawals: null }, [true, false, false, 'malformed']],
    [{ ...nine, enableWithdrawals: 0 }, [true, false, false, 'malformed']],
    [{ ...nine, enableWithdrawals: 'off' }, [true, false, false, 'unrecognized']],
    [{ ...nine, enableInternalTransfer: undefined }, [true, false, 'not-exposed', 'not-exposed']],
    [{ ...nine, permitsUniversalTransfer: undefined }, [true, false, 'malformed', 'malformed']],
    [{ ...nine, enableFutures: undefined }, [true, 'malformed', false, false]],
    [{ ...nine, enableReading: 'false', enableCards: true }, [false, false, false, false]],
    [{ ...nine, enableWithdrawalsV2: 'on' }, [true, false, false, 'unrecognized']],
    [{ ...nine, withdrawal: true }, [true, false, false, 'unrecognized']],
    [{ ...nine, enableWithdrawalsV2: false }, [true, false, false, false]],
    [{ ...nine, permitsAll: true }, [true, 'unrecognized', 'unrecognized', 'unrecognized']],
    [{ ...nine, scopes: ['WITHDRAW'] }, [true, 'unrecognized', 'unrecognized', 'unrecognized']],
    [{ ...nine, enableOptionsTrading: true }, [true, 'unrecognized', false, false]],
    [{ ...nine, enableExternalTransfer: 1 }, [true, false, 'unrecognized', 'unrecognized']],
    [{ ...nine, withdrawFee: '0.001' }, [true, false, false, false]],
  ])('%j', async (flags, expected) => {
    expect(rightsOf(await describeKey(flags, undefined))).toEqual(expected);
    expect(rightsOf(await describeKey(good(flags), undefined))).toEqual(expected);
  });

  it('of four alone tell nothing of withdrawals', async () => {
    const held = ['refused', 'refused', 'refused'];
    expect(rightsOf(await describeKey(undefined, four))).toEqual([true, ...held]);
    expect(rightsOf(await describeKey(bad(100404), good(four)))).toEqual([true, ...held]);
    expect(rightsOf(await describeKey(four, four))[3]).toBe('not-exposed');
  });

  it('leave open what the numbers deny where a new one looks like it', async () => {
    const open = ['unrecognized', 'unrecognized', 'unrecognized'];
    expect(rightsOf(await describeKey(codes, { ...four, permitsAll: true }))).toEqual([true, ...open]);
  });

  it('show a new right that is on, and none that is off', async () => {
    const { grants } = await describeKey(
      { ...nine, enableCards: 'true', permitsLoans: false, canFly: 1, canSwim: 0, canDive: null },
      four,
    );
    expect(told(grants)).toEqual([
      { name: 'enableReading', scope: 'read' },
      { name: 'enableCards', scope: 'unrecognized' },
      { name: 'canFly', scope: 'unrecognized' },
    ]);
  });
});

describe('addresses', () => {
  it.each<[unknown, unknown, unknown]>([
    [[], false, { restricted: false }],
    [[''], false, { restricted: false }],
    [['203.0.113.7', ''], true, { restricted: true, allowed: { known: true, value: ['203.0.113.7'] } }],
    [['51.**.**.172'], true, { restricted: true }],
    [['0.0.0.0/0'], false, { restricted: false }],
    [['0.0.0.0/0'], true, 'unrecognized'],
    [[], true, 'unrecognized'],
    [['203.0.113.7'], false, 'unrecognized'],
    [['any'], true, 'unrecognized'],
    [null, true, { restricted: true, allowed: { known: false, reason: 'not-exposed' } }],
    ['203.0.113.7', undefined, { restricted: true }],
    ['203.0.113.7,198.51.100.2', true, { restricted: true }],
    ['*', true, 'unrecognized'],
    ['203.0.113.7, 0.0.0.0/0', true, 'unrecognized'],
    ['', true, { restricted: true }],
    [[7], 'maybe', 'unrecognized'],
  ])('%j with ipRestrict %j', async (ipAddresses, ipRestrict, expected) => {
    const { ipRestriction } = await describeKey({ ...codes, ipAddresses }, { ...four, ipRestrict });
    if (typeof expected === 'string') expect(told(ipRestriction)).toBe(expected);
    else expect(told(ipRestriction)).toMatchObject(expected as object);
  });
});

const row = (apiKey: unknown, more: Body = {}) => ({
  ...codes,
  apiKey,
  status: 0,
  createTime: 1702289687211,
  updateTime: 1702289687000,
  ...more,
});
const own = 'in*******ey';
const itself = [answer(apiPermissions.path, codes), answer(apiRestrictions.path, four)];
const uid = answer(accountUid.path, good({ uid: 16844999 }));
const keys = (rows: readonly unknown[], of = '16844999') =>
  answer(apiKeys.path, good({ apiInfos: rows }), { uid: of });

describe("the account's keys", () => {
  it.each<[string, unknown[], string, unknown]>([
    ['the calling key by its ends', [row(own), row('zF*******zQ')], 'sibling', 'audited'],
    ['the calling key whole', [row(callingKey), row('another')], 'sibling', 'audited'],
  ])('hold %s, which is not reported twice', async (_, rows, relation, status) => {
    const facts = await collect([...itself, uid, keys(rows)], 'account');
    expect(facts.status).toBe(status);
    expect(facts.keys.map((key) => key.relation)).toEqual(['calling', relation]);
    expect(told(callingOf(facts).modifiedAt)).toEqual(new Date(1702289687000));
  });

  it.each<[string, unknown[]]>([
    ['two have the same ends', [row(own), row(own, { createTime: 1702289687212 })]],
    ['all ends are hidden', [row('*********'), row('*********', { createTime: 1702289687212 })]],
  ])('are all reported where %s', async (_, rows) => {
    const facts = await collect([...itself, uid, keys(rows)], 'account');
    expect(new Set(facts.keys.map(({ identity }) => identity.fingerprint)).size).toBe(3);
    expect(told(callingOf(facts).modifiedAt)).toBe('not-exposed');
  });

  it('are not other keys where they are the calling one twice, and hold what either row does', async () => {
    const rows = [row(callingKey), row(callingKey, { permissions: [2, 5] })];
    const { keys: found } = await collect([...itself, uid, keys(rows)], 'account');
    expect(found.map(rightsOf)).toEqual([[true, false, false, true]]);
  });

  it("hold the calling key's right to withdraw, if nothing else does", async () => {
    const rows = [row(own, { permissions: [2, 5] })];
    const { keys: found } = await collect([...itself, uid, keys(rows)], 'account');
    expect(found.map(rightsOf)).toEqual([[true, false, false, true]]);
  });

  it.each<[string, unknown, FixtureAnswer | undefined, unknown]>([
    ['the main account', { uid: '16844999' }, keys([row(own)]), null],
    ['a sub-account', { uid: 16844999 }, answer(apiKeys.path, bad('100403')), '16844999'],
    ['nobody knows whom, without an answer', { uid: 16844999 }, answer(apiKeys.path, bad(100500)), 'refused'],
    ['nobody knows whom, without a UID', { uid: 'me' }, keys([row(own)]), 'refused'],
  ])('show that the calling key is of %s', async (_, data, list, expected) => {
    const facts = await collect(
      [...itself, answer(accountUid.path, good(data)), ...(list ? [list] : [])],
      'account',
    );
    expect(told(callingOf(facts).owner)).toBe(expected);
  });
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'ip-refused': ['100419'],
    'invalid-credentials': ['100413', '100001'],
    'permission-refused': ['100004', '100403', '100414', '100441'],
    'clock-skew': ['100421', '80014'],
    'rate-limited': ['100410'],
    unreachable: ['100500', '100503'],
    'unexpected-response': ['100400', '100404', '100412', '100450', '100204'],
  };
  const table = Object.entries(kinds).flatMap(([kind, list]) => list.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    for (const given of [code, Number(code)]) {
      const facts = await collect([
        answer(apiPermissions.path, bad(given)),
        answer(apiRestrictions.path, bad(given)),
      ]);
      expect(facts.error).toMatchObject({ kind, code });
      expect(facts.error?.message).not.toContain('203.0.113.9');
      expect(facts.keys[0]?.ipRestriction).toMatchObject(
        kind === 'ip-refused' ? { known: true, value: { restricted: true } } : { known: false },
      );
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(bingx.failures)));
  });
});

describe("sub-accounts' keys", () => {
  const main = [...itself, uid, keys([row(own)])];
  const list = (uids: readonly unknown[], total?: unknown, page?: string) =>
    answer(
      subAccounts.path,
      good({ result: uids.map((subUid) => ({ subUid })), total }),
      page ? { page } : {},
    );
  const of = (subUid: string) => keys([row('aB*******cD')], subUid);

  it('are not complete where the list of keys says that it goes on', async () => {
    const cut = (data: Body) => [
      ...itself,
      uid,
      answer(apiKeys.path, good({ apiInfos: [row(own)], ...data })),
    ];
    const facts = await collect(cut({ total: 2 }), 'account');
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect((await collect(cut({ total: 1 }), 'account')).status).toBe('audited');
  });

  it.each<[string, FixtureAnswer[], number]>([
    ['the total is reached', [list(['7'], 1), of('7')], 1],
    ['a server knows no pages and no total', [list(['7', 8]), of('7'), of('8')], 2],
    ['total counts one page', [list(['7'], 1, '1'), of('7')], 1],
  ])('are complete where %s', async (_, answers, found) => {
    const facts = await collect([...main, ...answers], 'sub-accounts');
    expect(facts).toMatchObject({ status: 'audited', error: null });
    expect(facts.keys).toHaveLength(1 + found);
  });

  it.each<[string, FixtureAnswer[], number]>([
    ['the total is not reached', [list(['7'], 2), of('7')], 1],
    ['a full page comes again', [list(Array(1000).fill('7')), of('7')], 1],
    ['a sub-account has no UID', [list(['7', null], 2), of('7')], 0],
    ['there is no list', [answer(subAccounts.path, good({ total: 0 }))], 0],
    ['a key has no apiKey', [list(['7'], 1), keys([row(null), row('aB*******cD')], '7')], 1],
  ])('are not complete where %s', async (_, answers, found) => {
    const facts = await collect([...main, ...answers], 'sub-accounts');
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys).toHaveLength(1 + found);
  });
});

describe('at a gate that checks key, time and signature', () => {
  const secrets = { apiKey: 'invented-bingx-gate-key', secret: 'inventedSecret' };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'bingx', ...secrets, answers: 'listed-itself' }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 0, '100413'],
    ['refuses another secret', { secret: 'another' }, 0, '100001'],
    ['refuses a clock that is off', {}, 10_000, '100421'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const facts = await auditAt(simulator.url, bingx, { ...secrets, ...change });
    expect(facts.error?.code ?? null).toBe(code);
    expect(facts.keys).toHaveLength(code === null ? 2 : 1);
  });
});
