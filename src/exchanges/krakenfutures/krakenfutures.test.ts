import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient, unsigned } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { krakenfutures } from './index.ts';
import { describeKey } from './normalize.ts';
import { check } from './reads.ts';
import { sign } from './sign.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

const plain = {
  createdAt: '2024-08-24T14:15:22Z',
  permissions: { general: 'READ_ONLY', transfer: 'NO_ACCESS' },
  allowedCidrBlock: null,
  allowedCidrBlocks: ['203.0.113.0/24'],
};
const rights = (permissions: unknown) => {
  const { read, trade, transfer, withdraw, manage } = describeKey({ ...plain, permissions }).permissions;
  return [read, trade, transfer, withdraw, manage].map(told);
};

describe('permissions', () => {
  const open = 'not-exposed';
  const odd = 'unrecognized';
  it.each<[general: unknown, transfer: unknown, expected: unknown[]]>([
    ['NO_ACCESS', 'NO_ACCESS', [false, false, false, false, false]],
    ['READ_ONLY', 'NO_ACCESS', [true, false, false, false, false]],
    ['FULL_ACCESS', 'NO_ACCESS', [true, true, true, false, open]],
    ['FULL_ACCESS', 'FULL_ACCESS', [true, true, true, true, open]],
    ['READ_ONLY', 'FULL_ACCESS', [true, false, open, true, false]],
    ['NO_ACCESS', 'FULL_ACCESS', [false, false, open, true, false]],
    ['READ_ONLY', 'READ_ONLY', [true, false, false, false, false]],
    ['FULL_ACCESS', undefined, [true, true, true, 'malformed', open]],
    ['READ_ONLY', null, [true, false, 'malformed', 'malformed', false]],
    ['READ_ONLY', 'full_access', [true, false, 'unrecognized', 'unrecognized', false]],
    ['READ_ONLY', ['NO_ACCESS'], [true, false, 'malformed', 'malformed', false]],
    [undefined, 'NO_ACCESS', ['malformed', 'malformed', 'malformed', false, 'malformed']],
    ['', 'NO_ACCESS', ['unrecognized', 'unrecognized', 'unrecognized', false, 'unrecognized']],
    [true, 'FULL_ACCESS', ['malformed', 'malformed', 'malformed', true, 'malformed']],
  ])('general %j, transfer %j', (general, transfer, expected) => {
    expect(rights({ general, transfer })).toEqual(expected);
  });

  it('do not deny withdrawals beside a new permission that speaks of them', () => {
    const none = { general: 'NO_ACCESS', transfer: 'NO_ACCESS' };
    expect(rights({ ...none, withdrawal: 'FULL_ACCESS' })).toEqual([
      false,
      false,
      false,
      'unrecognized',
      false,
    ]);
    expect(rights({ ...none, withdrawal: 'NO_ACCESS' })).toEqual(Array(5).fill(false));
  });

  it.each<[name: string, level: unknown, expected: unknown[]]>([
    ['trading', 'FULL_ACCESS', [false, odd, false, false, false]],
    ['general_v2', 'READ_ONLY', [odd, odd, odd, false, odd]],
    ['transfers', 'FULL_ACCESS', [false, false, odd, odd, false]],
    ['wallet_transfer', true, [false, false, odd, odd, false]],
    ['manage_keys', 'FULL_ACCESS', [false, false, false, false, odd]],
    ['all', 'FULL_ACCESS', Array(5).fill(odd)],
    ['staking', 'FULL_ACCESS', Array(5).fill(false)],
    ['all', 'NO_ACCESS', Array(5).fill(false)],
    ['all', null, Array(5).fill(false)],
  ])('do not deny what the new permission %s, %j, may be', (name, level, expected) => {
    expect(rights({ general: 'NO_ACCESS', transfer: 'NO_ACCESS', [name]: level })).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['an empty object', {}],
    ['null', null],
    ['nothing', undefined],
    ['a list', ['general']],
    ['a text', 'FULL_ACCESS'],
  ])('are unknown with %s', (_, permissions) => {
    expect(rights(permissions)).toEqual(Array(5).fill('malformed'));
    expect(told(describeKey({ ...plain, permissions }).grants)).toBe('malformed');
  });

  it('are told as grants, new ones and those that cannot be read among them', () => {
    const permissions = {
      general: 'READ_ONLY',
      transfer: 7,
      staking: 'FULL_ACCESS',
      otc: false,
      margin: null,
    };
    expect(told(describeKey({ ...plain, permissions }).grants)).toEqual([
      { name: 'general.READ_ONLY', scope: 'read' },
      { name: 'transfer', scope: 'unrecognized' },
      { name: 'staking.FULL_ACCESS', scope: 'unrecognized' },
    ]);
  });

  it('take no name of JavaScript for a permission', () => {
    const permissions = JSON.parse('{"general":"NO_ACCESS","transfer":"NO_ACCESS","toString":"FULL_ACCESS"}');
    expect(told(describeKey({ ...plain, permissions }).grants)).toEqual([
      { name: 'toString.FULL_ACCESS', scope: 'unrecognized' },
    ]);
  });
});

describe('IP blocks', () => {
  const restricted = (...allowed: string[]) => ({
    restricted: true,
    allowed: { known: true, value: allowed },
  });
  it.each<[block: unknown, blocks: unknown, expected: unknown]>([
    [null, [], { restricted: false }],
    [null, ['203.0.113.0/24', '2001:db8::/32'], restricted('203.0.113.0/24', '2001:db8::/32')],
    ['10.0.0.0/8', ['203.0.113.0/24'], restricted('203.0.113.0/24', '10.0.0.0/8')],
    ['10.0.0.0/8', ['10.0.0.0/8'], restricted('10.0.0.0/8')],
    ['10.0.0.0/8', [], restricted('10.0.0.0/8')],
    ['0.0.0.0/0', ['203.0.113.0/24'], { restricted: false }],
    [null, ['::/0'], { restricted: false }],
    ['', [], 'unrecognized'],
    [null, [''], 'unrecognized'],
    [null, ['any'], 'unrecognized'],
    [undefined, [], 'malformed'],
    [undefined, ['203.0.113.0/24'], 'malformed'],
    [null, undefined, 'malformed'],
    ['10.0.0.0/8', undefined, 'malformed'],
    [null, null, 'malformed'],
    [null, [7], 'malformed'],
    [null, '203.0.113.0/24', 'malformed'],
    [{}, [], 'malformed'],
  ])('%j and %j', (allowedCidrBlock, allowedCidrBlocks, expected) => {
    const { ipRestriction } = describeKey({ ...plain, allowedCidrBlock, allowedCidrBlocks });
    expect(told(ipRestriction)).toEqual(expected);
  });
});

it.each<[unknown, unknown]>([
  ['2024-08-24T14:15:22Z', new Date('2024-08-24T14:15:22Z')],
  ['2024-08-24T14:15:22.123+02:00', new Date('2024-08-24T12:15:22.123Z')],
  ['1970-01-01T00:00:00Z', 'unrecognized'],
  ['2024-08-24', 'malformed'],
  [1724508922000, 'malformed'],
  [null, 'malformed'],
])('reads the creation time %j', (createdAt, expected) => {
  expect(told(describeKey({ ...plain, createdAt }).createdAt)).toEqual(expected);
});

it.each<[string, unknown]>([
  ['null', null],
  ['a list', [plain]],
  ['an empty object', {}],
  ['an envelope that is not documented', { result: 'success', data: plain }],
])('refuses to understand %s', (_, answer) => {
  expect(() => describeKey(answer)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

it('signs the whole path by the documented scheme, worked out with OpenSSL', () => {
  const request = unsigned({ read: check, apiKey: 'invented', secret: 'aW52ZW50ZWQgc2VjcmV0' });
  expect(sign(request).headers).toMatchObject({
    APIKey: 'invented',
    Authent: 'drCb22zYA1zDPEJ1VCe9gIAhBfTfCizDDSeXsZBEU9ufr99JZxBNy0kljkXy1FlsNLwKi1fm//nTuNf4kc5ySA==',
  });
});

async function collect(body: unknown, status = 200): Promise<AccountFacts> {
  const answers: FixtureAnswer[] = [{ method: 'GET', path: check.path, status, body }];
  const client = fakeClient(krakenfutures, answers);
  return await collectAccount(krakenfutures, client, identify('krakenfutures', 'key'), 'account');
}

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': ['authenticationError'],
    'permission-refused': ['insufficientPrivileges', 'accountInactive'],
    'clock-skew': ['nonceBelowThreshold', 'nonceDuplicate'],
    'rate-limited': ['apiLimitExceeded'],
    unreachable: ['unavailable', 'Unavailable', 'Server Error'],
    'unexpected-response': ['notFound', 'invalidArgument'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    const { error, keys } = await collect({ result: 'error', error: code, message: 'Your IP 203.0.113.9' });
    expect(error).toMatchObject({ kind, code });
    expect(error?.message).not.toContain('203.0.113.9');
    expect(keys[0]?.ipRestriction).toMatchObject({ known: false, reason: 'refused' });
  });

  it('leaves none untested', () => {
    const tested = [...table.map(({ code }) => code), 'HTTP 401'];
    expect(tested).toEqual(expect.arrayContaining(Object.keys(krakenfutures.failures)));
  });

  it.each<[unknown, string | undefined]>([
    [plain, undefined],
    [{ ...plain, error: null }, undefined],
    [{ error: 'authenticationError', message: '', suberror: null }, 'authenticationError'],
    [{ error: 'Unauthorized', message: '', suberror: null }, undefined],
    [{ errors: [{ code: 92, message: 'INSUFFICIENT_MARGIN' }] }, '92'],
    [{ error: 'APIKey rRra59qK of 203.0.113.9' }, 'of unknown form'],
    [{ error: { code: 5 } }, 'of unknown form'],
    [{ result: 'error' }, 'of unknown form'],
    ['error', undefined],
  ])('of %j', (body, code) => {
    expect(krakenfutures.failureCode(body)).toBe(code);
  });

  it('are told by the status where they are not documented', () => {
    const refusal = { code: undefined, status: 401, ccxtClasses: ['ExchangeError'] };
    expect(describeFailure(krakenfutures, refusal, null).kind).toBe('invalid-credentials');
  });

  it('never make an error of the key check an answer', async () => {
    const { error } = await collect({ error: 'Unauthorized', message: '', suberror: null });
    expect(error?.kind).toBe('unexpected-response');
  });
});

describe('at a gate that checks key and signature', () => {
  const secrets = { apiKey: 'invented-futures-gate-key', secret: 'aW52ZW50ZWQgc2VjcmV0' };
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'krakenfutures', ...secrets, answers: 'tracker' }],
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each<[string, Body, RegExp | null]>([
    ['lets the right ones in', {}, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, /authenticationError/],
    ['refuses another secret', { secret: 'YW5vdGhlcg==' }, /authenticationError/],
    ['is not asked with a secret that is not base64', { secret: 'no base64!' }, /malformed/],
  ])('%s', async (_, change, message) => {
    const { apiKey, secret } = { ...secrets, ...change };
    const { error } = await auditAt(simulator.url, krakenfutures, { apiKey, secret }, { depth: 'key' });
    if (message === null) expect(error).toBe(null);
    else
      expect(error).toMatchObject({ kind: 'invalid-credentials', message: expect.stringMatching(message) });
  });
});
