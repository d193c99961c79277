import { afterEach, describe, expect, it } from 'vitest';
import { fakeClient, unsigned } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { gemini } from './index.ts';
import { describeKey } from './normalize.ts';
import { roles } from './reads.ts';
import { sign } from './sign.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

const none = { isAuditor: false, isFundManager: false, isTrader: false };
const rights = (body: Body, isOneAccounts = true) => {
  const { read, trade, transfer, withdraw, manage } = describeKey(body, isOneAccounts).permissions;
  return [read, trade, transfer, withdraw, manage].map(told);
};

describe('roles', () => {
  it.each<[string, Body, unknown[]]>([
    ['none', {}, [false, false, false, false, false]],
    ['Auditor', { isAuditor: true }, [true, false, false, false, false]],
    ['Trader', { isTrader: true }, [true, true, false, false, false]],
    ['Fund Manager', { isFundManager: true }, [true, false, true, true, false]],
    ['Administrator', { isAccountAdmin: true }, [true, false, false, false, true]],
    ['two', { isTrader: true, isFundManager: true }, [true, true, true, true, false]],
    [
      'two that cannot be combined',
      { isAuditor: true, isFundManager: true },
      [true, false, true, true, false],
    ],
    ['texts', { isTrader: 'true', isAuditor: 'false' }, [true, true, false, false, false]],
  ])('%s', (_, body, expected) => {
    expect(rights({ ...none, ...body })).toEqual(expected);
  });

  it.each<[field: string, value: unknown, reason: string, expected: unknown[]]>([
    ['isTrader', undefined, 'malformed', [true, '?', false, false, false]],
    ['isTrader', null, 'malformed', [true, '?', false, false, false]],
    ['isTrader', 1, 'malformed', [true, '?', false, false, false]],
    ['isTrader', 'yes', 'unrecognized', [true, '?', false, false, false]],
    ['isFundManager', {}, 'malformed', [true, false, '?', '?', false]],
    ['isFundManager', '', 'unrecognized', [true, false, '?', '?', false]],
    ['isAccountAdmin', null, 'malformed', [true, false, false, false, '?']],
    ['isAccountAdmin', 'True', 'unrecognized', [true, false, false, false, '?']],
  ])('%s of an Auditor: %j', (field, value, reason, expected) => {
    const told = rights({ ...none, isAuditor: true, [field]: value });
    expect(told).toEqual(expected.map((right) => (right === '?' ? reason : right)));
  });

  it.each<[Body, unknown[]]>([
    [{ isSettler: true }, [true, false, false, false, false]],
    [{ isWithdrawer: true }, [true, false, false, '?', false]],
    [{ canWithdraw: 1 }, [true, false, false, '?', false]],
    [{ isFutureTrader: 'yes' }, [true, '?', false, false, false]],
    [{ is_fund_manager: true }, [true, false, '?', '?', false]],
    [{ is_fund_manager: 1 }, [true, false, '?', '?', false]],
    [{ withdrawals: ['BTC'] }, [true, false, false, '?', false]],
    [{ roles: ['FundManager'] }, [true, '?', '?', '?', '?']],
    [{ roles: [] }, [true, false, false, false, false]],
    [{ isAdministrator: true }, [true, '?', '?', '?', '?']],
    [{ isWithdrawer: false }, [true, false, false, false, false]],
  ])('of an Auditor beside the new one %j', (body, expected) => {
    const told = rights({ ...none, isAuditor: true, ...body });
    expect(told).toEqual(expected.map((right) => (right === '?' ? 'unrecognized' : right)));
  });

  it('do not deny reading where one that would give it is unknown', () => {
    expect(rights({ ...none, isAuditor: undefined })[0]).toBe('malformed');
  });

  it('are all that is told', () => {
    const { owner, label, ipRestriction, createdAt, modifiedAt, expiresAt, lastUsedAt, enabled } =
      describeKey(none, true);
    const facts = [owner, label, ipRestriction, createdAt, modifiedAt, expiresAt, lastUsedAt];
    expect(facts.map((fact) => told<unknown>(fact))).toEqual(Array(7).fill('not-exposed'));
    expect(told(enabled)).toBe(true);
  });
});

describe('Administrator, which only master keys can be, and whose field no official page names', () => {
  it.each<[string, Body, boolean, unknown]>([
    ["an account's key by its form", {}, true, false],
    ['a key of another form', {}, false, 'not-exposed'],
    ['a master key by its answer', { counterparty_id: 'abc123' }, true, 'not-exposed'],
    ['a key of another form that is told not to be one', { isAccountAdmin: false }, false, false],
    ['a key of another form that is told to be one', { isAccountAdmin: true }, false, true],
    ["an account's key by its form that is told to be one", { isAccountAdmin: true }, true, true],
  ])('%s', (_, body, isOneAccounts, expected) => {
    expect(rights({ ...none, ...body }, isOneAccounts)[4]).toBe(expected);
  });

  it.each<[apiKey: string, expected: unknown]>([
    ['account-inventedInvented', false],
    ['inventedInventedWithoutForm', 'not-exposed'],
    ['inventedaccount-Invented', 'not-exposed'],
    ['master-inventedInvented', 'not-exposed'],
  ])('is looked for in the key %s', async (apiKey, expected) => {
    const client = fakeClient(gemini, [{ method: 'POST', path: roles.path, body: none }], apiKey);
    const { calling } = await gemini.collect(client, 'key');
    expect(told(calling.permissions.manage)).toBe(expected);
  });
});

it('shows roles by their fields, and those that keyaudit does not know or cannot read as such', () => {
  const body = { ...none, isAuditor: 'maybe', isTrader: true, isLender: 'yes', staker: true, isGone: null };
  expect(told(describeKey({ ...body, counterparty_id: 'abc123' }, true).grants)).toEqual([
    { name: 'isAuditor', scope: 'unrecognized' },
    { name: 'isTrader', scope: 'read' },
    { name: 'isTrader', scope: 'trade' },
    { name: 'isLender', scope: 'unrecognized' },
    { name: 'staker', scope: 'unrecognized' },
  ]);
});

it.each<[string, unknown]>([
  ['null', null],
  ['a text', 'Auditor'],
  ['a list', [none]],
  ['an empty object', {}],
  ['roles inside another object', { roles: none }],
])('refuses to understand %s', (_, answer) => {
  expect(() => describeKey(answer, true)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

describe('the signature', () => {
  const request = unsigned({ read: roles, apiKey: 'master-invented', secret: 'invented secret' });

  it('is the documented one, worked out with OpenSSL', () => {
    expect(sign({ ...request, nonce: '1700000000' }).headers).toMatchObject({
      'X-GEMINI-APIKEY': 'master-invented',
      'X-GEMINI-PAYLOAD': 'eyJyZXF1ZXN0IjoiL3YxL3JvbGVzIiwibm9uY2UiOiIxNzAwMDAwMDAwIn0=',
      'X-GEMINI-SIGNATURE':
        'a160bbb5684ff47cc3d73885836e195dcff006ee9c83c6714e759b06138ed2c1f00e3860992a21c5a7b33948a9209f26',
    });
  });

  it('has nonces with decimals as numbers', () => {
    const { headers } = sign({ ...request, nonce: '1700000000.250' });
    const payload = headers['X-GEMINI-PAYLOAD'] ?? '';
    const text = Buffer.from(payload, 'base64').toString();
    expect(text).toBe('{"request":"/v1/roles","nonce":1700000000.25}');
  });
});

async function collect(body: unknown, status = 400): Promise<AccountFacts> {
  const answers: FixtureAnswer[] = [{ method: 'POST', path: roles.path, status, body }];
  return await collectAccount(gemini, fakeClient(gemini, answers), identify('gemini', 'key'), 'account');
}

describe('error reasons', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': [
      'InvalidApiKey',
      'InvalidSignature',
      'MissingApikeyHeader',
      'MissingPayloadHeader',
      'MissingSignatureHeader',
    ],
    'permission-refused': ['MissingRole'],
    'clock-skew': ['InvalidNonce'],
    'rate-limited': ['RateLimit'],
    unreachable: ['Maintenance', 'System'],
    'unexpected-response': ['EndpointMismatch', 'EndpointNotFound', 'InvalidJson', 'NoSSL', 'InvalidPrice'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    const message = 'API key account-inventedKey which currently has roles [Trader], from 203.0.113.9';
    const { error, keys } = await collect({ result: 'error', reason: code, message });
    expect(error?.kind).toBe(kind);
    expect(error?.code).toBe(code);
    expect(error?.message).not.toMatch(/account-inventedKey|203\.0\.113\.9/);
    expect(keys[0]?.ipRestriction).toMatchObject({ known: false, reason: 'refused' });
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(gemini.failures)));
  });

  it.each<[unknown, string | undefined]>([
    [none, undefined],
    [{ result: 'error', reason: 'RateLimit' }, 'RateLimit'],
    [{ reason: 'RateLimit' }, 'RateLimit'],
    [{ result: 'error' }, 'of unknown form'],
    [{ ...none, result: 'ERROR' }, 'of unknown form'],
    [{ result: 'error', reason: 'key account-inventedKey' }, 'of unknown form'],
    ['error', undefined],
  ])('of %j', (body, code) => {
    expect(gemini.failureCode(body)).toBe(code);
  });
});

describe('at a gate that checks key, signature and nonce', () => {
  const secrets = { apiKey: 'master-invented-gate-key', secret: 'invented secret' };
  let simulator: Simulator;
  let asked: (string | number)[] = [];
  afterEach(async () => {
    await simulator.close();
  });

  async function audit(change: Partial<typeof secrets> = {}): Promise<AccountFacts> {
    asked = [];
    simulator = await startSimulator({
      accounts: [{ exchange: 'gemini', ...secrets, answers: 'master-key' }],
      onRequest: ({ headers }) => {
        const payload = Buffer.from(String(headers['x-gemini-payload']), 'base64').toString();
        asked.push(JSON.parse(payload).nonce);
      },
    });
    return await auditAt(simulator.url, gemini, { ...secrets, ...change }, { depth: 'key' });
  }

  it.each<[string, Partial<typeof secrets>, string | null]>([
    ['lets a master key in', {}, null],
    ['refuses another key', { apiKey: 'account-invented-other' }, 'InvalidApiKey'],
    ['refuses another secret', { secret: 'another' }, 'InvalidSignature'],
  ])('%s', async (_, change, code) => {
    const { error } = await audit(change);
    expect(error?.code ?? error).toBe(code);
    // In seconds, which keys with a time-based nonce want, and which overtake no bot.
    expect(asked).toHaveLength(1);
    expect(Math.abs(Number(asked[0]) - Date.now() / 1000)).toBeLessThan(3);
  });
});

describe('a key whose bot counts seconds with decimals, and has just called', () => {
  it('is asked with decimals, and overtakes nothing but the past', async () => {
    const tried: string[] = [];
    const refused = { result: 'error', reason: 'InvalidNonce', message: '' };
    const highest = Date.now() / 1000 - 0.5;
    const answering = (body: unknown) => fakeClient(gemini, [{ method: 'POST', path: roles.path, body }]);
    const { calling } = await gemini.collect(
      {
        ...answering(none),
        clockAheadMs: () => 0,
        read: async (read, params, { nonce = () => '' } = {}) => {
          tried.push(nonce());
          const isHigher = Number(tried.at(-1)) > highest;
          return await answering(isHigher ? none : refused).read(read, params);
        },
      },
      'key',
    );
    expect(told(calling.permissions.trade)).toBe(false);
    expect(tried.map((nonce) => nonce.includes('.'))).toEqual([false, false, true]);
    expect(Number(tried[2])).toBeLessThan(Date.now() / 1000);
  });
});
