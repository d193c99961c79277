import { describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import { binance } from './index.ts';
import { subAccountKeyIps, subAccountKeys, subAccounts } from './reads.ts';

const answer = (path: string, body: unknown, params?: Record<string, string>): FixtureAnswer =>
  params === undefined ? { method: 'GET', path, body } : { method: 'GET', path, body, params };

const desk = { email: 'desk@example.com' };
const row = { apikey: 'inventedSubKey0001', canTrade: false };
const allowed = answer(subAccountKeyIps.path, { ipRestrict: 'true', ipList: ['203.0.113.7'] });

async function collect(list: unknown, keys: readonly FixtureAnswer[]) {
  const answers = [
    answer('/sapi/v1/account/apiRestrictions', { enableReading: true, enableWithdrawals: false }),
    answer(subAccounts.path, { subAccounts: list }),
    ...keys,
    allowed,
  ];
  let requests = 0;
  const client = fakeClient(binance, answers);
  const counting = {
    ...client,
    read: async (...call: Parameters<typeof client.read>) => {
      requests += 1;
      return await client.read(...call);
    },
  };
  const facts = await collectAccount(binance, counting, identify('binance', 'invented'), 'sub-accounts');
  return { ...facts, requests };
}
const listed = (body: unknown, params?: Record<string, string>) => answer(subAccountKeys.path, body, params);

describe("sub-accounts' keys", () => {
  it.each<[string, FixtureAnswer[], number]>([
    ['one page', [listed({ total: '1', list: [row] })], 1],
    [
      'two pages',
      [
        listed({ total: 2, list: [row] }, { page: '1' }),
        listed({ total: 2, list: [{ ...row, apikey: 'other' }] }),
      ],
      2,
    ],
    [
      'a last page that is empty',
      [listed({ total: 9, list: [row] }, { page: '1' }), listed({ total: 9, list: [] })],
      1,
    ],
    [
      'the same key twice, with different rights',
      [listed({ total: 2, list: [row, { ...row, canTrade: true }] })],
      2,
    ],
  ])('on %s', async (_, keys, count) => {
    const { keys: found } = await collect([desk], keys);
    expect(found).toHaveLength(1 + count);
  });

  it('are not complete where a page without any comes before as many as are counted', async () => {
    const pages = [listed({ total: 3, list: [row] }, { page: '1' }), listed({ total: 3, list: [] })];
    const { keys, status, error } = await collect([desk], pages);
    expect(keys).toHaveLength(2);
    expect([status, error?.kind]).toEqual(['partial', 'unexpected-response']);
    expect((await collect([desk], [listed({ total: 3, list: [] })])).error?.message).toContain('its end');
  });

  it('are asked about once, where their list goes round in circles', async () => {
    const { keys, error, requests } = await collect([desk], [listed({ total: 10 ** 9, list: [row] })]);
    expect(keys).toHaveLength(2);
    expect(error?.kind).toBe('unexpected-response');
    expect(requests).toBeLessThan(10);
  });

  it('are asked about once, where the list of sub-accounts goes round in circles', async () => {
    const page = Array.from({ length: 200 }, (_, at) => ({ email: `desk${at}@example.com` }));
    const { keys, error, requests } = await collect(page, [listed({ total: 1, list: [row] })]);
    expect(keys).toHaveLength(201);
    expect(error?.kind).toBe('unexpected-response');
    expect(requests).toBeLessThan(500);
  });

  it.each([[[{ email: '' }]], [[null]], [[{ email: 7 }]], [null], [[desk]]])(
    'leave the account partial where the sub-accounts are %j and no key has a name',
    async (list) => {
      const { keys, error } = await collect(list, [listed({ total: 1, list: [{ ...row, apikey: '' }] })]);
      expect(keys).toHaveLength(1);
      expect(error?.kind).toBe('unexpected-response');
    },
  );
});
