import { describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import type { Depth } from '../../model/account.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import type { OpenCredentials } from '../adapter.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { lighter } from './index.ts';
import { ownSlot } from './own.ts';
import { publicKeyIn, readSlots } from './slots.ts';

const key = 'ab'.repeat(40);
const other = 'cd'.repeat(40);
const wallet = `0x${'1'.repeat(40)}`;
const ccxt = { ethGetAddressFromPrivateKey: () => wallet };
const row = (value: object) => ({ account_index: 7, api_key_index: 5, nonce: 0, public_key: key, ...value });

it.each<[unknown, string | undefined]>([
  [key, key],
  [`0x${key}`, key],
  [key.toUpperCase(), key],
  ['', undefined],
  ['none', undefined],
  [5, undefined],
  [null, undefined],
])('a public key in %j', (value, expected) => {
  expect(publicKeyIn(value)).toBe(expected);
});

it.each<[string, unknown[], number, boolean]>([
  ['nothing', [], 0, false],
  ['one key', [row({})], 1, false],
  ['one key twice', [row({}), row({ api_key_index: '5', public_key: `0x${key}` })], 1, false],
  ['numbers as texts', [row({ account_index: '7', api_key_index: '5' })], 1, false],
  ['no account_index', [row({ account_index: undefined })], 1, false],
  ['another account', [row({ account_index: 8 })], 0, true],
  ['an account that is no number', [row({ account_index: 'seven' })], 0, true],
  ['no public key', [row({ public_key: null })], 0, true],
  ['no slot', [row({ api_key_index: 7.5 })], 1, true],
  ['no object', [null, 'x', []], 0, true],
])('reads %s', (_, rows, count, odd) => {
  const { slots, odd: isOdd } = readSlots({ api_keys: rows }, '7');
  expect([slots.length, isOdd]).toEqual([count, odd]);
});

it('doubts a list that goes on', () => {
  expect(readSlots({ api_keys: [row({})], next_cursor: 'invented' }, '7').odd).toBe(true);
});

it.each([undefined, null, [], {}, { api_keys: null }, { api_keys: {} }])('does not read %j', (body) => {
  expect(() => readSlots(body, '7')).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

describe('which slot is the own one', () => {
  const slots = [
    { index: 4, publicKey: other },
    { index: 5, publicKey: key },
    { index: 6, publicKey: key },
  ];
  it.each<[string | undefined, string | undefined, number | string]>([
    ['5', undefined, 5],
    ['6', key, 6],
    ['4', key, 5],
    [undefined, key, 5],
    ['5', other, 4],
    ['9', undefined, 'The slot of uid holds no key'],
    ['5', 'ef', 'was replaced'],
    ['9', 'ef', 'No slot of the account'],
    [undefined, '', 'No slot of the account'],
    ['five', undefined, 'not the number of a slot'],
  ])('with uid %j and apiKey %j', (uid, publicKey, expected) => {
    const find = () => ownSlot(slots, false, { uid, publicKey });
    if (typeof expected === 'number') expect(find().index).toBe(expected);
    else
      expect(find).toThrow(
        expect.objectContaining({ kind: 'invalid-credentials', message: expect.stringContaining(expected) }),
      );
  });

  it('is not the first of two keys in one slot', () => {
    const two = [...slots, { index: 5, publicKey: other }];
    expect(() => ownSlot(two, false, { uid: '5', publicKey: undefined })).toThrow(/several keys/);
  });

  it('is not missing while an entry cannot be read', () => {
    expect(() => ownSlot(slots, true, { uid: '9', publicKey: undefined })).toThrow(/cannot be read/);
  });
});

describe('what was given', () => {
  const l1 = `0x${'fa'.repeat(32)}`;
  it.each<[string, OpenCredentials, string | undefined]>([
    ['nothing', {}, undefined],
    ['a public key', { apiKey: `0x${key.toUpperCase()}` }, key],
    ['no public key', { apiKey: 'my key' }, ''],
    ["the wallet's key", { privateKey: l1, apiKey: key }, wallet],
    ["a slot's private key", { privateKey: '0x'.concat(key), apiKey: other }, other],
  ])('%s', (_, credentials, expected) => {
    expect(lighter.publicKeyOf?.(credentials, ccxt)).toBe(expected);
  });

  it('is refused where it can be no private key', () => {
    expect(() => lighter.publicKeyOf?.({ privateKey: 'secret words' }, ccxt)).toThrow();
  });

  it.each(['', 'seven', '-7', '7.5', '0x12', `0x${'a'.repeat(64)}`])(
    'accountId %j is not sent',
    async (accountId) => {
      const facts = await collect([], { accountId });
      expect(facts.error).toMatchObject({
        kind: 'invalid-credentials',
        message: expect.stringContaining('nothing was asked'),
      });
    },
  );
});

it("tells of a wallet's own key although its accounts could not be read", async () => {
  const answers = [{ method: 'GET', path: '/api/v1/apikeys', body: { code: 200, api_keys: [row({})] } }];
  const { keys, error } = await collect(answers, { accountId: '7', privateKey: 'fa'.repeat(32) });
  expect(keys.map(({ kind }) => kind)).toEqual([
    { known: true, value: 'master-key' },
    { known: true, value: 'agent' },
  ]);
  expect(keys[0]?.owner).toMatchObject({ known: false, reason: 'refused' });
  expect(keys[0]?.accepted).toMatchObject({ known: false, reason: 'refused' });
  expect(error).not.toBe(null);
});

it("tells of a wallet's own key although the slots could not be read", async () => {
  const answers = [
    { method: 'GET', path: '/api/v1/apikeys', status: 500, body: {} },
    { method: 'GET', path: '/api/v1/accountsByL1Address', body: { code: 200, sub_accounts: [{ index: 7 }] } },
  ];
  const { keys, status, error } = await collect(answers, { accountId: '7', privateKey: 'fa'.repeat(32) });
  expect([status, error?.kind]).toEqual(['partial', 'unreachable']);
  expect(keys.map(({ kind }) => kind)).toEqual([{ known: true, value: 'master-key' }]);
  expect(keys[0]?.accepted).toEqual({ known: true, value: true });
  const slot = await collect(answers, { accountId: '7', uid: '5' });
  expect(slot.status).toBe('failed');
});

it.each<[string, OpenCredentials, Depth]>([
  ['sub-accounts may be missing', { accountId: '7', uid: '5' }, 'sub-accounts'],
  ["the account may be the wallet's", { accountId: '8', privateKey: 'fa'.repeat(32) }, 'account'],
])("doubts a list of a wallet's accounts that goes on: %s", async (_, credentials, depth) => {
  const index = Number(credentials.accountId);
  const slots = [row({ account_index: index })];
  const answers = [
    { method: 'GET', path: '/api/v1/apikeys', body: { code: 200, api_keys: slots } },
    {
      method: 'GET',
      path: '/api/v1/account',
      body: { code: 200, accounts: [{ index, l1_address: wallet }] },
    },
    {
      method: 'GET',
      path: '/api/v1/accountsByL1Address',
      body: { code: 200, sub_accounts: [{ index: 7 }], next_cursor: 'invented' },
    },
  ];
  const { status, error, keys } = await collect(answers, credentials, depth);
  expect([status, error?.kind]).toEqual(['partial', 'unexpected-response']);
  if (credentials.privateKey !== undefined) expect(keys[0]?.accepted.known).toBe(false);
});

describe('error codes', () => {
  it.each<[number | string, string]>([
    [21100, 'invalid-credentials'],
    ['21103', 'invalid-credentials'],
    [23000, 'rate-limited'],
    [23002, 'rate-limited'],
    [20001, 'unexpected-response'],
  ])('%s is %s', (code, kind) => {
    const refusal = {
      code: lighter.failureCode({ code, message: 'x' }),
      status: 400,
      ccxtClasses: ['ExchangeError'],
    };
    expect(describeFailure(lighter, refusal, null)).toMatchObject({ kind, code: String(code) });
  });

  it.each([{ code: 200 }, { code: '200' }, { code: 0 }, {}, [], null, 'x'])('are none in %j', (body) => {
    expect(lighter.failureCode(body)).toBeUndefined();
  });
});

async function collect(
  answers: readonly FixtureAnswer[],
  credentials: OpenCredentials,
  depth: Depth = 'account',
) {
  const client = fakeClient(lighter, answers, 'invented', credentials, ccxt);
  return await collectAccount(lighter, client, identify('lighter', 'invented'), depth);
}
