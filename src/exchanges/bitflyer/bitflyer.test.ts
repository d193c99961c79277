import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import { permissions } from '../../model/key-facts.ts';
import { bitflyer as protocol } from '../../simulator/protocols/bitflyer.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import { bitflyer } from './index.ts';
import { describeKey } from './normalize.ts';
import { keyPermissions } from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);
const rights = (answer: unknown) => {
  const { permissions: all } = describeKey(answer);
  return permissions.map((name) => told(all[name]));
};

describe('what a path allows', () => {
  it.each([
    ['/v1/me/getpermissions', 'read'],
    ['/v1/me/getbalance', 'read'],
    ['/v1/me/getbalancehistory', 'read'],
    ['/v1/me/getcollateral', 'read'],
    ['/v1/me/getcollateralhistory', 'read'],
    ['/v1/me/getcollateralaccounts', 'read'],
    ['/v1/me/getaddresses', 'read'],
    ['/v1/me/getcoinins', 'read'],
    ['/v1/me/getcoinouts', 'read'],
    ['/v1/me/getbankaccounts', 'read'],
    ['/v1/me/getdeposits', 'read'],
    ['/v1/me/getwithdrawals', 'read'],
    ['/v1/me/getchildorders', 'read'],
    ['/v1/me/getparentorders', 'read'],
    ['/v1/me/getparentorder', 'read'],
    ['/v1/me/getexecutions', 'read'],
    ['/v1/me/getpositions', 'read'],
    ['/v1/me/gettradingcommission', 'read'],
    ['/v1/me/sendchildorder', 'trade'],
    ['/v1/me/cancelchildorder', 'trade'],
    ['/v1/me/sendparentorder', 'trade'],
    ['/v1/me/cancelparentorder', 'trade'],
    ['/v1/me/cancelallchildorders', 'trade'],
    ['/v1/me/withdraw', 'withdraw'],
    ['/v1/me/sendcoin', 'withdraw'],
    ['/v2/me/withdraw', 'withdraw'],
    ['withdraw', 'withdraw'],
    ['/v1/me/WITHDRAW/', 'withdraw'],
  ])('%s: %s', (path, scope) => {
    const { grants } = describeKey([path]);
    expect(told(grants)).toEqual([{ name: path, scope }]);
    expect(rights([path])).toEqual(permissions.map((name) => name === scope));
  });

  it.each(['/v1/me/getsecrets', '/v1/me/withdrawals', '/v1/me/sendcoins', '/v1/me/constructor', '/'])(
    '%s: nobody knows',
    (path) => {
      expect(told(describeKey([path]).grants)).toEqual([{ name: path, scope: 'unrecognized' }]);
      expect(rights([path])).toEqual(Array(5).fill('unrecognized'));
      const withdraw = /withdraw|sendcoin/.test(path) && 'unrecognized';
      expect(rights([path, '/v1/me/getbalance'])).toEqual([true, false, false, withdraw, false]);
    },
  );
});

it.each<[string, unknown[]]>([
  ['/v1/me/sendspecialorder', [true, 'unrecognized', false, false, false]],
  ['/v1/me/CANCELORDERS/', [true, 'unrecognized', false, false, false]],
  ['/v1/me/sendcrypto', [true, false, false, 'unrecognized', false]],
  ['/v1/me/getspecialorders', [true, false, false, false, false]],
])('%s may be what older paths like it are', (path, expected) => {
  expect(rights(['/v1/me/getbalance', path])).toEqual(expected);
});

it.each([
  ['no path', [], Array(5).fill('malformed')],
  ['an empty path', [''], Array(5).fill('malformed')],
  ['null', [null], Array(5).fill('malformed')],
  [
    'an object beside paths',
    ['/v1/me/withdraw', {}],
    ['malformed', 'malformed', 'malformed', true, 'malformed'],
  ],
])('denies nothing by a list with %s', (_, answer, expected) => {
  expect(rights(answer)).toEqual(expected);
});

it.each([null, undefined, {}, '/v1/me/getbalance', 7, { data: [] }])('refuses to understand %j', (answer) => {
  expect(() => describeKey(answer)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': ['-500'],
    'rate-limited': ['-1'],
    unreachable: ['-2'],
    'unexpected-response': ['-501', '-508', '-999', '500'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    for (const status of [code, Number(code)]) {
      const { error, keys } = await collect({ status, error_message: 'Your IP 203.0.113.9', data: null });
      expect(error).toMatchObject({ kind, code });
      expect(error?.message).not.toContain('203.0.113.9');
      expect(keys[0]?.ipRestriction.known).toBe(false);
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(bitflyer.failures)));
  });

  it.each([[[]], [null], [{}], [{ status: 0 }], [{ status: 'bad' }]])('%j has none', (body) => {
    expect(bitflyer.failureCode(body)).toBeUndefined();
  });
});

describe('at a gate that checks headers, time and signature', () => {
  const secrets = { apiKey: 'invented-bitflyer-gate', secret: 'invented secret' };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'bitflyer', ...secrets, answers: 'bot' }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 0, '-500'],
    ['refuses another secret', { secret: 'another' }, 0, '-500'],
    ['refuses a clock that is off', {}, 62_000, '-500'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const { error } = await auditAt(simulator.url, bitflyer, { ...secrets, ...change }, { depth: 'key' });
    expect(error?.code ?? null).toBe(code);
  });

  it('takes the signature that openssl makes, with a time in milliseconds too', () => {
    const request = (timestamp: string, sign: string) => ({
      method: 'GET',
      path: keyPermissions.path,
      query: '',
      headers: { 'access-key': secrets.apiKey, 'access-timestamp': timestamp, 'access-sign': sign },
      body: '',
    });
    const now = new Date(1780000000000);
    const asked = (timestamp: string, sign: string) =>
      protocol.refusal(request(timestamp, sign), secrets, now, new Map());
    expect(
      asked('1780000000', 'b2b8c89bd68d015ae133d1b2401eab91501fd0e4acb34f0889b45c3d20200997'),
    ).toBeUndefined();
    expect(
      asked('1780000000000', '054cc0f6dc1edf77aadc9dd0e52604c6a7f09872b5d69dd874a54415f399cb42'),
    ).toBeUndefined();
    expect(
      asked('1780000000000', 'b2b8c89bd68d015ae133d1b2401eab91501fd0e4acb34f0889b45c3d20200997')?.status,
    ).toBe(401);
  });
});

async function collect(body: unknown): Promise<AccountFacts> {
  const client = fakeClient(bitflyer, [{ method: 'GET', path: keyPermissions.path, body }]);
  return await collectAccount(bitflyer, client, identify('bitflyer', 'key'), 'account');
}
