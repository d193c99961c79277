import { describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import type { Depth } from '../../model/account.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { coinsph } from './index.ts';
import { describeKey } from './normalize.ts';
import { account, addressWhitelist, apiKeys } from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

describe('labels', () => {
  it.each([
    ['read only', ['Read only'], { read: true, trade: false, transfer: false, withdraw: false }],
    ['spot', ['Enable Spot'], { read: true, trade: true, transfer: false, withdraw: false }],
    ['a comma-separated text', 'Enable Spot,Enable Convert', { trade: true, withdraw: false }],
    ['wallet', ['Enable Crypto Wallet'], { trade: false, transfer: 'not-exposed', withdraw: true }],
    ['account', ['Enable Account'], { transfer: true, withdraw: 'not-exposed' }],
    [
      'a new one beside wallet',
      ['Enable Crypto Wallet', 'Enable Earn'],
      { trade: 'unrecognized', withdraw: true },
    ],
    ['a number among them', ['Read only', 7], { read: true, trade: 'malformed', withdraw: 'malformed' }],
    ["a sub-account's codes", ['0', '2'], { read: 'unrecognized', withdraw: 'unrecognized' }],
    ['part of a known one', ['Enable'], { read: 'unrecognized', withdraw: 'unrecognized' }],
    ['a flag', true, { read: 'malformed', withdraw: 'malformed' }],
    ['an object', { 'Read only': true }, { read: 'malformed', withdraw: 'malformed' }],
  ])('%s', (_, apiType, expected) => {
    const { permissions } = describeKey({ apiType });
    const facts = Object.entries(permissions).map(([name, fact]) => [name, told(fact)]);
    expect(Object.fromEntries(facts)).toMatchObject({ manage: 'not-exposed', ...expected });
  });
});

it('denies nothing beside a field that no page has and that may be the right', () => {
  const { permissions, grants } = describeKey({ apiType: ['Read Only'], enableWithdrawals: 1 });
  expect(told(permissions.withdraw)).toBe('unrecognized');
  expect(told(permissions.trade)).toBe(false);
  expect(told(grants)).toContainEqual({ name: 'enableWithdrawals', scope: 'unrecognized' });
});

describe('addresses', () => {
  it.each([
    ['an empty list', [], { restricted: false }],
    ['the whole internet among others', ['57.181.16.43', '0.0.0.0/0'], { restricted: false }],
    ['0.0.0.0', ['0.0.0.0'], 'unrecognized'],
    ['an empty text', [''], 'unrecognized'],
    ['a text', '57.181.16.43', 'malformed'],
    ['a list with a number', [1], 'malformed'],
    ['null', null, 'malformed'],
  ])('%s', (_, ipAccessRestrictions, expected) => {
    expect(told(describeKey({ ipAccessRestrictions }).ipRestriction)).toEqual(expected);
  });
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'ip-refused': ['-2017'],
    'invalid-credentials': ['-1002', '-1022', '-2015', '-2018', '-2019'],
    'permission-refused': ['-1020', '-1023', '-1152'],
    'clock-skew': ['-1021'],
    'rate-limited': ['-1003'],
    'unexpected-response': ['-1027', '-1000', '-9999'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind, as a number and as a text', ({ code, kind }) => {
    for (const spelled of [code, Number(code)]) {
      const read = coinsph.failureCode({ code: spelled, msg: 'IP 203.0.113.9' });
      expect(describeFailure(coinsph, { code: read, status: 200, ccxtClasses: [] }, null)).toMatchObject({
        kind,
        code,
      });
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(coinsph.failures)));
  });

  it.each([
    [[], undefined],
    [{ code: 0, data: [] }, undefined],
    [{ code: '200' }, undefined],
    [null, undefined],
    [{ canTrade: true }, undefined],
  ])('reads %j as a good answer', (body, code) => {
    expect(coinsph.failureCode(body)).toBe(code);
  });
});

describe('the account', () => {
  const open = { enableWithdrawWhitelist: true, canTrade: true, email: 'invented@example.com' };
  const saved = [{ address: 'INVENTED-ADDRESS' }];

  it('is not asked for at depth key', async () => {
    expect((await collect([], 'key')).safety).toBeNull();
  });

  it('keeps neither the e-mail address nor the saved addresses', async () => {
    const facts = await collect([answerTo(account, open), answerTo(addressWhitelist, saved)]);
    expect(facts.safety).toMatchObject({ withdrawalAddresses: { known: true, value: 1 } });
    expect(JSON.stringify(facts)).not.toMatch(/invented@|INVENTED-ADDRESS/);
  });

  it.each<[string, unknown, number | string]>([
    ['an empty list', [], 0],
    ['a row that is null', [...saved, null], 'malformed'],
    ['a row without address', [{ coin: 'TRX' }], 'malformed'],
    ['a row with an empty address', [...saved, { address: '' }], 'malformed'],
    ['an object', { data: saved }, 'malformed'],
    ['null', null, 'malformed'],
  ])('counts addresses: %s', async (_, body, expected) => {
    const { safety } = await collect([answerTo(account, open), answerTo(addressWhitelist, body)]);
    expect(safety && told(safety.withdrawalAddresses)).toBe(expected);
  });

  it('that fails costs what it would have told, and leaves the keys audited', async () => {
    const limited = { code: -1003, msg: '' };
    const { safety, error, status } = await collect([
      answerTo(account, limited),
      answerTo(addressWhitelist, saved),
    ]);
    expect([safety && told(safety.trading), error, status]).toEqual(['refused', null, 'audited']);
  });
});

function answerTo({ method, path }: Pick<FixtureAnswer, 'method' | 'path'>, body: unknown): FixtureAnswer {
  return { method, path, body };
}

async function collect(answers: readonly FixtureAnswer[], depth: Depth = 'account'): Promise<AccountFacts> {
  const own = {
    apiKey: 'invented',
    apiType: ['Read only'],
    ipAccessRestrictions: [],
    createTime: '1711520996538',
  };
  const client = fakeClient(coinsph, [answerTo(apiKeys, [own]), ...answers]);
  return await collectAccount(coinsph, client, identify('coinsph', 'invented'), depth);
}
