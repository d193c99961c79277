import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient, readAnswers } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import { mutations } from '../../../test/helpers/mutations.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { KeyDescription } from '../../model/key-facts.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { mexc } from './index.ts';
import { describeCallingKey, describeSubAccountKey } from './normalize.ts';
import { apiKeyInfo, subAccountKeys, subAccounts } from './reads.ts';

const plain = {
  note: 'bot',
  accessKey: 'mx0inventedKey',
  createTime: '2026-09-14T18:53:36.000+00:00',
  permissions: 'SPOT_ACCOUNT_READ',
  remainingValidity: 82,
  ipWhiteList: '203.0.113.7',
  status: 'VALID',
};
const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);
const describeKey = (body: Body): KeyDescription => describeCallingKey({ ...plain, ...body });

describe('what a word gives', () => {
  it.each([
    ['SPOT_ACCOUNT_READ', 'read'],
    ['SPOT_DEAL_READ', 'read'],
    ['SPOT_TRANSFER_READ', 'read'],
    ['SPOT_WITHDRAW_READ', 'read'],
    ['SPOT_DEPOSIT_READ', 'read'],
    ['CONTRACT_ACCOUNT_READ', 'read'],
    ['CONTRACT_DEAL_READ', 'read'],
    ['SPOT_DEAL_WRITE', 'trade'],
    ['CONTRACT_DEAL_WRITE', 'trade'],
    ['SPOT_TRANSFER_WRITE', 'transfer'],
    ['SPOT_WITHDRAW_WRITE', 'withdraw'],
    ['SPOT_ACCOUNT_WRITE', 'other'],
    ['CONTRACT_ACCOUNT_WRITE', 'other'],
    ['SPOT_DEPOSIT_WRITE', 'other'],
  ])('%s: %s, in the long and the short spelling', (long, scope) => {
    const short = long.replace('_READ', '_R').replace('_WRITE', '_W');
    for (const name of [long, short, long.toLowerCase()]) {
      const { permissions, grants } = describeKey({ permissions: name });
      expect(told(grants)).toEqual([{ name, scope }]);
      for (const right of ['read', 'trade', 'transfer', 'withdraw'] as const) {
        expect(told(permissions[right]), `${name}: ${right}`).toBe(right === scope);
      }
    }
  });

  it.each([
    ['SPOT_WITHDRAW', 'unrecognized', 'unrecognized'],
    ['SPOT_WITHDRAW_WRITES,SPOT_WITHDRAW_RW', 'unrecognized', 'unrecognized'],
    ['SPOT_DEAL_READ,SPOT_WITHDRAW_ADMIN', true, 'unrecognized'],
    ['SPOT_DEAL_READ,SPOT_VOTE', true, false],
    ['read_only', true, 'unrecognized'],
    ['READ_ONLY,NEW_WORD', true, 'unrecognized'],
    ['read_only,SPOT_DEAL_READ', true, false],
    ['', 'malformed', 'malformed'],
    [' , ', 'malformed', 'malformed'],
    [['SPOT_WITHDRAW_WRITE'], 'malformed', 'malformed'],
    [null, 'malformed', 'malformed'],
    [undefined, 'malformed', 'malformed'],
  ])('%j: may read %s, withdraw %s', (list, read, withdraw) => {
    const { permissions } = describeKey({ permissions: list });
    expect([told(permissions.read), told(permissions.withdraw)]).toEqual([read, withdraw]);
  });

  it('never tells whether a key may change keys', () => {
    const all = 'SPOT_ACCOUNT_READ,SPOT_ACCOUNT_WRITE,SPOT_WITHDRAW_WRITE';
    for (const permissions of [all, 'SPOT_DEAL_READ', undefined]) {
      expect(told(describeKey({ permissions }).permissions.manage)).toBe('not-exposed');
    }
  });

  it("is not touched by the account's own flags", () => {
    const { permissions, grants } = describeKey({ canWithdraw: true, canTrade: true });
    expect([told(permissions.withdraw), told(permissions.trade)]).toEqual([false, false]);
    expect(told(grants)).toHaveLength(1);
  });
});

describe('one field', () => {
  it.each<[keyof KeyDescription, Body, unknown]>([
    ['ipRestriction', { ipWhiteList: '' }, { restricted: false }],
    ['ipRestriction', { ipWhiteList: '203.0.113.7, ::/0' }, { restricted: false }],
    ['ipRestriction', { ipWhiteList: ' ' }, 'malformed'],
    ['ipRestriction', { ipWhiteList: ['203.0.113.7'] }, 'malformed'],
    ['ipRestriction', { ipWhiteList: null }, 'malformed'],
    ['ipRestriction', { ipWhiteList: 'null' }, 'unrecognized'],
    ['ipRestriction', { ipWhiteList: '203.0.113.7;203.0.113.8' }, 'unrecognized'],
    ['createdAt', { createTime: 1597026383085 }, new Date(1597026383085)],
    ['createdAt', { createTime: '1597026383085' }, new Date(1597026383085)],
    ['createdAt', { createTime: '2026-09-14T20:53:36+02:00' }, new Date('2026-09-14T18:53:36Z')],
    ['createdAt', { createTime: '2026-09-14 18:53:36' }, 'malformed'],
    ['createdAt', { createTime: 1597026383 }, 'unrecognized'],
    ['createdAt', { createTime: null }, 'malformed'],
    ['expiresAt', { remainingValidity: -999 }, null],
    ['expiresAt', { remainingValidity: '-999' }, null],
    ['expiresAt', { remainingValidity: '82' }, 'not-exposed'],
    ['expiresAt', { remainingValidity: 0 }, 'not-exposed'],
    ['expiresAt', { remainingValidity: -1 }, 'unrecognized'],
    ['expiresAt', { remainingValidity: 'permanent' }, 'malformed'],
    ['expiresAt', { remainingValidity: undefined }, 'malformed'],
    ['enabled', { status: 'INVALID' }, 'unrecognized'],
    ['enabled', { status: true }, 'malformed'],
    ['enabled', { status: undefined }, 'malformed'],
    ['label', { note: '' }, null],
    ['label', { note: undefined }, 'not-exposed'],
    ['owner', {}, 'not-exposed'],
  ])('%s of %j', (fact, body, expected) => {
    expect(told(describeKey(body)[fact] as Fact<unknown>)).toEqual(expected);
  });
});

it.each([
  ['no object', 'fine'],
  ['a list', [plain]],
  ['nothing', {}],
  ['an envelope', { data: plain }],
  ["the account's flags", { canTrade: true, canWithdraw: false, permissionsOfKey: 'SPOT' }],
])('refuses to understand %s', (_, answer) => {
  expect(() => describeCallingKey(answer)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

it.each<[Body, unknown]>([
  [{ creatTime: 1597026383085 }, new Date(1597026383085)],
  [{ createTime: 1597026383085 }, new Date(1597026383085)],
  [{ creatTime: 1597026383085, createTime: '2020-08-10T02:26:23.085Z' }, new Date(1597026383085)],
  [{ creatTime: 1597026383085, createTime: 1597026383086 }, 'unrecognized'],
  [{}, 'malformed'],
])("a sub-account's key is as old as %j says, in either spelling", (times, expected) => {
  expect(told(describeSubAccountKey({ note: 'a', ...times }, 'desk').createdAt)).toEqual(expected);
});

it("breaks no known fact of a sub-account's key with any one field", () => {
  const [row] = readAnswers('mexc', 'sub-accounts').flatMap(({ path, body }) =>
    path === subAccountKeys.path ? (body as { subAccount: Body[] }).subAccount : [],
  );
  const facts = (body: unknown) => {
    const { permissions, ipRestriction, createdAt } = describeSubAccountKey(body as Body, 'desk');
    return { ...permissions, ipRestriction, createdAt };
  };
  const before = facts(row);
  for (const { name, body } of mutations(row)) {
    for (const [fact, now] of Object.entries(facts(body))) {
      if (now.known) expect(now, `${name}: ${fact}`).toEqual(before[fact as keyof typeof before]);
    }
  }
});

const answer = (path: string, body: unknown, params?: Record<string, string>): FixtureAnswer => ({
  method: 'GET',
  path,
  body,
  ...(params && { params }),
});

async function collect(answers: readonly FixtureAnswer[]): Promise<AccountFacts> {
  return await collectAccount(mexc, fakeClient(mexc, answers), identify('mexc', 'key'), 'sub-accounts');
}

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'ip-refused': ['700006', '406'],
    'invalid-credentials': ['10072', '402', '602', '700001', '700002'],
    'clock-skew': ['10073', '700003', '700005'],
    'permission-refused': ['401', '403', '26', '60005', '70011', '700007', '730100'],
    'rate-limited': ['429', '510'],
    unreachable: ['500', '503', '504'],
    'unexpected-response': ['140001', '140002', '700013', '730706', '730707', '400', '33333'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    for (const given of [code, Number(code)]) {
      const facts = await collect([answer(apiKeyInfo.path, { code: given, msg: 'IP [203.0.113.9]' })]);
      expect(facts.error).toMatchObject({ kind, code });
      expect(facts.error?.message).not.toContain('203.0.113.9');
      expect(facts.keys[0]?.ipRestriction).toMatchObject(
        kind === 'ip-refused' ? { known: true, value: { restricted: true } } : { known: false },
      );
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(mexc.failures)));
  });
});

describe("sub-accounts' keys", () => {
  const calling = answer(apiKeyInfo.path, plain);
  const list = (names: readonly unknown[], page?: string) =>
    answer(
      subAccounts.path,
      { subAccounts: names.map((subAccount) => ({ subAccount })) },
      page ? { page } : {},
    );
  const keys = answer(subAccountKeys.path, { subAccount: [{ ...plain, apiKey: 'mx0inventedSub', ip: '' }] });

  it.each<[string, FixtureAnswer[], number]>([
    ['a server knows no pages, and gives a short list again', [list(['desk']), keys], 1],
    [
      'a page names one again',
      [list(['desk', 'desk'], '1'), list(['desk', 'fund'], '2'), list([], '3'), keys],
      2,
    ],
  ])('are complete where %s', async (_, answers, found) => {
    const facts = await collect([calling, ...answers]);
    expect(facts).toMatchObject({ status: 'audited', error: null });
    expect(facts.keys).toHaveLength(1 + found);
  });

  const full = Array.from({ length: 200 }, (_, at) => `s${at}`);
  it.each<[string, FixtureAnswer[], number]>([
    ['a full page comes again', [list(full), keys], 200],
    ['a sub-account has no name', [list(['desk', null]), keys], 0],
    ['there is no list', [answer(subAccounts.path, { subAccounts: null })], 0],
    ['a key has no apiKey', [list(['desk']), answer(subAccountKeys.path, { subAccount: [{ ...plain }] })], 0],
  ])('are not complete where %s', async (_, answers, found) => {
    const facts = await collect([calling, ...answers]);
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys).toHaveLength(1 + found);
  });
});

describe('at a gate that checks key, time and signature', () => {
  const secrets = { apiKey: 'mx0inventedGateKey', secret: 'inventedSecret' };
  let simulator: Simulator;
  let skewMs = 0;
  const asked: string[] = [];
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'mexc', ...secrets, answers: 'documented' }],
      now: () => new Date(Date.now() + skewMs),
      onRequest: ({ method, query }) => asked.push(`${method} ${query}`),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'mx0inventedOther' }, 0, '10072'],
    ['refuses another secret', { secret: 'another' }, 0, '700002'],
    ['refuses a clock that is off', {}, 10_000, '700003'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const { apiKey, secret } = { ...secrets, ...change };
    const facts = await auditAt(
      simulator.url,
      mexc,
      { apiKey, secret },
      { depth: 'key', onRequest: (line) => expect(line).not.toContain(apiKey) },
    );
    expect(facts.error?.code ?? null).toBe(code);
    expect(asked.at(-1)).toContain(`GET accessKey=${apiKey}&`);
  });
});
