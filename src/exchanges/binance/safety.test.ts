import { describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import { binance } from './index.ts';

const get = (path: string, body: unknown): FixtureAnswer => ({ method: 'GET', path, body });
const told = <T>(fact: Fact<T> | undefined) => (fact?.known ? fact.value : fact?.reason);

async function safetyOf(addresses: unknown, status: unknown = { data: { isLocked: false } }) {
  const answers = [
    get('/sapi/v1/account/apiRestrictions', { enableReading: true }),
    get('/sapi/v1/capital/withdraw/address/list', addresses),
    get('/sapi/v1/account/apiTradingStatus', status),
  ];
  const client = fakeClient(binance, answers);
  const { safety } = await collectAccount(binance, client, identify('binance', 'invented'), 'account');
  return safety;
}

const row = { address: 'invented', coin: 'BTC', whiteStatus: true };

describe('saved withdrawal addresses', () => {
  it.each<[string, unknown, unknown, unknown]>([
    ['two', [row, { ...row, whiteStatus: 'false' }], 2, 'not-exposed'],
    ['none', [], 0, null],
    ['a row that is null', [row, null], 'malformed', 'malformed'],
    ['a row without an address', [row, { coin: 'BTC' }], 'malformed', 'malformed'],
    ['an address that is a number', [{ ...row, address: 7 }], 'malformed', 'malformed'],
    ['a text', 'none', 'malformed', 'malformed'],
    ['null', null, 'malformed', 'malformed'],
  ])('%s', async (_, addresses, count, newest) => {
    const safety = await safetyOf(addresses);
    expect(told(safety?.withdrawalAddresses)).toBe(count);
    expect(told(safety?.newestAddressAt)).toBe(newest);
    // The switch is not shown, whatever is on the list.
    expect(told(safety?.withdrawalWhitelist)).toBe('not-exposed');
    expect(JSON.stringify(safety)).not.toContain(row.address);
  });
});

it.each<[unknown, unknown]>([
  [{ data: { isLocked: false } }, true],
  [{ data: { isLocked: 'true' } }, false],
  [{ data: { isLocked: 1 } }, 'malformed'],
  [{ data: { isLocked: null } }, 'malformed'],
  [{ data: { isLocked: 'partly' } }, 'unrecognized'],
  [{ isLocked: true }, 'refused'],
])('trading by %j', async (status, expected) => {
  expect(told((await safetyOf([], status))?.trading)).toBe(expected);
});
