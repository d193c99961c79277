import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { lbank } from './index.ts';
import { describeCallingKey } from './normalize.ts';
import { apiRestrictions } from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);
const none = {
  enableReading: false,
  enableSpotTrading: false,
  enableWithdrawals: false,
  ipRestrict: false,
  createTime: 1_643_091_005_000,
};
const describeKey = (data: Body) =>
  describeCallingKey({ result: true, error_code: 0, data: { ...none, ...data } });

describe('the right to trade, which futures give too', () => {
  it.each([
    ['spot', { enableSpotTrading: true }, true],
    ['spot, as a text', { enableSpotTrading: 'true' }, true],
    ['futures alone', { enableFuturesTrading: true }, true],
    ['spot, with futures unreadable', { enableSpotTrading: true, enableFuturesTrading: 'some' }, true],
    ['neither', { enableFuturesTrading: false }, false],
    [
      'neither, beside a new word for it',
      { enableFuturesTrading: false, enableSpotAndMarginTrading: true },
      'unrecognized',
    ],
    ['no spot, with futures not told', {}, 'not-exposed'],
    ['no spot, with futures null', { enableFuturesTrading: null }, 'not-exposed'],
    ['no spot, with futures unreadable', { enableFuturesTrading: 'some' }, 'unrecognized'],
    [
      'no futures, with spot missing',
      { enableFuturesTrading: false, enableSpotTrading: undefined },
      'malformed',
    ],
    ['a number', { enableFuturesTrading: false, enableSpotTrading: 0 }, 'malformed'],
  ])('%s', (_, data, expected) => {
    expect(told(describeKey(data).permissions.trade)).toBe(expected);
  });
});

describe('the right to transfer', () => {
  it.each([
    ['told', { enableTransfer: true }, true],
    ['told to be missing', { enableTransfer: 'false' }, false],
    ['not told', {}, 'not-exposed'],
    ['unreadable', { enableTransfer: [] }, 'malformed'],
  ])('%s', (_, data, expected) => {
    expect(told(describeKey(data).permissions.transfer)).toBe(expected);
  });
});

describe('the right to withdraw', () => {
  it.each([
    ['beside a new right', { enableMargin: true }, false],
    ['beside a new one that looks like it', { enableWithdrawV2: true }, 'unrecognized'],
    ['beside one in another spelling', { enable_withdrawals: 'true' }, 'unrecognized'],
    ['beside one with its name elsewhere', { withdrawEnabled: 1 }, 'unrecognized'],
    ['beside one in a third form', { transfer_allowed: 'yes' }, 'unrecognized'],
    ['beside all', { isAdmin: 1 }, 'unrecognized'],
    ['beside a list of rights', { permissions: ['WITHDRAW'] }, 'unrecognized'],
    ['beside an empty list of rights', { permissions: [] }, false],
    ['beside one that is off', { enableWithdrawV2: false, withdrawEnabled: 0 }, false],
    ['beside what is no flag', { withdrawFee: '0.5' }, false],
  ])('%s', (_, data, expected) => {
    expect(told(describeKey(data).permissions.withdraw)).toBe(expected);
  });
});

describe('grants', () => {
  it.each([
    [
      'every known one',
      { enableReading: true, enableTransfer: 'true' },
      ['enableReading:read', 'enableTransfer:transfer'],
    ],
    ['one that nobody knows', { enableMargin: true }, ['enableMargin:unrecognized']],
    ['one that nobody knows, with a value that nobody knows', { canLend: 'daily' }, ['canLend:unrecognized']],
    [
      "Binance's word for trading",
      { enableSpotAndMarginTrading: true },
      ['enableSpotAndMarginTrading:unrecognized'],
    ],
    ['none that is off', { enableMargin: false, canLend: '0', allowLoans: null }, []],
    ['none that is no right', { enabled: true, createdBy: 'web', toString: true }, []],
  ])('name %s', (_, data, expected) => {
    const grants = told(describeKey(data).grants);
    expect(Array.isArray(grants) ? grants.map(({ name, scope }) => `${name}:${scope}`) : grants).toEqual(
      expected,
    );
  });
});

describe('addresses', () => {
  it.each([
    ['none', false, { restricted: false }],
    ['some', true, { restricted: true, allowed: expect.objectContaining({ reason: 'not-exposed' }) }],
    ['a list', ['203.0.113.7'], 'malformed'],
    ['a word', 'yes', 'unrecognized'],
    ['null', null, 'malformed'],
  ])('%s', (_, ipRestrict, expected) => {
    expect(told(describeKey({ ipRestrict }).ipRestriction)).toEqual(expected);
  });
});

describe('the creation time', () => {
  it.each([
    ['in milliseconds', 1_643_091_005_000, new Date('2022-01-25T06:10:05Z')],
    ['as a text', '1643091005000', new Date('2022-01-25T06:10:05Z')],
    ['in seconds', 1_643_091_005, 'unrecognized'],
    ['0', 0, 'unrecognized'],
    ['missing', undefined, 'malformed'],
  ])('%s', (_, createTime, expected) => {
    expect(told(describeKey({ createTime }).createdAt)).toEqual(expected);
  });
});

it.each([
  ['no object', null],
  ['no result', { error_code: 0, data: none }],
  ['a result that is none', { result: 'false', data: none }],
  ['a result that nobody knows', { result: 1, data: none }],
  ['no data', { result: true, error_code: 0 }],
  ['rights beside a result', { result: true, ...none }],
  ['data in a list', { result: true, data: [none] }],
  ['nothing known', { status: 'ok' }],
])('refuses to understand %s', (_, answer) => {
  expect(() => describeCallingKey(answer)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': ['10002', '10005', '10006', '10007'],
    'permission-refused': ['10022', '10100'],
    'clock-skew': ['10600'],
    'rate-limited': ['10004'],
    unreachable: ['10000', '10017', '10116', '10601'],
    'unexpected-response': ['10001', '10031', '10032', '99999'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    const { error, keys } = await collect({ result: false, error_code: code, msg: 'IP 203.0.113.9' });
    expect(error).toMatchObject({ kind, code });
    expect(error?.message).not.toContain('203.0.113.9');
    // None is evidence of a restriction: the only one that speaks of addresses speaks of rights too.
    expect(keys[0]?.ipRestriction.known).toBe(false);
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(lbank.failures)));
  });

  it.each([
    [{ error_code: 10005 }, '10005'],
    [{ error_code: '10005' }, '10005'],
    [{ error_code: 0 }, undefined],
    [{ error_code: '00000' }, undefined],
    [{ error_code: null }, undefined],
    [{ error_code: 'E10022' }, 'of unknown form'],
  ])('reads %j', (body, code) => {
    expect(lbank.failureCode(body)).toBe(code);
  });
});

describe('at a gate that checks time, echostr and signature', () => {
  const secrets = { apiKey: 'invented-lbank-gate-key', secret: 'invented secret of 32 characters' };
  const rsaKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const rsa = {
    apiKey: 'invented-lbank-rsa-key',
    secret: rsaKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [secrets, rsa].map((key) => ({ exchange: 'lbank', ...key, answers: 'documented' })),
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', secrets, 0, null],
    ['lets a key in that signs by RSA', rsa, 0, null],
    ['refuses another key', { ...secrets, apiKey: 'invented-other-key' }, 0, '10005'],
    ['refuses another secret', { ...secrets, secret: 'another' }, 0, '10007'],
    ["refuses another key's RSA secret", { ...rsa, apiKey: secrets.apiKey }, 0, '10007'],
    ['refuses a clock that is behind', secrets, 6000, '10600'],
    ['refuses a clock that is ahead', secrets, -3000, '10600'],
  ])('%s', async (_, credentials, skew, code) => {
    skewMs = skew;
    const facts = await auditAt(simulator.url, lbank, credentials, { depth: 'key' });
    expect(facts.error?.code ?? null).toBe(code);
  });

  it('tells that a long secret that is no RSA key cannot sign', async () => {
    skewMs = 0;
    const long = { ...secrets, secret: 'invented secret, too long for HMAC' };
    const facts = await auditAt(simulator.url, lbank, long, { depth: 'key' });
    expect(facts.error).toMatchObject({ kind: 'invalid-credentials', code: null });
  });

  it.each([
    ['without a key', '', 'a'.repeat(35), 10001],
    ['with a short echostr', `api_key=${secrets.apiKey}`, 'a'.repeat(29), 10031],
    ['with an echostr of other characters', `api_key=${secrets.apiKey}`, '-'.repeat(35), 10031],
  ])('refuses a request %s', async (_, body, echostr, code) => {
    const headers = { echostr, timestamp: String(Date.now()), signature_method: 'HmacSHA256' };
    const response = await fetch(`${simulator.url}${apiRestrictions.path}`, {
      method: 'POST',
      headers,
      body,
    });
    expect(await response.json()).toMatchObject({ result: 'false', error_code: code });
  });
});

async function collect(body: unknown): Promise<AccountFacts> {
  const answers: readonly FixtureAnswer[] = [{ method: 'POST', path: apiRestrictions.path, body }];
  return await collectAccount(
    lbank,
    fakeClient(lbank, answers),
    identify('lbank', 'invented'),
    'sub-accounts',
  );
}
