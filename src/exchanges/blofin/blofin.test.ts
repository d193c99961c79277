import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import { type KeyDescription, permissions } from '../../model/key-facts.ts';
import { blofin as protocol } from '../../simulator/protocols/blofin.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { blofin } from './index.ts';
import { describeKey, keyInfoOf } from './normalize.ts';
import { keyInfo } from './reads.ts';

const plain = {
  uid: '300000000017',
  apiName: 'bot',
  apiKey: 'invented0blofin0key',
  readOnly: 0,
  ips: ['203.0.113.7'],
  type: 1,
  createTime: '1780000000000',
  expireTime: '1787776000000',
  parentUid: '0',
};
const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);
const describeInfo = (body: Body): KeyDescription => describeKey({ ...plain, ...body });
const rights = (body: Body) => {
  const { permissions: all } = describeInfo(body);
  return permissions.map((name) => told(all[name]));
};

describe('readOnly', () => {
  it.each([1, '1', true, 'true'])('%j leaves reading', (readOnly) => {
    expect(rights({ readOnly })).toEqual([true, false, false, false, false]);
    expect(told(describeInfo({ readOnly }).grants)).toEqual([{ name: 'Read only', scope: 'read' }]);
  });

  it.each([0, '0', false, 'false'])('%j tells of no single right to write', (readOnly) => {
    expect(rights({ readOnly })).toEqual([true, 'not-exposed', 'not-exposed', 'not-exposed', 'not-exposed']);
    expect(told(describeInfo({ readOnly }).grants)).toBe('not-exposed');
  });

  it.each([
    [2, 'unrecognized'],
    ['READ', 'unrecognized'],
    ['', 'unrecognized'],
    [undefined, 'malformed'],
    [null, 'malformed'],
    [[1], 'malformed'],
    [{}, 'malformed'],
  ])('%j tells nothing', (readOnly, reason) => {
    expect(rights({ readOnly })).toEqual(Array(5).fill(reason));
    expect(told(describeInfo({ readOnly }).grants)).toBe(reason);
  });
});

describe('a key that only reads, with a field that no page has', () => {
  it.each<[Body, unknown[]]>([
    [{ canWithdraw: true }, [true, false, false, 'unrecognized', false]],
    [{ withdraw: 1 }, [true, false, false, 'unrecognized', false]],
    [{ tradePermission: 'spot' }, [true, 'unrecognized', false, false, false]],
    [{ permissions: ['TRADE', 'WITHDRAW'] }, [true, ...Array(4).fill('unrecognized')]],
    [{ canWithdraw: false, permissions: [] }, [true, false, false, false, false]],
    [{ canVote: true, vipLevel: 1 }, [true, false, false, false, false]],
  ])('%j', (body, expected) => {
    expect(rights({ readOnly: 1, ...body })).toEqual(expected);
  });

  it('shows it', () => {
    expect(told(describeInfo({ readOnly: 1, canVote: true }).grants)).toEqual([
      { name: 'Read only', scope: 'read' },
      { name: 'canVote', scope: 'unrecognized' },
    ]);
  });
});

describe('ips', () => {
  it.each<[string, Body, unknown]>([
    ['addresses', { ips: ['203.0.113.7', '2001:db8::1'] }, { restricted: true }],
    ['none', { ips: [] }, { restricted: false }],
    ['an empty text', { ips: [''] }, { restricted: false }],
    ['none, of a third party', { ips: [], type: 2 }, 'not-exposed'],
    ['none, of a third party, as a text', { ips: [''], type: '2' }, 'not-exposed'],
    ['addresses, of a third party', { ips: ['203.0.113.7'], type: 2 }, { restricted: true }],
    ['any', { ips: ['*'] }, { restricted: false }],
    ['the whole internet', { ips: ['0.0.0.0/0'] }, { restricted: false }],
    ['an address that is none', { ips: ['0.0.0.0'] }, 'unrecognized'],
    ['an address and an empty text', { ips: ['203.0.113.7', ''] }, 'unrecognized'],
    ['a word', { ips: ['YOUR_IP_ADDRESS_1'] }, 'unrecognized'],
    ['one text', { ips: '203.0.113.7' }, 'malformed'],
    ['a number', { ips: [7] }, 'malformed'],
    ['null', { ips: null }, 'malformed'],
    ['nothing', { ips: undefined }, 'malformed'],
  ])('%s', (_, body, expected) => {
    const fact = told(describeInfo(body).ipRestriction);
    if (typeof expected === 'string') expect(fact).toBe(expected);
    else expect(fact).toMatchObject(expected as object);
  });
});

describe('expireTime', () => {
  it.each<[unknown, unknown, unknown]>([
    ['1787776000000', '1780000000000', new Date(1787776000000)],
    [1787776000000, 1780000000000, new Date(1787776000000)],
    ['1787776000000', undefined, new Date(1787776000000)],
    ['1780000000000', '1780000000000', 'unrecognized'],
    ['1770000000000', '1780000000000', 'unrecognized'],
    ['1787776000', '1780000000000', 'unrecognized'],
    ['-1', '1780000000000', 'unrecognized'],
    ['0', '1780000000000', 'not-exposed'],
    [0, '1780000000000', 'not-exposed'],
    ['', '1780000000000', 'not-exposed'],
    [null, '1780000000000', 'malformed'],
    [undefined, '1780000000000', 'malformed'],
    ['never', '1780000000000', 'malformed'],
  ])('%j of a key created at %j', (expireTime, createTime, expected) => {
    expect(told(describeInfo({ expireTime, createTime }).expiresAt)).toEqual(expected);
  });
});

describe('the owner', () => {
  it.each<[string, Body, unknown]>([
    ['the main account', {}, null],
    ['the main account, as a number', { parentUid: 0 }, null],
    ['a sub-account', { parentUid: '300000000001' }, '300000000017'],
    ['a sub-account, as numbers', { parentUid: 300000000001, uid: 300000000017 }, '300000000017'],
    ['a sub-account without an id', { parentUid: '300000000001', uid: undefined }, 'malformed'],
    ['a sub-account of itself', { parentUid: '300000000017' }, 'unrecognized'],
    ['a number too long to be exact', { parentUid: 2 ** 60 }, 'malformed'],
    ['a word', { parentUid: 'YOUR_PARENT_USER_ID' }, 'malformed'],
    ['an empty text', { parentUid: '' }, 'malformed'],
    ['not told', { parentUid: undefined }, 'malformed'],
  ])('%s', (_, body, expected) => {
    expect(told(describeInfo(body).owner)).toBe(expected);
  });
});

it.each([
  ['no object', null],
  ['no code', { data: plain }],
  ['no data', { code: '0' }],
  ['a list', { code: '0', data: [plain] }],
  ['data inside data', { code: '0', data: { data: plain } }],
  ['no key', { code: '0', data: {} }],
])('refuses to understand %s', (_, answer) => {
  expect(() => keyInfoOf(answer)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'ip-refused': ['152406'],
    'invalid-credentials': ['152401', '152402', '152408', '152409', '401'],
    'clock-skew': ['152405', '152407', '152410'],
    'permission-refused': ['152404', '152011', '152012', '152013'],
    'rate-limited': ['429'],
    unreachable: ['500'],
    'unexpected-response': ['1', '400', '404', '152001', '152024'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    for (const spelling of [code, Number(code)]) {
      const { error, keys } = await collect({ code: spelling, msg: 'Your IP 203.0.113.9' });
      expect(error).toMatchObject({ kind, code });
      expect(error?.message).not.toContain('203.0.113.9');
      expect(keys[0]?.ipRestriction.known).toBe(kind === 'ip-refused');
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(blofin.failures)));
  });
});

describe('at a gate that checks headers, time, passphrase, nonce and signature', () => {
  const secrets = { apiKey: 'invented-blofin-gate', secret: 'invented secret', password: 'invented phrase' };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'blofin', ...secrets, answers: 'tracker' }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 0, '152401'],
    ['refuses another secret', { secret: 'another' }, 0, '152409'],
    ['refuses another passphrase', { password: 'another' }, 0, '152408'],
    ['refuses a clock that is off', {}, 61_000, '152405'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const { error } = await auditAt(simulator.url, blofin, { ...secrets, ...change }, { depth: 'key' });
    expect(error?.code ?? null).toBe(code);
  });

  it('refuses a nonce that comes again, and knows its own requests', () => {
    const now = new Date(1780000000000);
    const headers = {
      'access-key': secrets.apiKey,
      'access-passphrase': secrets.password,
      'access-timestamp': '1780000000000',
      'access-nonce': '1780000000000',
      // By openssl: dgst -sha256 -hmac, of path, method, time and nonce; its hex text in base64.
      'access-sign':
        'NGZjZTAwNTM2MDI5NjgzYzVhNWE4ZGFlYzRiZjJkZDJmYTE0NmI5YWI4YWU0MTQ0ZjdkMjMxNWJhNGExZmZiMg==',
    };
    const request = { method: 'GET', path: keyInfo.path, query: '', headers, body: '' };
    const memory = new Map<string, string>();
    expect(protocol.refusal(request, secrets, now, memory)).toBeUndefined();
    expect(protocol.refusal(request, secrets, now, memory)?.body).toMatchObject({ code: '152407' });
    expect(protocol.owns({ ...request, path: '/api/v1/asset/balances' })).toBe(true);
    const { 'access-nonce': _, ...others } = headers;
    expect(protocol.owns({ ...request, path: '/api/v1/asset/balances', headers: others })).toBe(false);
  });
});

async function collect(body: unknown): Promise<AccountFacts> {
  const client = fakeClient(blofin, [{ method: 'GET', path: keyInfo.path, body }]);
  return await collectAccount(blofin, client, identify('blofin', 'key'), 'account');
}
