import { expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import type { Depth } from '../../model/account.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import { bybit } from './index.ts';

const told = <T>(fact: Fact<T> | undefined) => (fact?.known ? fact.value : fact?.reason);

async function safetyOf(wallet: readonly string[], result: unknown, depth: Depth = 'account') {
  const answer = (path: string, body: unknown): FixtureAnswer => ({
    method: 'GET',
    path,
    body: { retCode: 0, result: body },
  });
  const key = { readOnly: 0, permissions: { Wallet: wallet, FiatP2P: ['FiatP2POrder'] }, isMaster: true };
  const answers = [
    answer('/v5/user/query-api', key),
    ...(result === undefined ? [] : [answer('/v5/asset/withdraw/query-address', result)]),
  ];
  const client = fakeClient(bybit, answers);
  return (await collectAccount(bybit, client, identify('bybit', 'invented'), depth)).safety;
}

const row = { address: 'invented', createdAt: '1760951195' };
const savedAt = new Date(1760951195e3);

it.each<[string, unknown, unknown, unknown]>([
  ['one row', { rows: [row], nextPageCursor: '' }, 1, savedAt],
  ['a number for the time', { rows: [{ ...row, createdAt: 1760951195 }], nextPageCursor: '' }, 1, savedAt],
  ['both names alike', { rows: [{ ...row, createAt: 1760951195 }], nextPageCursor: '' }, 1, savedAt],
  ['both names apart', { rows: [{ ...row, createAt: '1760951196' }], nextPageCursor: '' }, 1, 'unrecognized'],
  ['milliseconds', { rows: [{ ...row, createdAt: '1760951195000' }], nextPageCursor: '' }, 1, 'unrecognized'],
  ['no rows', { rows: [] }, 0, null],
  [
    'a row without address',
    { rows: [row, { createdAt: '1' }], nextPageCursor: '' },
    'malformed',
    'malformed',
  ],
  ['no cursor', { rows: [row] }, 'refused', 'refused'],
  ['a cursor that leads round', { rows: [row], nextPageCursor: 'eyJ' }, 'refused', 'refused'],
  ['no list', { rows: {}, nextPageCursor: '' }, 'refused', 'refused'],
])('reads the address book with %s', async (_, result, count, newest) => {
  const safety = await safetyOf(['Withdraw'], result);
  expect(told(safety?.withdrawalAddresses)).toBe(count);
  expect(told(safety?.newestAddressAt)).toEqual(newest);
});

it('asks no key that is not known to withdraw, and nothing for the key alone', async () => {
  // P2P orders may pay out, so that the right to withdraw is unknown.
  expect(told((await safetyOf([], undefined))?.withdrawalAddresses)).toBe('refused');
  expect(await safetyOf(['Withdraw'], undefined, 'key')).toBeNull();
});
