import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import { mutations } from '../../../test/helpers/mutations.ts';
import type { Depth } from '../../model/account.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { KeyDescription } from '../../model/key-facts.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { kucoin } from './index.ts';
import { describeCallingKey, describeSubAccountKey, keyInfoOf } from './normalize.ts';
import { keyInfo, subAccountKeys, subAccounts } from './reads.ts';

const info = {
  remark: '',
  apiKey: '670…',
  permission: 'General',
  createdAt: 1728443843000,
  isMaster: true,
};

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);
const describeKey = (body: Body): KeyDescription => describeCallingKey({ ...info, ...body });

describe('a right', () => {
  const rights = ['read', 'trade', 'transfer', 'withdraw'] as const;
  it.each([
    ['General', ['read']],
    ['General,Spot', ['read', 'trade']],
    ['General,Margin', ['read', 'trade']],
    ['General,Futures', ['read', 'trade']],
    ['General,Unified', ['read', 'trade']],
    ['General,LeadtradeFutures', ['read', 'trade']],
    ['General, Trade', ['read', 'trade']],
    ['General,InnerTransfer', ['read', 'transfer']],
    ['General,FlexTransfers', ['read', 'transfer']],
    ['General,Transfer', ['read', 'withdraw']],
    ['General,Withdrawal', ['read', 'withdraw']],
    ['general,WITHDRAW', ['read', 'withdraw']],
    ['General,Earn', ['read']],
    ['General,Vote', ['read']],
  ] as const)('%s', (permission, expected) => {
    const { permissions } = describeKey({ permission });
    expect(rights.filter((right) => told(permissions[right]) === true)).toEqual(expected);
    expect(rights.filter((right) => told(permissions[right]) === false)).toHaveLength(4 - expected.length);
    expect(told(permissions.manage)).toBe('not-exposed');
  });

  it('is not denied beside a new word that speaks of all', () => {
    const { permissions } = describeKey({ permission: 'General,TransferAll' });
    expect(rights.map((right) => told(permissions[right]))).toEqual([true, ...Array(3).fill('unrecognized')]);
  });
});

describe('addresses', () => {
  it.each([
    ['a list', { ipWhitelist: '192.0.2.1' }, { restricted: true }],
    ['a masked list', { ipWhitelist: '203.**.154,103.**.34' }, { restricted: true }],
    ['a list of an app', { ipWhitelist: '192.0.2.1', thirdPartyApp: 'Bot' }, { restricted: true }],
    ['empty', { ipWhitelist: '' }, { restricted: false }],
    ['missing', {}, { restricted: false }],
    ['missing, and no app', { thirdPartyApp: '' }, { restricted: false }],
    ['the whole internet', { ipWhitelist: '0.0.0.0/0' }, { restricted: false }],
    ['an app whose addresses apply', { thirdPartyApp: 'Bot' }, 'not-exposed'],
    ['an empty list and an app', { ipWhitelist: '', thirdPartyApp: true }, 'not-exposed'],
    ['null', { ipWhitelist: null }, 'malformed'],
    ['a list of texts', { ipWhitelist: ['192.0.2.1'] }, 'malformed'],
    ['a comma', { ipWhitelist: ',' }, 'malformed'],
    ['a word', { ipWhitelist: 'any' }, 'unrecognized'],
  ])('%s', (_, body, expected) => {
    const fact = told(describeKey(body).ipRestriction);
    if (typeof expected === 'string') expect(fact).toBe(expected);
    else expect(fact).toMatchObject(expected);
  });
});

describe('the end of a key', () => {
  it.each([
    ['a time', 1798761600000, new Date('2027-01-01T00:00:00Z')],
    ['a time as a text', '1798761600000', new Date('2027-01-01T00:00:00Z')],
    ['never', null, null],
    ['not told in the older shape', undefined, 'not-exposed'],
    ['the number that stands for never when a key is made', -1, 'unrecognized'],
    ['seconds', 1798761600, 'unrecognized'],
    ['no time', '', 'malformed'],
  ])('%s', (_, expiredAt, expected) => {
    expect(told(describeKey({ expiredAt }).expiresAt)).toEqual(expected);
  });
});

describe('the owner', () => {
  it.each([
    ['the master account', { isMaster: true }, null],
    ['a sub-account', { isMaster: false, subName: 'testapi6' }, 'testapi6'],
    ['a sub-account without a name', { isMaster: false }, 'malformed'],
    ['a master account with the name of a sub-account', { isMaster: true, subName: 'x' }, 'unrecognized'],
    ['not told', { isMaster: undefined, subName: 'testapi6' }, 'malformed'],
  ])('%s', (_, body, expected) => {
    expect(told(describeKey(body).owner)).toBe(expected);
  });
});

it("breaks no known fact of a sub-account's key with any one field", () => {
  const row = {
    apiKey: '630…',
    remark: 'r',
    permission: 'General,Spot',
    ipWhitelist: '10.**.1',
    createdAt: 1661150291000,
  };
  const facts = (body: unknown) => {
    const { permissions, ipRestriction, createdAt, expiresAt } = describeSubAccountKey(body as Body, 'desk');
    return { ...permissions, ipRestriction, createdAt, expiresAt };
  };
  const before = facts(row);
  for (const { name, body } of mutations(row)) {
    if (name === 'ipWhitelist missing') continue; // Documented: any address.
    for (const [fact, now] of Object.entries(facts(body))) {
      if (now.known) expect(now, `${name}: ${fact}`).toEqual(before[fact as keyof typeof before]);
    }
  }
});

it.each([
  ['no object', null],
  ['no code', { data: info }],
  ['no data', { code: '200000' }],
  ['an object about no key', { code: '200000', data: {} }],
  ['a list', { code: '200000', data: [info] }],
])('refuses to understand %s', (_, answer) => {
  expect(() => keyInfoOf(answer)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'ip-refused': ['400006'],
    'invalid-credentials': ['400001', '400003', '400004', '400005'],
    'clock-skew': ['400002'],
    'permission-refused': ['400007', '400008', '400010', '400301', '400303', '400304', '411100'],
    'rate-limited': ['429000'],
    unreachable: ['400302', '230005', '500000'],
    'unexpected-response': ['400009', '400202', '400100', '404000', '200'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    const msg = 'Invalid request IP, the current client IP is: 203.0.113.9.';
    const facts = await collect([answer(keyInfo.path, { code, msg })], 'key');
    expect(facts.error).toMatchObject({ kind, code });
    expect(facts.error?.message).not.toContain('203.0.113.9');
    expect(facts.keys.map(({ ipRestriction }) => told(ipRestriction))).toEqual([
      kind === 'ip-refused' ? expect.objectContaining({ restricted: true }) : 'refused',
    ]);
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(kucoin.failures)));
  });
});

describe("sub-accounts' keys", () => {
  const calling = answer(keyInfo.path, good(info));
  const page = (data: object, currentPage?: string) =>
    answer(subAccounts.path, good(data), currentPage === undefined ? undefined : { currentPage });
  const keys = (subName: string, ...rows: readonly object[]) =>
    answer(subAccountKeys.path, good(rows), { subName });

  it("are not asked for by a sub-account's key", async () => {
    const facts = await collect([
      answer(keyInfo.path, good({ ...info, isMaster: 'false', subName: 'desk' })),
    ]);
    expect(facts).toMatchObject({ status: 'audited', error: null });
  });

  it('are told apart where KuCoin masks them', async () => {
    const masked = { ...info, apiKey: '****' };
    const facts = await collect([
      calling,
      page({ items: [{ subName: 'desk' }, { subName: 'fund' }] }),
      keys('desk', masked, { ...masked, remark: 'another' }),
      keys('fund', masked),
    ]);
    expect(new Set(facts.keys.map(({ identity }) => identity.fingerprint)).size).toBe(4);
  });

  it('are complete where the answer does not count its pages', async () => {
    const facts = await collect([calling, page({ items: [{ subName: 'desk' }] }), keys('desk', info)]);
    expect(facts).toMatchObject({ status: 'audited', error: null });
    expect(facts.keys).toHaveLength(2);
  });

  it('are not complete where a page comes again', async () => {
    const facts = await collect([
      calling,
      page({ totalPage: 7, items: [{ subName: 'desk' }] }),
      keys('desk', info),
    ]);
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys).toHaveLength(2);
  });

  it('are not asked for endlessly', async () => {
    let pages = 0;
    const endless = async (read: { readonly path: string }) => {
      if (read.path === keyInfo.path) return calling.body;
      if (read.path === subAccountKeys.path) return good([]);
      pages += 1;
      return good({ totalPage: 1_000_000, items: [{ subName: `s${pages}` }] });
    };
    const client = { ...fakeClient(kucoin, []), read: endless };
    const facts = await collectAccount(kucoin, client, identify('kucoin', 'key'), 'sub-accounts');
    expect(facts.error?.kind).toBe('unexpected-response');
    expect(pages).toBe(100);
  });

  it('of one sub-account that cannot be read do not hide the next', async () => {
    const facts = await collect([
      calling,
      page({ totalPage: '1', items: [{ subName: 'a&subName=b' }, { subName: 'desk' }, { subName: 'fund' }] }),
      keys('desk', { remark: 'no key' }),
      keys('fund', info),
    ]);
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys.map(({ owner }) => told(owner))).toEqual([null, 'fund']);
  });
});

describe('at a gate that checks headers, time, passphrase and signature', () => {
  const secrets = {
    apiKey: 'invented-kucoin-gate-key',
    secret: 'invented secret',
    password: 'invented phrase',
  };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'kucoin', ...secrets, answers: 'documented' }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 0, '400003'],
    ['refuses another secret, with which the passphrase is signed too', { secret: 'another' }, 0, '400004'],
    ['refuses another passphrase', { password: 'another' }, 0, '400004'],
    ['refuses a clock that is off', {}, 6000, '400002'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const facts = await auditAt(simulator.url, kucoin, { ...secrets, ...change }, { depth: 'key' });
    expect(facts.error?.code ?? null).toBe(code);
  });

  it('refuses a request without headers', async () => {
    const response = await fetch(`${simulator.url}${keyInfo.path}`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: '400001' });
  });

  it('refuses a signature over another request', async () => {
    skewMs = 0;
    const hmac = (text: string) => createHmac('sha256', secrets.secret).update(text).digest('base64');
    const timestamp = String(Date.now());
    const response = await fetch(`${simulator.url}${keyInfo.path}`, {
      headers: {
        'kc-api-key': secrets.apiKey,
        'kc-api-timestamp': timestamp,
        'kc-api-key-version': '2',
        'kc-api-passphrase': hmac(secrets.password),
        'kc-api-sign': hmac(`${timestamp}GET${subAccounts.path}`),
      },
    });
    expect(await response.json()).toMatchObject({ code: '400005' });
  });
});

function answer(path: string, body: unknown, params?: Record<string, string>): FixtureAnswer {
  return { method: 'GET', path, body, ...(params !== undefined && { params }) };
}

function good(data: unknown) {
  return { code: '200000', data };
}

async function collect(
  answers: readonly FixtureAnswer[],
  depth: Depth = 'sub-accounts',
): Promise<AccountFacts> {
  return await collectAccount(kucoin, fakeClient(kucoin, answers), identify('kucoin', 'key'), depth);
}
