import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { coinbase } from './index.ts';
import { describeCallingKey } from './normalize.ts';
import { keyPermissions } from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);
const off = { can_view: true, can_trade: false, can_transfer: false };
const describeKey = (body: object) => describeCallingKey({ ...off, ...body });

describe('can_transfer is the right to transfer and to withdraw', () => {
  it.each<[unknown, boolean | string]>([
    [true, true],
    ['true', true],
    [false, false],
    ['false', false],
    [undefined, 'malformed'],
    [null, 'malformed'],
    [0, 'malformed'],
    ['', 'unrecognized'],
    ['no', 'unrecognized'],
    [{}, 'malformed'],
  ])('%j', (can_transfer, expected) => {
    const { permissions } = describeKey({ can_transfer });
    expect(told(permissions.transfer)).toBe(expected);
    expect(told(permissions.withdraw)).toBe(expected);
  });
});

describe('can_withdraw, which is not documented', () => {
  it.each<[unknown, unknown, boolean | string]>([
    [true, false, true],
    [false, false, false],
    [false, null, false],
    [false, true, 'unrecognized'],
    [false, 'maybe', 'unrecognized'],
    [undefined, false, 'malformed'],
    [undefined, true, 'malformed'],
  ])('beside can_transfer %j is %j', (can_transfer, can_withdraw, expected) => {
    const { permissions } = describeKey({ can_transfer, can_withdraw });
    expect(told(permissions.withdraw)).toBe(expected);
    expect(told(permissions.transfer)).toBe(can_transfer ?? 'malformed');
  });
});

it.each(['canWithdraw', 'CAN_WITHDRAW', 'can_withdraw_fiat', 'withdrawals'])(
  'can_transfer denies no withdrawal beside the new flag %s, unless it is off',
  (name) => {
    const withdraw = (value: unknown) =>
      told(describeKey({ can_transfer: false, [name]: value }).permissions.withdraw);
    expect([true, 'yes', 1, false, null].map(withdraw)).toEqual([
      ...Array(3).fill('unrecognized'),
      false,
      false,
    ]);
  },
);

it.each<[string, unknown, (boolean | string)[]]>([
  ['can_trade_futures', true, ['unrecognized', false, false]],
  ['trading_enabled', 'yes', ['unrecognized', false, false]],
  ['can_transfer_internally', true, [false, 'unrecognized', 'unrecognized']],
  ['transferAllowed', 1, [false, 'unrecognized', 'unrecognized']],
  ['can_do_all', true, Array(3).fill('unrecognized')],
  ['is_admin', true, Array(3).fill('unrecognized')],
  ['scopes', ['wallet:transactions:send'], Array(3).fill('unrecognized')],
  ['can_lend', true, [false, false, false]],
  ['scopes', [], [false, false, false]],
  ['can_do_all', 'False', [false, false, false]],
  ['portfolio_type', 'DEFAULT', [false, false, false]],
])(
  'denies none of the rights to trade, transfer and withdraw that %s: %j may be',
  (name, value, expected) => {
    const { trade, transfer, withdraw } = describeKey({ [name]: value }).permissions;
    expect([trade, transfer, withdraw].map(told)).toEqual(expected);
  },
);

it('shows each flag that is not off, new ones too', () => {
  const { grants } = describeKey({ can_transfer: true, can_receive: 'true', can_fly: 7, can_lend: 'false' });
  expect(told(grants)).toEqual([
    { name: 'can_view', scope: 'read' },
    { name: 'can_transfer', scope: 'transfer' },
    { name: 'can_transfer', scope: 'withdraw' },
    { name: 'can_receive', scope: 'other' },
    { name: 'can_fly', scope: 'unrecognized' },
  ]);
});

it.each([
  ['nothing', undefined],
  ['a text', 'ok'],
  ['an empty object', {}],
  ['an object without a promised flag', { can_withdraw: false, can_receive: true }],
  ['an envelope', { data: off }],
  ['a list', [off]],
])('refuses to understand %s', (_, answer) => {
  expect(() => describeCallingKey(answer)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': [
      'UNAUTHENTICATED',
      '16',
      'authentication_error',
      'unauthorized',
      'invalid_authentication_method',
      'invalid_token',
      'revoked_token',
      'expired_token',
    ],
    'permission-refused': [
      'PERMISSION_DENIED',
      '7',
      'Missing required scopes',
      'invalid_scope',
      'two_factor_required',
      'personal_details_required',
      'identity_verification_required',
      'jumio_verification_required',
      'jumio_face_match_verification_required',
      'unverified_email',
    ],
    'rate-limited': ['rate_limit_exceeded', 'resource_exhausted', 'RESOURCE_EXHAUSTED', '8'],
    unreachable: ['internal_server_error', 'INTERNAL', '13', 'UNAVAILABLE', '14'],
    'unexpected-response': ['unknown', 'NOT_FOUND', '3'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    const body = { error: code, message: 'Your IP 203.0.113.9' };
    const facts = await collect(body);
    expect(facts.error).toMatchObject({ kind, code });
    expect(facts.error?.message).not.toContain('203.0.113.9');
    expect(told(facts.keys[0]?.ipRestriction ?? unreachable())).toBe('refused');
  });

  it('leaves none untested', () => {
    const codes = table.map(({ code }) => code);
    expect(['HTTP 401', ...codes]).toEqual(expect.arrayContaining(Object.keys(coinbase.failures)));
  });

  it.each([
    ['Advanced Trade', { error: 'PERMISSION_DENIED', code: 7 }, 'PERMISSION_DENIED'],
    ['a gateway', { code: 16, message: '', details: [] }, '16'],
    ['the app', { errors: [{ id: 'not_found', message: '' }] }, 'not_found'],
    ['no word', { error: 'unknown', error_details: 'missing required scopes' }, 'Missing required scopes'],
    ['no word, and other details', { error: 'unknown', error_details: 'order not found' }, 'unknown'],
    ['a good answer', off, undefined],
    ['a text', 'Unauthorized', undefined],
    ['an empty list', { errors: [] }, undefined],
  ])('are read from an answer of %s', (_, body, code) => {
    expect(coinbase.failureCode(body)).toBe(code);
  });

  it('are none in a plain 401, which may mean the address, and says so', () => {
    const error = describeFailure(coinbase, { code: undefined, status: 401, ccxtClasses: [] }, null);
    expect(error).toMatchObject({ kind: 'invalid-credentials', code: null });
    expect(error.message).toContain('allowlist');
  });
});

it.each([[[{ message: 'x' }]], [['x']], [[null]], [[{ id: null }]]])(
  'a list of errors beside permissions is an error: %j',
  async (errors) => {
    const facts = await collect({ ...off, errors });
    expect(facts).toMatchObject({ status: 'failed', error: { kind: 'unexpected-response' } });
  },
);

describe('a refusal while the clock is off', () => {
  it.each<[number | null, string]>([
    [null, 'invalid-credentials'],
    [0, 'invalid-credentials'],
    [-29_000, 'invalid-credentials'],
    [3000, 'clock-skew'],
    [-31_000, 'clock-skew'],
  ])('of %j ms is %s', async (aheadMs, kind) => {
    const facts = await collect({ error: 'unauthorized' }, aheadMs);
    expect(facts.error?.kind).toBe(kind);
    expect(told(facts.keys[0]?.accepted ?? unreachable())).toBe(kind === 'clock-skew' ? 'refused' : false);
  });

  it('is no doubt about a missing permission', async () => {
    expect((await collect({ error: 'PERMISSION_DENIED' }, 60_000)).error?.kind).toBe('permission-refused');
  });
});

describe('at a gate that checks token, time and signature', () => {
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'sec1',
    format: 'pem',
  }) as string;
  const seed = Buffer.alloc(64, 7).toString('base64');
  const name = (id: string) => `organizations/invented/apiKeys/${id}`;
  const keys = [
    { apiKey: name('ecdsa'), secret: pem },
    { apiKey: name('ed25519'), secret: seed },
    { apiKey: 'inventedOldKey01', secret: 'inventedOldSecret' },
  ];
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: keys.map((key) => ({ exchange: 'coinbase', ...key, answers: 'tracker' })),
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    type: 'sec1',
    format: 'pem',
  }) as string;
  it.each([
    ['lets an ECDSA key in', name('ecdsa'), pem, 0, null],
    ['lets an ECDSA key in that came on one line', name('ecdsa'), pem.replaceAll('\n', '\\n'), 0, null],
    ['lets an Ed25519 key in', name('ed25519'), seed, 0, null],
    ['lets an older key in', 'inventedOldKey01', 'inventedOldSecret', 0, null],
    ['refuses another ECDSA key', name('ecdsa'), other, 0, 'invalid-credentials'],
    [
      'refuses another Ed25519 key',
      name('ed25519'),
      Buffer.alloc(64, 8).toString('base64'),
      0,
      'invalid-credentials',
    ],
    ['refuses another secret of an older key', 'inventedOldKey01', 'another', 0, 'invalid-credentials'],
    ['refuses another name', name('nobody'), pem, 0, 'invalid-credentials'],
    ['refuses a token of the future', name('ecdsa'), pem, -10_000, 'invalid-credentials'],
    ['refuses a token that has ended', name('ecdsa'), pem, 130_000, 'invalid-credentials'],
    ['refuses an old signature', 'inventedOldKey01', 'inventedOldSecret', 40_000, 'invalid-credentials'],
    ['is not asked with a key that cannot sign', name('ecdsa'), pem.slice(0, 90), 0, 'invalid-credentials'],
  ])('%s', async (_, apiKey, secret, skew, kind) => {
    skewMs = skew;
    const facts = await auditAt(simulator.url, coinbase, { apiKey, secret }, { depth: 'key' });
    expect(facts.error?.kind ?? null, facts.error?.message).toBe(kind);
  });

  it('refuses in plain words', async () => {
    const headers = { 'CB-ACCESS-KEY': 'inventedOldKey01' };
    const response = await fetch(`${simulator.url}${keyPermissions.path}`, { headers });
    expect([response.status, await response.json()]).toEqual([401, 'Unauthorized']);
  });
});

function unreachable(): never {
  throw new Error('there is always a calling key');
}

async function collect(body: unknown, aheadMs: number | null = null): Promise<AccountFacts> {
  const { method, path } = keyPermissions;
  const client = { ...fakeClient(coinbase, [{ method, path, body }]), clockAheadMs: () => aheadMs };
  return await collectAccount(coinbase, client, identify('coinbase', 'key'), 'key');
}
