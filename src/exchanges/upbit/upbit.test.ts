import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { Depth } from '../../model/account.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import { type Fact, known } from '../../model/fact.ts';
import { permissions } from '../../model/key-facts.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { upbit as protocol } from '../../simulator/protocols/upbit.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { upbit } from './index.ts';
import { describePocketKey, pocketKeysOf } from './normalize.ts';
import { keyList, pocketKeys, pockets } from './reads.ts';

const told = <T>(fact: Fact<T> | undefined): T | string | undefined =>
  fact?.known ? fact.value : fact?.reason;

const mine = 'invented0key0that0asks';
const end = '2027-05-27T15:17:51+09:00';
const row = (access_key: string, body: Body = {}) => ({
  access_key,
  permissions: ['manage_pockets'],
  allowed_ips: ['203.0.113.10'],
  created_at: '2026-05-28T15:17:51+09:00',
  expired_at: end,
  ...body,
});
const describeRow = (body: Body) => {
  const [key] = pocketKeysOf([{ uuid: 'main', keys: [row(mine, body)] }]).rows;
  if (key === undefined) throw new Error('there is a row');
  return describePocketKey(key, known(null), known(true));
};

describe('what a word allows', () => {
  it.each([
    ['view_account', 'read'],
    ['view_orders', 'read'],
    ['view_deposits', 'read'],
    ['view_withdrawals', 'read'],
    ['make_orders', 'trade'],
    ['withdraw', 'withdraw'],
    ['transfer', 'transfer'],
    ['manage_pockets', 'read, transfer, manage'],
    ['deposit', 'other'],
  ])('%s: %s', (word, scopes) => {
    const { permissions: held, grants } = describeRow({ permissions: [word] });
    expect(told(grants)).toEqual(scopes.split(', ').map((scope) => ({ name: word, scope })));
    for (const right of permissions)
      expect(told(held[right]), right).toBe(scopes.split(', ').includes(right));
  });

  it.each<[string, unknown, boolean | string]>([
    ['with a new word beside a known one', ['view_account', 'vote'], false],
    ['with a new word about sending out beside a known one', ['view_account', 'payout'], 'unrecognized'],
    ['with new words alone', ['payout'], 'unrecognized'],
    ['with an entry that is no text beside it', ['withdraw', 7], true],
    ['with an entry that is no text', ['view_account', null], 'malformed'],
    ['with no words', [], 'malformed'],
    ['with a text', 'withdraw', 'malformed'],
    ['without the field', undefined, 'malformed'],
  ])('withdraw, %s', (_, words, expected) => {
    expect(told(describeRow({ permissions: words }).permissions.withdraw)).toBe(expected);
  });
});

it('denies nothing beside a field that no page has and that may be the right', () => {
  const { permissions, grants } = describeRow({ permissions: ['view_account'], withdraw_enabled: true });
  expect(told(permissions.withdraw)).toBe('unrecognized');
  expect(told(permissions.trade)).toBe(false);
  expect(told(grants)).toContainEqual({ name: 'withdraw_enabled', scope: 'unrecognized' });
});

describe('allowed_ips', () => {
  it.each<[string, unknown, unknown]>([
    ['addresses', ['203.0.113.10', '2001:db8::1'], { restricted: true }],
    ['the whole internet', ['203.0.113.10', '0.0.0.0/0'], { restricted: false }],
    ['none', [], 'malformed'],
    ['an empty text', [''], 'unrecognized'],
    ['a word', ['any'], 'unrecognized'],
    ['a text', '203.0.113.10', 'malformed'],
    ['a number', [7], 'malformed'],
    ['null', null, 'malformed'],
    ['nothing', undefined, 'malformed'],
  ])('%s', (_, allowed_ips, expected) => {
    const fact = told(describeRow({ allowed_ips }).ipRestriction);
    if (typeof expected === 'string') expect(fact).toBe(expected);
    else expect(fact).toMatchObject(expected as object);
  });
});

it.each<[unknown, unknown]>([
  [end, new Date('2027-05-27T06:17:51Z')],
  ['2027-05-27T15:17:51', 'malformed'],
  ['0001-01-01T00:00:00Z', 'unrecognized'],
  [1811398671000, 'malformed'],
  [null, 'malformed'],
])('expired_at %j', (expired_at, expected) => {
  expect(told(describeRow({ expired_at }).expiresAt)).toEqual(expected);
});

const answer = (path: string, body: unknown): FixtureAnswer => ({ method: 'GET', path, body });
const listed = (...keys: unknown[]) =>
  answer(
    keyList.path,
    keys.map((key) => (typeof key === 'string' ? { access_key: key, expire_at: end } : key)),
  );
const inPockets = (...lists: unknown[][]) =>
  answer(
    pocketKeys.path,
    lists.map((keys, at) => ({ uuid: `pocket-${at}`, keys })),
  );
const refusal = (path: string, name: unknown) =>
  answer(path, { error: { name, message: '203.0.113.9 invented-signature' } });

async function collect(depth: Depth, ...answers: FixtureAnswer[]): Promise<AccountFacts> {
  return await collectAccount(upbit, fakeClient(upbit, answers, mine), identify('upbit', mine), depth);
}
const shown = ({ keys }: AccountFacts) => keys.map(({ relation, owner }) => [relation, told(owner)]);

it('tells of the key that asks only what all rows about it agree on', async () => {
  const rows = [
    row(mine, { permissions: ['view_account'] }),
    row(mine, { permissions: ['withdraw', 'view_account'] }),
  ];
  const { keys, status } = await collect('account', listed(mine), inPockets(rows));
  const [key] = keys;
  expect(
    [key?.permissions.withdraw, key?.permissions.trade, key?.ipRestriction].map((f) => f?.known),
  ).toEqual([false, true, true]);
  expect(status).toBe('partial');
});

it.each<[string, unknown, unknown]>([
  ['as the other list', end, new Date('2027-05-27T06:17:51Z')],
  ['otherwise than the other list', '2020-05-27T15:17:51+09:00', 'unrecognized'],
  ['nothing readable', null, new Date('2027-05-27T06:17:51Z')],
])('tells when the key that asks ends where its pocket says %s', async (_, expired_at, expected) => {
  const { keys } = await collect('account', listed(mine), inPockets([row(mine, { expired_at })]));
  expect(keys[0] && told(keys[0].expiresAt)).toEqual(expected);
});

describe('the keys that are reported', () => {
  const keys = [
    listed(mine, 'invented0a', 'invented0b', 'invented0old'),
    inPockets([row('invented0b')], [row('invented0a'), row(mine)]),
  ];
  const grid = answer(pockets.path, [{ uuid: 'pocket-0', name: 'Grid', type: 'user_spot_trading' }]);

  it.each<[Depth, unknown]>([
    ['key', [['calling', null]]],
    [
      'account',
      [
        ['calling', null],
        ['sibling', null],
        ['sibling', 'not-exposed'],
      ],
    ],
    [
      'sub-accounts',
      [
        ['calling', null],
        ['sibling', null],
        ['sibling', 'not-exposed'],
        ['sub-account', 'Grid'],
      ],
    ],
  ])('at depth %s', async (depth, expected) => {
    const facts = await collect(depth, ...keys, grid);
    expect(shown(facts)).toEqual(expected);
    expect(facts.error).toBeNull();
    const fingerprints = facts.keys.map(({ identity }) => identity.fingerprint);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
  });

  it.each<[string, unknown, string]>([
    ['is no text', [{ uuid: 'pocket-0', name: 7 }], 'pocket-0'],
    ['is empty', [{ uuid: 'pocket-0', name: '' }], 'pocket-0'],
    ['is of another pocket', [{ uuid: 'pocket-7', name: 'Grid' }], 'pocket-0'],
    ['is not in a list', { 'pocket-0': 'Grid' }, 'pocket-0'],
  ])("go by their pocket's uuid where its name %s", async (_, names, owner) => {
    const facts = await collect('sub-accounts', ...keys, answer(pockets.path, names));
    expect(shown(facts).at(-1)).toEqual(['sub-account', owner]);
    expect(facts.status).toBe('audited');
  });

  it('are all siblings where no pocket names the key that asks', async () => {
    const facts = await collect(
      'sub-accounts',
      listed(mine),
      inPockets([row('invented0a')], [row('invented0b')]),
    );
    expect(shown(facts)).toEqual([
      ['calling', 'malformed'],
      ['sibling', 'malformed'],
      ['sibling', 'malformed'],
    ]);
    expect(told(facts.keys[0]?.permissions.withdraw)).toBe('malformed');
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
  });

  it('are not complete with a row that names none', async () => {
    for (const answers of [
      [listed(mine, {}), inPockets([row(mine)])],
      [listed(mine), inPockets([row(mine), { access_key: 7 }])],
    ]) {
      const facts = await collect('account', ...answers);
      expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
      expect(told(facts.keys[0]?.permissions.transfer)).toBe(true);
    }
  });
});

describe('without pocket management', () => {
  it('all but the end of the keys is unknown, for want of the right', async () => {
    const facts = await collect(
      'account',
      listed(mine, 'invented0a'),
      refusal(pocketKeys.path, 'out_of_scope'),
    );
    expect(facts).toMatchObject({
      status: 'partial',
      error: { kind: 'permission-refused', code: 'out_of_scope' },
    });
    expect(facts.keys).toHaveLength(2);
    for (const key of facts.keys) {
      expect(told(key.permissions.withdraw)).toBe('refused');
      expect(told(key.permissions.manage)).toBe('refused');
      expect(told(key.ipRestriction)).toBe('refused');
      expect(told(key.expiresAt)).toEqual(new Date(end));
    }
  });

  it.each(['too_many_requests', 'no_authorization_ip', 'invalid_access_key'])(
    '%s for the pockets alone leaves what the list tells',
    async (name) => {
      const facts = await collect('account', listed(mine), refusal(pocketKeys.path, name));
      expect(facts.status).toBe('partial');
      expect(told(facts.keys[0]?.expiresAt)).toEqual(new Date(end));
      expect(told(facts.keys[0]?.ipRestriction)).toBe('refused');
    },
  );

  it('what the pockets tell stays where the list of keys is refused', async () => {
    const facts = await collect('account', refusal(keyList.path, 'out_of_scope'), inPockets([row(mine)]));
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'permission-refused' } });
    expect(told(facts.keys[0]?.permissions.manage)).toBe(true);
  });

  it('the end is what the list tells where the pockets tell it wrongly', async () => {
    const facts = await collect('key', listed(mine), inPockets([row(mine, { expired_at: null })]));
    expect(told(facts.keys[0]?.expiresAt)).toEqual(new Date(end));
  });
});

it.each([
  ['no list', { keys: [] }],
  ['null', null],
  ['a pocket that is none', [null]],
  ['a pocket without keys', [{ uuid: 'main' }]],
  ['keys that are no list', [{ uuid: 'main', keys: { access_key: mine } }]],
])('refuses to understand %s', (_, body) => {
  expect(() => pocketKeysOf(body)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'ip-refused': ['no_authorization_ip', 'no_authorization_i_p'],
    'invalid-credentials': [
      'invalid_access_key',
      'expired_access_key',
      'jwt_verification',
      'no_authorization_token',
    ],
    'permission-refused': ['out_of_scope', 'thirdparty_agreement_required'],
    'rate-limited': ['too_many_requests'],
    'unexpected-response': ['nonce_used', 'invalid_query_payload', 'validation_error', '400'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    const facts = await collect('account', refusal(keyList.path, code), refusal(pocketKeys.path, code));
    expect(facts.error).toMatchObject({ kind, code });
    expect(facts.error?.message).not.toMatch(/203\.0\.113\.9|invented-signature/);
    expect(facts.keys[0]?.ipRestriction.known).toBe(kind === 'ip-refused');
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(upbit.failures)));
  });

  it.each<[unknown, string | undefined]>([
    [[], undefined],
    [null, undefined],
    [{}, undefined],
    [{ error: null }, undefined],
    [{ error: { name: 400 } }, '400'],
    [{ error: { name: 'Your IP 203.0.113.9' } }, 'of unknown form'],
    [{ error: { name: 'constructor' } }, 'constructor'],
    [{ error: 'out_of_scope' }, 'of unknown form'],
    [{ error: {} }, 'of unknown form'],
  ])('of %j: %s', (body, code) => {
    expect(upbit.failureCode(body)).toBe(code);
  });
});

describe('at a gate that checks token, nonce and signature', () => {
  const secrets = { apiKey: 'invented-upbit-gate', secret: 'invented secret' };
  let simulator: Simulator;
  beforeAll(async () => {
    const answers = [listed(secrets.apiKey), inPockets([row(secrets.apiKey)])];
    simulator = await startSimulator({ accounts: [{ exchange: 'upbit', ...secrets, answers }] });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 'invalid_access_key'],
    ['refuses another secret', { secret: 'another' }, 'jwt_verification'],
  ])('%s', async (_, change, code) => {
    const { error } = await auditAt(simulator.url, upbit, { ...secrets, ...change }, { depth: 'key' });
    expect(error?.code ?? null).toBe(code);
  });

  it('refuses a request without a token', async () => {
    const response = await fetch(`${simulator.url}${pocketKeys.path}`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { name: 'no_authorization_token' } });
  });

  it("takes a token that openssl signed, once, and leaves Bithumb's alone", () => {
    const request = (authorization: string, query = '') => ({
      method: 'GET',
      path: keyList.path,
      query,
      headers: { authorization },
      body: '',
    });
    const memory = new Map<string, string>();
    const asked = (token: string, query?: string) =>
      protocol.refusal(request(`Bearer ${token}`, query), secrets, new Date(), memory)?.body;
    expect(asked(signed, 'page=1')).toMatchObject({ error: { name: 'invalid_query_payload' } });
    expect(asked(signed)).toBeUndefined();
    expect(asked(signed)).toMatchObject({ error: { name: 'nonce_used' } });
    expect(asked(`${signed}x`)).toMatchObject({ error: { name: 'jwt_verification' } });
    expect(protocol.apiKeyOf(request(`Bearer ${signed}`))).toBe(secrets.apiKey);
    expect(protocol.owns(request(`Bearer ${signed}`))).toBe(true);
    expect(protocol.owns(request(`Bearer ${withTimestamp}`))).toBe(false);
  });
});

/** The header `{"alg":"HS256","typ":"JWT"}` and the payload, with HMAC-SHA256 of both by openssl. */
const signed =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhY2Nlc3Nfa2V5IjoiaW52ZW50ZWQtdXBiaXQtZ2F0ZSIsIm5vbmNlIjoiM2YwZDFjNzctMGI2ZS00YTUzLThmN2UtMDAwMDAwMDAwMDAxIn0.TPzED6AxybC_zlI1t4FADDdO8h8xXOfloB66_bu0tXk';
const withTimestamp =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhY2Nlc3Nfa2V5IjoiaW52ZW50ZWQtdXBiaXQtZ2F0ZSIsIm5vbmNlIjoiM2YwZDFjNzctMGI2ZS00YTUzLThmN2UtMDAwMDAwMDAwMDAyIiwidGltZXN0YW1wIjoxNzgwMDAwMDAwMDAwfQ.ugTpbDro5i3JKYiUHAf02odJCxngBarzEQbJ06nAf2k';
