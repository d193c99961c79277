import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient, unsigned } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { savedAddresses } from '../saved-addresses.ts';
import { bitmex } from './index.ts';
import { describeCallingKey, keysOf } from './normalize.ts';
import { apiKeys } from './reads.ts';
import { addressList, twoFactor, whitelist } from './safety.ts';
import { sign } from './sign.ts';

const told = <T>(fact: Fact<T> | undefined): T | string | undefined =>
  fact?.known ? fact.value : fact?.reason;

const plain = { id: 'own', permissions: [], cidr: '', cidrs: [], enabled: true };
const isOwn = (id: string) => id === plain.id;
function describeRow(change: Body) {
  return describeCallingKey(keysOf([{ ...plain, ...change }], isOwn));
}

describe('permissions', () => {
  it.each<[unknown, string]>([
    [[], 'yes no no no no'],
    [['order'], 'yes yes no no no'],
    [['Order'], 'yes yes no no no'],
    [['orderCancel'], 'yes yes no no no'],
    [['withdraw'], 'yes no not-exposed yes no'],
    [['order', 'withdraw'], 'yes yes not-exposed yes no'],
    [['order', 'newWord'], 'yes yes unrecognized no unrecognized'],
    [['withdraw', 'newWord'], 'yes no not-exposed yes unrecognized'],
    [['newWord'], 'yes unrecognized unrecognized unrecognized unrecognized'],
    [[''], 'yes malformed malformed malformed malformed'],
    [[null], 'yes malformed malformed malformed malformed'],
    [['withdraw', { order: true }], 'yes malformed not-exposed yes malformed'],
    ['order', 'yes malformed malformed malformed malformed'],
    [{}, 'yes malformed malformed malformed malformed'],
    [null, 'yes malformed malformed malformed malformed'],
    [undefined, 'yes malformed malformed malformed malformed'],
  ])('%j', (permissions, expected) => {
    const { read, trade, transfer, withdraw, manage } = describeRow({ permissions }).permissions;
    const words = [read, trade, transfer, withdraw, manage].map((fact) => {
      const word = told(fact);
      return typeof word === 'boolean' ? (word ? 'yes' : 'no') : word;
    });
    expect(words.join(' ')).toBe(expected);
  });
});

it('tells of the key that asks what all agree on that can be it in the list', async () => {
  const rows = [
    { ...plain, id: 'invented-bitmex-key' },
    { ...plain, id: 'invented****-key', permissions: ['withdraw'] },
  ];
  for (const body of [rows, rows.toReversed()]) {
    const client = fakeClient(bitmex, [{ method: 'GET', path: apiKeys.path, body }], 'invented-bitmex-key');
    const { permissions, ipRestriction } = (await bitmex.collect(client, 'key')).calling;
    expect(told(permissions.withdraw)).toBe('malformed');
    expect([permissions.trade.known, ipRestriction.known]).toEqual([true, true]);
  }
});

it.each([{ next: 'INVENTED' }, { total: 2 }])('takes a list with %j for one that goes on', async (more) => {
  const body = { rows: [{ ...plain, id: 'invented-bitmex-key' }], ...more };
  const client = fakeClient(bitmex, [{ method: 'GET', path: apiKeys.path, body }], 'invented-bitmex-key');
  const { calling, refused } = await bitmex.collect(client, 'key');
  expect(calling.permissions.withdraw.known).toBe(true);
  expect(refused).toMatchObject([{ kind: 'unexpected-response' }]);
});

describe('address blocks', () => {
  const open = { restricted: false };
  const to = (...allowed: string[]) => ({ restricted: true, allowed: { known: true, value: allowed } });
  it.each<[cidr: unknown, cidrs: unknown, expected: unknown]>([
    ['', [], open],
    [' ', [], open],
    ['0.0.0.0', [], open],
    ['0.0.0.0/0', ['0.0.0.0/0'], open],
    ['', ['0.0.0.0'], open],
    ['203.0.113.7/32', ['203.0.113.7/32'], to('203.0.113.7/32')],
    ['203.0.113.7', ['198.51.100.0/24'], to('203.0.113.7', '198.51.100.0/24')],
    ['203.0.113.7', ['203.0.113.7', '::/0'], 'not-exposed'],
    ['203.0.113.7', [], 'not-exposed'],
    ['', ['203.0.113.7'], 'not-exposed'],
    ['', undefined, open],
    ['203.0.113.7', undefined, to('203.0.113.7')],
    [undefined, ['203.0.113.7'], to('203.0.113.7')],
    [undefined, [], 'malformed'],
    [undefined, undefined, 'malformed'],
    [null, null, 'malformed'],
    [7, [], 'malformed'],
    ['', '203.0.113.7', 'malformed'],
    ['', [null], 'malformed'],
    ['home', ['203.0.113.7'], 'unrecognized'],
    ['203.0.113.7', ['203.0.113.7', 'home'], 'unrecognized'],
    ['203.0.113.7', [''], 'unrecognized'],
  ])('%j and %j', (cidr, cidrs, expected) => {
    expect(told<unknown>(describeRow({ cidr, cidrs }).ipRestriction)).toEqual(expected);
  });
});

it.each<[unknown, unknown, unknown]>([
  [null, 700001, 'not-exposed'],
  [undefined, 700001, 'not-exposed'],
  [700001, 700001, 'not-exposed'],
  ['700001', 700001, 'not-exposed'],
  [700002, 700001, '700002'],
  [0, 700001, 'malformed'],
  [{}, 700001, 'malformed'],
])('a key for account %j of user %j has the owner %j', (targetAccountId, userId, expected) => {
  expect(told<unknown>(describeRow({ targetAccountId, userId }).owner)).toBe(expected);
});

describe('the account around the keys', () => {
  it.each<[unknown, unknown]>([
    [{ TFAEnabled: 'GA' }, true],
    [{ TFAEnabled: 'Yubikey' }, true],
    [{ TFAEnabled: true }, true],
    [{ TFAEnabled: 'false' }, false],
    [{ TFAEnabled: '' }, 'not-exposed'],
    [{ TFAEnabled: 'carrier pigeon' }, 'unrecognized'],
    [{}, 'malformed'],
    [null, 'malformed'],
  ])('second factor of %j', (answer, expected) => {
    expect(told<unknown>(twoFactor(answer))).toBe(expected);
  });

  it.each<[unknown, unknown]>([
    [{ whitelist: true }, true],
    [{ whitelist: 'false', disabled: null }, false],
    [{ whitelist: true, disabled: '2026-01-01T00:00:00.000Z' }, 'unrecognized'],
    [{ whitelist: 1 }, 'malformed'],
    [{ whitelist: 'strict' }, 'unrecognized'],
    [{}, 'malformed'],
    [[], 'malformed'],
  ])('whitelist of %j', (answer, expected) => {
    expect(told<unknown>(whitelist(answer))).toBe(expected);
  });

  const first = { address: 'INVENTED-1', created: '2025-01-01T00:00:00.000Z' };
  const last = { address: 'INVENTED-2', created: '2026-11-01T00:00:00.000Z' };
  it.each<[unknown, unknown, unknown]>([
    [[], 0, null],
    [[last, first], 2, new Date(last.created)],
    [[last, { ...first, created: undefined }], 2, 'malformed'],
    [[last, { created: first.created }], 'malformed', 'malformed'],
    [[last, null], 'malformed', 'malformed'],
    [{ addresses: [first] }, 'malformed', 'malformed'],
    [{ errors: [] }, 'malformed', 'malformed'],
    [null, 'malformed', 'malformed'],
    [{}, 'malformed', 'malformed'],
  ])('addresses of %j', (answer, count, newest) => {
    const { withdrawalAddresses, newestAddressAt } = savedAddresses(answer, addressList);
    expect(told<unknown>(withdrawalAddresses)).toBe(count);
    expect(told<unknown>(newestAddressAt)).toEqual(newest);
  });

  it('is not asked about at depth key', async () => {
    const answers: FixtureAnswer[] = [{ method: 'GET', path: apiKeys.path, body: [plain, { id: 'other' }] }];
    const client = fakeClient(bitmex, answers, 'own');
    const facts = await collectAccount(bitmex, client, identify('bitmex', 'own'), 'key');
    expect(facts).toMatchObject({ status: 'audited', error: null, safety: null });
    expect(facts.keys).toHaveLength(1);
  });
});

it.each([null, 'keys', 7, {}, { error: 'x' }])('refuses to understand %j', (answer) => {
  expect(() => keysOf(answer, isOwn)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

it('lets no secret past its first line', () => {
  const list = keysOf(
    [
      { ...plain, secret: 'INVENTED' },
      { id: 'other', secret: 'INVENTED' },
    ],
    isOwn,
  );
  expect([list.own.length, list.others.length]).toEqual([1, 1]);
  expect(JSON.stringify(list)).not.toContain('INVENTED');
});

describe('the signature', () => {
  // Key, secret and results are the test cases that www.bitmex.com/app/apiKeysUsage publishes for programs like this.
  const published = {
    apiKey: 'LAqUlngMIQkIUjXMUreyu3qn',
    secret: 'chNOOS4KvNXR_Xq4k4c9qsfoKWvnDecLATCRlcBwyKDYnWgO',
  };
  const instrument = { ...apiKeys, path: '/api/v1/instrument' };
  it.each([
    [1518064236, {}, '', 'c7682d435d0cfe87c16098df34ef2eb5a549d4c5a3c2b1f0f77b8af73423bf00'],
    [
      1518064237,
      { filter: '{"symbol": "XBTM15"}' },
      'filter=%7B%22symbol%22%3A+%22XBTM15%22%7D',
      'e2f422547eecb5b3cb29ade2127e21b858b235b386bfa45e1c1756eb3383919f',
    ],
  ])('that ends at %i is the documented one', (expires, params, query, signature) => {
    const nowMs = (expires - 60) * 1000;
    expect(sign(unsigned({ ...published, read: instrument, params, nowMs }))).toEqual({
      query,
      headers: { 'api-expires': String(expires), 'api-key': published.apiKey, 'api-signature': signature },
    });
  });
});

describe('errors', () => {
  const table: readonly [status: number, message: string, kind: string][] = [
    [401, 'Invalid API Key.', 'invalid-credentials'],
    [401, 'Signature not valid.', 'invalid-credentials'],
    [401, 'This key is disabled.', 'invalid-credentials'],
    [401, 'A new text', 'invalid-credentials'],
    [403, 'This IP address is not allowed to use this key.', 'ip-refused'],
    [403, 'Access Denied', 'permission-refused'],
    [403, 'A new text', 'permission-refused'],
    [400, 'This request has expired - `expires` is in the past. Current time: 1561918674', 'clock-skew'],
    [400, 'A new text', 'unexpected-response'],
    [404, 'Not Found', 'unexpected-response'],
    [404, 'A new text', 'unexpected-response'],
    [429, 'Rate limit exceeded, retry in 1 seconds.', 'rate-limited'],
    [503, 'The system is currently overloaded.', 'unreachable'],
  ];

  it.each(table)('%i %s is %s', (status, message, kind) => {
    const code = bitmex.failureCode({ error: { message, name: 'HTTPError' } });
    const error = describeFailure(bitmex, { code, status, ccxtClasses: ['ExchangeNotAvailable'] }, null);
    expect(error.kind).toBe(kind);
    expect(error.message).not.toContain('1561918674');
  });

  it('leaves none untested', () => {
    const tested = table.map(([status, message]) => {
      return bitmex.failureCode({ error: { message, name: 'HTTPError' } }) ?? `HTTP ${status}`;
    });
    expect(tested).toEqual(expect.arrayContaining(Object.keys(bitmex.failures)));
  });

  it.each<[unknown, string | undefined]>([
    [[plain], undefined],
    [{ error: { message: 'Invalid API Key.' } }, 'invalid-api-key'],
    [{ error: { message: 'Invalid symbol', name: 'ValidationError' } }, 'ValidationError'],
    [{ error: { message: 'x', name: 'key INVENTED' } }, undefined],
    [{ error: 'Access Denied' }, undefined],
    [null, undefined],
  ])('of %j', (body, code) => {
    expect(bitmex.failureCode(body)).toBe(code);
  });
});

describe('at a gate that checks key, time and signature', () => {
  const secrets = { apiKey: 'invented-bitmex-gate-key', secret: 'invented secret' };
  let simulator: Simulator;
  let skewMs = 0;
  const answers = [{ method: 'GET', path: apiKeys.path, body: [{ ...plain, id: secrets.apiKey }] }];
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'bitmex', ...secrets, answers }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 0, 'invalid-api-key'],
    ['refuses another secret', { secret: 'another' }, 0, 'signature-not-valid'],
    ['refuses a clock that is off', {}, 70_000, 'request-expired'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const { error } = await auditAt(simulator.url, bitmex, { ...secrets, ...change }, { depth: 'key' });
    expect(error?.code ?? error).toBe(code);
  });
});
