import { describe, expect, it } from 'vitest';
import { fakeClient, unsigned } from '../../../test/helpers/cases.ts';
import { known } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import type { OpenCredentials } from '../adapter.ts';
import { type CcxtExchange, loadCcxt } from '../client.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { paradex } from './index.ts';
import { describeSubkey } from './normalize.ts';
import { auth, subkeys } from './reads.ts';
import { sign } from './sign.ts';
import { order, starkPublicKey } from './stark-key.ts';

const ccxt = await loadCcxt(paradex, 'test');

const subkey = '0x0494e56454e5445442070617261646578207375626b65792e2e2e2e2e2e2e2e';
const publicKey = '0x546ce046dcf27cab089933f3b5bd60d5cacfe2953ff0ffc285e733063791c56';
const ofSubkey = { walletAddress: '0x1a2b3c', privateKey: subkey };
const ofWallet = {
  walletAddress: '0x5e777ca5e30d5d988b9581667f5c4263da422b88',
  privateKey: '0x494e56454e54454420657468657265756d206b6579202e2e2e2e2e2e2e2e2e2e',
};
const derived = {
  privateKey: '7aeb90f2ad6dcedc9a3a35a32bf395c2e9ec08180769a2e6399570a4cba62ae',
  address: '0x72f47b1b119d84dbc702e3688ae067c69be78ba85151a49e685427cb02cd747',
};

describe('the public half of a Stark key', () => {
  it.each<[privateKey: bigint, publicKey: string]>([
    [1n, '0x1ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfca'],
    [order - 1n, '0x1ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfca'],
    // Worked out with @scure/starknet.
    [BigInt(subkey), publicKey],
    [BigInt(`0x${derived.privateKey}`), '0x7fe2c3580169325e2a713459fbf39fa1420d6bd0285399276a225e6bec27827'],
  ])('of %s', (privateKey, expected) => {
    expect(starkPublicKey(privateKey)).toBe(expected);
  });

  it.each([0n, order, -1n])('of %s is none', (privateKey) => {
    expect(() => starkPublicKey(privateKey)).toThrow();
  });
});

/** What of ccxt's class signs in; the shape that all classes share does not have it. */
type Paradex = CcxtExchange & {
  privatePostAuth(params: object): Promise<unknown>;
  authenticateRest(): Promise<unknown>;
};

/** What ccxt itself would sign in with, kept from leaving. */
async function ccxtSigns(account: object, nowMs: number): Promise<object> {
  const own = Object.create(ccxt) as Paradex;
  const systemConfig = { starknet_chain_id: 'PRIVATE_SN_PARACLEAR_MAINNET' };
  own.options = { ...ccxt.options, paradexAccount: account, systemConfig };
  own.nonce = () => Math.floor(nowMs / 1000);
  let signed = {};
  own.privatePostAuth = async (params) => {
    signed = params;
    return { jwt_token: 'invented' };
  };
  await own.authenticateRest();
  return signed;
}

describe('signing in', () => {
  const nowMs = 1_763_899_200_000;
  it.each<[string, OpenCredentials, object]>([
    ['a Stark key signs as ccxt does', ofSubkey, { address: '0x1a2b3c', privateKey: subkey }],
    ["a wallet's key as the main key that ccxt derives", ofWallet, derived],
    [
      "a wallet's key for the address of its Paradex account",
      { ...ofWallet, walletAddress: derived.address },
      derived,
    ],
  ])('%s', async (_, credentials, account) => {
    const { headers } = sign(unsigned({ read: auth, apiKey: '', secret: '', credentials, nowMs, ccxt }));
    expect({
      account: headers['PARADEX-STARKNET-ACCOUNT'],
      signature: headers['PARADEX-STARKNET-SIGNATURE'],
      timestamp: Number(headers['PARADEX-TIMESTAMP']),
      expiration: Number(headers['PARADEX-SIGNATURE-EXPIRATION']),
    }).toEqual(await ccxtSigns(account, nowMs));
  });

  it.each<[string, OpenCredentials]>([
    ['no key', { walletAddress: '0x1' }],
    ['no address', { privateKey: subkey }],
    ['a key that is a text', { walletAddress: '0x1', privateKey: 'invented words' }],
    ['an address that is a text', { walletAddress: 'invented', privateKey: subkey }],
    ['zero', { walletAddress: '0x1', privateKey: '0x0' }],
    ['the key in place of the address', { walletAddress: subkey, privateKey: subkey }],
  ])('refuses %s', (_, credentials) => {
    const request = unsigned({ read: auth, apiKey: '', secret: '', credentials, ccxt });
    expect(() => sign(request)).toThrow();
    expect(() => paradex.publicKeyOf?.(credentials, ccxt)).toThrow();
  });
});

const row = { public_key: publicKey, state: 'active', revoked_at: 0, allowed_cidrs: ['203.0.113.7/32'] };

async function audit(list: Partial<FixtureAnswer>, credentials: OpenCredentials = ofSubkey) {
  const answers: FixtureAnswer[] = [
    { method: 'POST', path: auth.path, body: { jwt_token: 'invented' } },
    { method: 'GET', path: subkeys.path, body: {}, ...list },
  ];
  const client = fakeClient(paradex, answers, 'invented', credentials, ccxt);
  return await collectAccount(paradex, client, identify('paradex', 'invented'), 'account');
}

async function kindAmong(results: unknown, more: object = {}): Promise<string> {
  const { keys } = await audit({ body: { results, ...more } });
  const kind = keys[0]?.kind;
  expect(keys[0]?.identity).toEqual(identify('paradex', publicKey));
  return kind?.known === true ? kind.value : (kind?.reason ?? 'none');
}

describe('a key is', () => {
  const other = { ...row, public_key: '0x1' };
  it.each<[string, unknown, string]>([
    ['a subkey that is listed as such', [other, row], 'agent'],
    ['a subkey whose number is written otherwise', [{ ...row, public_key: publicKey.slice(2) }], 'agent'],
    ['a subkey that is not revoked, told as text', [{ ...row, revoked_at: '0' }], 'agent'],
    ['the main key where no row is its own', [other], 'master-key'],
    ['the main key where there is no row', [], 'master-key'],
    ['unknown where the list is null', null, 'malformed'],
    ['unknown where the list is an object', { row }, 'malformed'],
    ['unknown where a row is null', [other, null], 'malformed'],
    ['unknown where a row has no key', [{ state: 'active' }], 'malformed'],
    ['unknown where a key is a number', [{ ...row, public_key: 7 }], 'malformed'],
    ['unknown where it is revoked', [{ ...row, revoked_at: 1_700_000_000 }], 'unrecognized'],
    ['unknown where revoked_at is missing', [{ ...row, revoked_at: undefined }], 'malformed'],
    ['unknown where revoked_at is a text', [{ ...row, revoked_at: 'no' }], 'malformed'],
    ['unknown where state is another type', [{ ...row, state: true }], 'unrecognized'],
  ])('%s', async (_, results, expected) => {
    expect(await kindAmong(results)).toBe(expected);
  });

  it('unknown where the list goes on', async () => {
    expect(await kindAmong([other], { next: 'invented' })).toBe('unrecognized');
    expect(await kindAmong([other], { has_more: true })).toBe('unrecognized');
    expect(await kindAmong([other], { next: null })).toBe('master-key');
    expect(await kindAmong([row], { next: 'invented' })).toBe('agent');
  });
});

describe('a key that is in the list twice', () => {
  const told = async (...rows: object[]) => {
    const [key] = (await audit({ body: { results: rows.map((more) => ({ ...row, ...more })) } })).keys;
    const { ipRestriction, enabled, kind } = key ?? {};
    return [
      kind?.known && kind.value,
      enabled?.known && enabled.value,
      ipRestriction?.known === true ? ipRestriction.value.restricted : ipRestriction?.reason,
    ];
  };

  it('is bound to the addresses that both rows have', async () => {
    expect(await told({}, {})).toEqual(['agent', true, true]);
  });

  it('is bound by no row of which another says otherwise', async () => {
    expect(await told({}, { allowed_cidrs: [] })).toEqual(['agent', true, 'malformed']);
    expect(await told({ allowed_cidrs: [] }, {})).toEqual(['agent', true, 'malformed']);
  });

  it('is bound by no row of which another may say otherwise', async () => {
    expect(await told({}, { allowed_cidrs: [], state: 'ACTIVE' })).toEqual(['agent', true, 'malformed']);
  });

  it('has nothing to do with the row that was revoked', async () => {
    const revoked = { allowed_cidrs: [], revoked_at: 1_700_000_000 };
    expect(await told(revoked, {})).toEqual(['agent', true, true]);
  });
});

it.each<[revokedAt: unknown, expected: boolean | string]>([
  [0, true],
  [1_700_000_000, false],
  ['1700000000000000000', false],
  // The end of a key that is still active.
  [4_102_444_800, 'unrecognized'],
  [-1, 'unrecognized'],
  [null, 'malformed'],
])('revoked_at %j of another key', (revoked_at, expected) => {
  const { enabled } = describeSubkey({ ...row, revoked_at }, Date.UTC(2026, 0, 1));
  expect(enabled.known ? enabled.value : enabled.reason).toBe(expected);
});

it.each<[string, object, boolean | string]>([
  ['nothing new', {}, false],
  ['a right that is new', { can_withdraw: true }, 'unrecognized'],
  ['a right that is new, in another form', { withdrawEnabled: 'true' }, 'unrecognized'],
  ['a right that is new, in a third form', { transfer_allowed: 1 }, 'unrecognized'],
  ['an administrator', { is_admin: true }, 'unrecognized'],
  ['a way out', { payout: 'daily' }, 'unrecognized'],
  ['rights that are new', { permissions: ['TRADE', 'WITHDRAW'] }, 'unrecognized'],
  ['a right that is off', { can_withdraw: false, allow_transfer: 'false', permissions: [] }, false],
  ['another field', { last_ip: 'invented', note: 'withdraw' }, false],
])('a subkey with %s', (_, more, expected) => {
  const { permissions, grants } = describeSubkey({ ...row, ...more }, 0);
  const told = [permissions.transfer, permissions.withdraw, permissions.manage];
  expect(told.map((fact) => (fact.known ? fact.value : fact.reason))).toEqual([expected, expected, expected]);
  const words = grants.known ? grants.value.map(({ scope }) => scope) : [];
  expect(words.includes('unrecognized')).toBe(expected !== false);
});

it('does not send a number above all addresses of Starknet', async () => {
  const { status, error } = await audit({}, { walletAddress: `0x${'ab'.repeat(32)}`, privateKey: subkey });
  expect([status, error?.kind]).toEqual(['failed', 'invalid-credentials']);
  expect(error?.message).toContain('nothing was asked');
});

describe('a list that does not come', () => {
  const down = { status: 500, body: {} };

  it("takes nothing from what the wallet's own key is", async () => {
    const { status, error, keys } = await audit(down, ofWallet);
    expect([status, error?.kind]).toEqual(['partial', 'unreachable']);
    expect(keys[0]?.kind).toEqual(known('master-key'));
  });

  it('leaves open what a key is that has signed in', async () => {
    const { status, error, keys } = await audit(down);
    expect([status, error?.kind]).toEqual(['partial', 'unreachable']);
    expect(keys[0]).toMatchObject({ accepted: known(true), kind: { reason: 'refused' } });
    expect(keys[0]?.permissions.withdraw).toMatchObject({ reason: 'refused' });
  });

  it('is one that says that it failed', async () => {
    const { status, keys } = await audit({ body: { success: false, results: [row] } });
    expect(status).toBe('partial');
    expect(keys[0]?.kind.known).toBe(false);
  });
});

describe('the IP list', () => {
  it.each<[allowed: unknown, expected: unknown]>([
    [[], { restricted: false }],
    [['0.0.0.0/0'], { restricted: false }],
    [['203.0.113.7/32', '::/0'], { restricted: false }],
    [['203.0.113.7/32'], { restricted: true, allowed: known(['203.0.113.7/32']) }],
    [['["203.0.113.7/32"]'], { restricted: true, allowed: known(['203.0.113.7/32']) }],
    [['["0.0.0.0/0"]'], { restricted: false }],
    [['[]'], 'malformed'],
    [['[7]'], 'unrecognized'],
    [[''], 'unrecognized'],
    [['any'], 'unrecognized'],
    [[7], 'malformed'],
    ['203.0.113.7/32', 'malformed'],
    [null, 'malformed'],
    [undefined, 'not-exposed'],
  ])('%j', (allowed, expected) => {
    const { ipRestriction } = describeSubkey({ ...row, allowed_cidrs: allowed }, 0);
    expect(ipRestriction.known ? ipRestriction.value : ipRestriction.reason).toEqual(expected);
  });
});

it.each<[createdAt: unknown, expected: string]>([
  [1_672_531_200_000_000_000, '2023-01-01T00:00:00.000Z'],
  ['1672531200000000000', '2023-01-01T00:00:00.000Z'],
  [1_672_531_200_000_000, '2023-01-01T00:00:00.000Z'],
  [1_672_531_200_000, '2023-01-01T00:00:00.000Z'],
  [1_672_531_200, '2023-01-01T00:00:00.000Z'],
  [0, 'unrecognized'],
  [7.5, 'malformed'],
  ['yesterday', 'malformed'],
  [null, 'malformed'],
])('created_at %j', (createdAt, expected) => {
  const fact = describeSubkey({ ...row, created_at: createdAt }, 0).createdAt;
  expect(fact.known ? fact.value.toISOString() : fact.reason).toBe(expected);
});

describe('error words', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': [
      'STARKNET_SIGNATURE_VERIFICATION_FAILED',
      'INVALID_STARKNET_SIGNATURE',
      'INVALID_STARKNET_ADDRESS',
      'ACCOUNT_NOT_FOUND',
      'PUBLIC_KEY_INVALID',
      'NOT_ONBOARDED',
      'INVALID_TOKEN',
      '40110',
      '40111',
    ],
    'clock-skew': ['INVALID_SIGNATURE_EXPIRATION', 'INVALID_TIMESTAMP'],
    'permission-refused': ['ETHEREUM_ADDRESS_BLOCKED'],
    unreachable: ['GEO_IP_BLOCK', '40112', 'SERVICE_UNAVAILABLE', 'INTERNAL_ERROR', '-32603'],
    'unexpected-response': [
      'NOT_FOUND',
      'BAD_STARKNET_REQUEST',
      'INVALID_REQUEST_PARAMETER',
      'VALIDATION_ERROR',
      'BINDING_ERROR',
      'SOMETHING_NEW',
    ],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', ({ code, kind }) => {
    const refusal = { code: paradex.failureCode({ error: code, message: '' }), status: 400, ccxtClasses: [] };
    expect(describeFailure(paradex, refusal, null)).toMatchObject({ kind, code });
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(paradex.failures)));
  });

  it.each<[unknown, string | undefined]>([
    [{ jwt_token: 'invented' }, undefined],
    [{ error: null, results: [] }, undefined],
    [{ error: '' }, undefined],
    [{ error: { code: 40111, message: 'Invalid Bearer Token' } }, '40111'],
    [{ error: 'key 0x1234' }, 'of unknown form'],
    [{ error: {} }, 'of unknown form'],
    [[], undefined],
  ])('of %j', (body, code) => {
    expect(paradex.failureCode(body)).toBe(code);
  });
});
