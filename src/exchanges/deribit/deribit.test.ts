import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient, readAnswers } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import { mutations } from '../../../test/helpers/mutations.ts';
import type { Depth } from '../../model/account.ts';
import { AccountError } from '../../model/account-error.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import { deribit as gate } from '../../simulator/protocols/deribit.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import type { ExchangeClient } from '../adapter.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { deribit } from './index.ts';
import { describeCallingKey, describeKey } from './normalize.ts';
import { apiKeys } from './reads.ts';
import { rightsOf } from './scopes.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);
const rights = ['read', 'trade', 'transfer', 'withdraw', 'manage'] as const;
const toldRights = (maxScope: unknown) => {
  const { permissions } = rightsOf(maxScope);
  return rights.map((right) => told(permissions[right]));
};

describe('max_scope', () => {
  const none = [false, false, false, false, false];
  const odd = Array(5).fill('unrecognized');
  const broken = Array(5).fill('malformed');
  it.each<[unknown, readonly (boolean | string)[]]>([
    ['account:read', [true, false, false, false, false]],
    ['account:read_write', [true, false, false, false, true]],
    ['trade:read_write', [true, true, false, false, false]],
    ['trade:read', [true, false, false, false, false]],
    ['block_trade:read_write', [true, true, false, false, false]],
    ['block_rfq:read_write', [true, true, false, false, false]],
    ['wallet:read_write', [true, false, true, true, false]],
    ['wallet:read', [true, false, false, false, false]],
    ['wallet:none', none],
    ['wallet:none trade:read_write', [true, true, false, false, false]],
    ['wallet:none wallet:read_write', [true, false, true, true, false]],
    [
      ['account:read', 'wallet:read_write'],
      [true, false, true, true, false],
    ],
    [['account:read wallet:read_write'], [true, false, true, true, false]],
    ['account:read,wallet:read_write', [true, false, true, true, false]],
    ['Account:Read WALLET:READ_WRITE', [true, false, true, true, false]],
    ['  account:read\n', [true, false, false, false, false]],
    ['wallet:write', odd],
    ['account:read wallet:write', [true, false, 'unrecognized', 'unrecognized', false]],
    ['account:read wallet', [true, false, 'unrecognized', 'unrecognized', false]],
    ['account:read wallet:read:write', [true, false, 'unrecognized', 'unrecognized', false]],
    ['trade:none account:full', ['unrecognized', false, false, false, 'unrecognized']],
    ['trade:all block_trade:read_write', [true, true, false, false, false]],
    ['trade:all block_trade:read', [true, 'unrecognized', false, false, false]],
    ['account:read payout:read_write', [true, false, false, 'unrecognized', false]],
    ['account:read vote:read_write', [true, false, false, false, false]],
    [
      'account:read trade:read;wallet:read_write',
      [true, 'unrecognized', 'unrecognized', 'unrecognized', false],
    ],
    [
      'trade:read account:read|wallet:read_write',
      [true, false, 'unrecognized', 'unrecognized', 'unrecognized'],
    ],
    ['account:read wallet=read_write', [true, false, 'unrecognized', 'unrecognized', false]],
    ['account:read wallets:read_write', [true, false, 'unrecognized', 'unrecognized', false]],
    ['account:read "wallet:read_write"', [true, false, 'unrecognized', 'unrecognized', false]],
    ['account:read withdraw:read_write', [true, false, false, 'unrecognized', false]],
    ['account:read session:wallet', [true, false, false, false, false]],
    ['account:read session:admin', [true, false, false, false, false]],
    ['account:read admin:read_write', [true, ...Array(4).fill('unrecognized')]],
    ['account:read *', [true, ...Array(4).fill('unrecognized')]],
    ['account:read vote:all', [true, false, false, false, false]],
    ['account:read transfer:read_write', [true, false, 'unrecognized', 'unrecognized', false]],
    ['account:read wallet_v2:read_write', [true, false, 'unrecognized', 'unrecognized', false]],
    ['account:read spot_trading:read_write', [true, 'unrecognized', false, false, false]],
    ['account:read api_keys:read_write', [true, false, false, false, 'unrecognized']],
    ['account:read transfer:none', [true, false, false, false, false]],
    ['trade:none block_trades_v2:read_write', ['unrecognized', 'unrecognized', false, false, false]],
    ['account:read custody:read_write', [true, false, 'not-exposed', 'not-exposed', false]],
    ['trade:none custody:read_write', ['unrecognized', false, 'not-exposed', 'not-exposed', false]],
    ['wallet:read_write custody:read_write', [true, false, true, true, false]],
    ['trade:none custody:read', [true, false, false, false, false]],
    ['account:read custody:none', [true, false, false, false, false]],
    ['spot:read futures:write', odd],
    ['mainaccount connection', odd],
    ['constructor:read_write', odd],
    ['read_write', odd],
    ['', broken],
    [' ', broken],
    [[], broken],
    [[''], broken],
    [['account:read', 7], broken],
    [{ wallet: 'none' }, broken],
    [null, broken],
    [undefined, broken],
    [7, broken],
    [true, broken],
  ])('%j', (maxScope, expected) => {
    expect(toldRights(maxScope)).toEqual(expected);
  });

  it('shows each word with all that it allows, an unknown one too, and none that allows nothing', () => {
    const { grants } = rightsOf(
      'wallet:read_write trade:none payout:none vote:all ip:203.0.113.7 trade:some',
    );
    expect(told(grants)).toEqual([
      { name: 'wallet:read_write', scope: 'read' },
      { name: 'wallet:read_write', scope: 'transfer' },
      { name: 'wallet:read_write', scope: 'withdraw' },
      { name: 'vote:all', scope: 'unrecognized' },
      { name: 'ip:203.0.113.7', scope: 'other' },
      { name: 'trade:some', scope: 'unrecognized' },
    ]);
  });
});

describe('ip_whitelist', () => {
  it.each<[unknown, unknown]>([
    [undefined, { restricted: false }],
    [[], { restricted: false }],
    [['203.0.113.7'], { restricted: true }],
    [['203.0.113.0/24', '2001:db8::/32'], { restricted: true }],
    [['203.0.113.7', '0.0.0.0/0'], { restricted: false }],
    [['*'], { restricted: false }],
    [['0.0.0.0'], 'unrecognized'],
    [['any'], 'unrecognized'],
    [[''], 'unrecognized'],
    [null, 'malformed'],
    ['203.0.113.7', 'malformed'],
    [[203], 'malformed'],
    [{}, 'malformed'],
    [false, 'malformed'],
  ])('%j', (ip_whitelist, expected) => {
    const fact = told(describeKey({ ip_whitelist }).ipRestriction);
    if (typeof expected === 'string') expect(fact).toBe(expected);
    else expect(fact).toMatchObject(expected as object);
  });
});

describe('whether a key is enabled', () => {
  it.each<[unknown, sibling: boolean | string, calling: boolean | string]>([
    [true, true, true],
    ['true', true, true],
    [false, false, 'unrecognized'],
    ['false', false, 'unrecognized'],
    [undefined, 'not-exposed', true],
    [null, 'not-exposed', true],
    ['maybe', 'unrecognized', true],
    [1, 'malformed', true],
  ])('%j', (enabled, sibling, calling) => {
    expect(told(describeKey({ enabled }).enabled)).toBe(sibling);
    expect(told(describeCallingKey([{ enabled }]).enabled)).toBe(calling);
  });
});

describe('timestamp', () => {
  it.each<[unknown, unknown]>([
    [1560236001108, new Date('2019-06-11T06:53:21.108Z')],
    ['1560236001108', new Date('2019-06-11T06:53:21.108Z')],
    [1560236001, 'unrecognized'],
    [1560236001108000, 'unrecognized'],
    [0, 'unrecognized'],
    ['2019-06-11', 'malformed'],
    [undefined, 'malformed'],
  ])('%j is the last change, and says nothing of the creation', (timestamp, expected) => {
    const { modifiedAt, createdAt } = describeKey({ timestamp });
    expect(told(modifiedAt)).toEqual(expected);
    expect(told(createdAt)).toBe('not-exposed');
  });
});

describe('a sibling', () => {
  it('keeps its facts, or loses them, when any one field is broken', () => {
    const facts = (body: Body) => {
      const { permissions, ipRestriction, modifiedAt, enabled } = describeKey(body);
      return { ...permissions, ipRestriction, modifiedAt, enabled };
    };
    const bodies = ['documented', 'tracker', 'wallet', 'custody'].flatMap((name) =>
      readAnswers('deribit', name),
    );
    const rows = bodies.flatMap(({ body }) => (body as { readonly result: readonly Body[] }).result);
    expect(rows).toHaveLength(6);
    for (const whole of rows) {
      const before = facts(whole);
      for (const { name, body } of mutations(whole)) {
        if (name === 'ip_whitelist missing') continue;
        for (const [fact, now] of Object.entries(facts(body as Body))) {
          const was = before[fact as keyof typeof before];
          if (now.known && was.known) expect(now, `${name}: ${fact}`).toEqual(was);
        }
      }
    }
  });
});

const me = 'invented-key';
const row = (client_id: unknown, max_scope = 'account:read', more: Body = {}): Body => ({
  timestamp: 1560236287708,
  id: 2,
  enabled: true,
  default: false,
  name: '',
  enabled_features: [],
  client_secret: 'CANARYsecret',
  client_id,
  max_scope,
  ...more,
});
const list = (...result: readonly unknown[]) => ({ jsonrpc: '2.0', id: 1, result });

describe('the list', () => {
  it('describes the key that asks, and the others at depth account', async () => {
    const body = list(row('first', 'trade:read_write'), row(me, 'account:read_write'), row('third'));
    const facts = await collect(body);
    expect(facts).toMatchObject({ status: 'audited', error: null });
    expect(facts.keys.map(({ relation, identity }) => [relation, identity])).toEqual([
      ['calling', identify('deribit', me)],
      ['sibling', identify('deribit', 'first')],
      ['sibling', identify('deribit', 'third')],
    ]);
    expect(facts.keys.map(({ permissions }) => told(permissions.manage))).toEqual([true, false, false]);
    expect((await collect(body, 'key')).keys).toHaveLength(1);
    expect((await collect(body, 'sub-accounts')).keys).toHaveLength(3);
  });

  it.each<[string, readonly unknown[]]>([
    ['lacks the key that asks', [row('other', 'wallet:none')]],
    ['is empty', []],
    ['has the key that asks twice', [row(me, 'account:read'), row(me, 'wallet:read_write')]],
    ['has the key that asks in another case', [row(me.toUpperCase())]],
  ])('that %s tells nothing of it but that it may read', async (_, rows) => {
    const facts = await collect(list(...rows), 'key');
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    const [calling] = facts.keys;
    if (calling === undefined) throw new Error('there is always a calling key');
    expect(rights.map((right) => told(calling.permissions[right]))).toEqual([
      true,
      ...Array(4).fill('malformed'),
    ]);
    for (const fact of [calling.ipRestriction, calling.modifiedAt, calling.grants]) {
      expect(fact).toMatchObject({ known: false, reason: 'malformed' });
    }
    expect(told(calling.enabled)).toBe(true);
  });

  it.each([{ hasMore: true }, { next_page_token: 'AA==' }, { total: 9 }])(
    'may go on, by %j',
    async (more) => {
      const facts = await collect({ ...list(row(me), row('third')), ...more });
      expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
      expect(facts.keysListed.known).toBe(false);
      expect(facts.keys).toHaveLength(2);
    },
  );

  it.each<[string, unknown]>([
    ['without client_id', row(undefined)],
    ['with a client_id that is none', row(7)],
    ['with an empty client_id', row('')],
    ['that is null', null],
    ['that is a text', 'first'],
  ])('with a row %s is said to be incomplete, and its other keys stay', async (_, odd) => {
    const facts = await collect(list(odd, row(me), row('third')));
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys.map(({ relation }) => relation)).toEqual(['calling', 'sibling']);
  });

  it.each<[string, unknown, string]>([
    ['a challenge', { result: { security_key_authorization_required: true } }, 'permission-refused'],
    ['an object', { result: row(me) }, 'unexpected-response'],
    ['a list in a list', { result: { keys: [row(me)] } }, 'unexpected-response'],
    ['nothing', { jsonrpc: '2.0' }, 'unexpected-response'],
    ['a bare list', [row(me)], 'unexpected-response'],
    ['null', null, 'unexpected-response'],
  ])('is not taken for one where it is %s', async (_, body, kind) => {
    const facts = await collect(body);
    expect(facts).toMatchObject({ status: 'failed', error: { kind } });
    expect(facts.keys).toHaveLength(1);
  });

  it('gives no secret away', async () => {
    for (const rows of [
      [row(me), row('other')],
      [row('other'), row(7)],
    ]) {
      const facts = await collect(list(...rows));
      expect(`${JSON.stringify(facts)} ${facts.error?.message} ${facts.error?.stack}`).not.toContain(
        'CANARY',
      );
    }
  });
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': ['13004', '13009', '10000', '13007'],
    'permission-refused': [
      '13021',
      '11042',
      '13403',
      '13003',
      '13668',
      '13012',
      '9999',
      '11098',
      '13001',
      '13002',
      '13031',
    ],
    'rate-limited': ['10028', '10047', '10066', '12998'],
    unreachable: ['10040', '10041', '11051', '11094', '13025', '13028', '13503', '13888', '12005'],
    'unexpected-response': ['13008', '-32601', '-32602', '10001', '987654'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    for (const value of [code, Number(code)]) {
      const facts = await collect({ jsonrpc: '2.0', error: { code: value, message: 'from 203.0.113.9' } });
      expect(facts.error).toMatchObject({ kind, code });
      expect(facts.error?.message).not.toContain('203.0.113.9');
      expect(facts.keys[0]?.ipRestriction).toMatchObject({ known: false, reason: 'refused' });
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(deribit.failures)));
  });

  it.each([['unauthorized'], [{}], [{ code: 'CANARY' }], [{ code: null }], [false]])(
    'knows %j for an error, whatever stands beside it, and repeats nothing of it',
    async (error) => {
      const facts = await collect({ ...list(row(me)), error });
      expect(facts.error).toMatchObject({ kind: 'unexpected-response', code: 'of unknown form' });
    },
  );

  it.each<[aheadMs: number | null, string]>([
    [null, 'invalid-credentials'],
    [0, 'invalid-credentials'],
    [-50_000, 'invalid-credentials'],
    [56_000, 'clock-skew'],
    [-3_600_000, 'clock-skew'],
  ])('where the clock is %s ms ahead, a refused signature is %s', async (aheadMs, kind) => {
    const client: ExchangeClient = {
      ...fakeClient(deribit, []),
      clockAheadMs: () => aheadMs,
      read: async () => {
        throw new AccountError('invalid-credentials', 'refused', { code: '13009' });
      },
    };
    const { error } = await collectAccount(deribit, client, identify('deribit', me), 'key');
    expect(error).toMatchObject({ kind, code: '13009' });
  });
});

async function collect(body: unknown, depth: Depth = 'account'): Promise<AccountFacts> {
  const client = fakeClient(deribit, [{ method: 'GET', path: apiKeys.path, body }], me);
  return await collectAccount(deribit, client, identify('deribit', me), depth);
}

describe('at a gate that checks key, time, signature and nonce', () => {
  const secrets = { apiKey: 'invented-deribit-gate-key', secret: 'invented secret' };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'deribit', ...secrets, answers: 'documented' }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    // The list of the case has another key's client_id.
    ['lets the right ones in', {}, 0, null, 3],
    ['refuses another key', { apiKey: 'invented-other-key' }, 0, '13004', 1],
    ['refuses another secret', { secret: 'another' }, 0, '13009', 1],
    ['refuses a clock that is off', {}, 61_000, '13009', 1],
  ])('%s', async (_, change, skew, code, keys) => {
    skewMs = skew;
    const facts = await auditAt(simulator.url, deribit, { ...secrets, ...change });
    expect(facts.error?.code ?? null).toBe(code);
    expect(facts.keys).toHaveLength(keys);
  });

  it('refuses a request that names no key', () => {
    const headers = { authorization: 'deri-hmac-sha256 ts=1795435200000' };
    const request = { method: 'GET', path: apiKeys.path, query: '', headers, body: '' };
    expect(gate.owns(request)).toBe(true);
    expect(gate.unknownKey(request)).toMatchObject({ status: 401, body: { error: { code: 13009 } } });
  });
});
