import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient, readAnswers } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import { AccountError } from '../../model/account-error.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import type { ExchangeClient } from '../adapter.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import { bitfinex } from './index.ts';
import { describeKey } from './normalize.ts';
import { keyPermissions } from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

type Row = readonly unknown[];
const scopes = [
  'account',
  'history',
  'orders',
  'positions',
  'funding',
  'settings',
  'wallets',
  'withdraw',
  'ui_withdraw',
  'bfxpay',
];
/** Every documented scope, none of them held, with some entries in the place of theirs, or behind them. */
function listWith(...rows: readonly Row[]): readonly Row[] {
  const replaced = scopes.flatMap((scope) => {
    const own = rows.filter(([name]) => name === scope);
    return own.length > 0 ? own : [[scope, 0, 0]];
  });
  return [...replaced, ...rows.filter(([name]) => !scopes.includes(String(name)))];
}
const describeList = (...rows: readonly Row[]) => describeKey(listWith(...rows));
const without = (...names: readonly string[]) => listWith().filter(([name]) => !names.includes(String(name)));

const rights = ['read', 'trade', 'transfer', 'withdraw'] as const;
const toldRights = (answer: unknown) => {
  const { permissions } = describeKey(answer);
  return rights.map((right) => told(permissions[right]));
};

describe('what writing gives', () => {
  it.each<[string, string, boolean[] | (boolean | string)[]]>([
    ['account', 'other', [false, false, false, false]],
    ['history', 'other', [false, false, false, false]],
    ['orders', 'trade', [false, true, false, false]],
    ['positions', 'trade', [false, true, false, false]],
    ['funding', 'other', [false, false, false, false]],
    ['settings', 'other', [false, false, false, false]],
    ['wallets', 'transfer', [false, false, true, false]],
    ['withdraw', 'withdraw', [false, false, false, true]],
    ['ui_withdraw', 'unrecognized', [false, false, false, 'not-exposed']],
    ['bfxpay', 'other', [false, false, false, false]],
    ['eaas_agreement', 'other', [false, false, false, false]],
    ['eaas_withdraw', 'unrecognized', [false, false, false, 'not-exposed']],
    ['eaas_deposit', 'other', [false, false, false, false]],
    ['eaas_brokerage', 'other', [false, false, false, false]],
    ['payout', 'unrecognized', [false, false, false, 'unrecognized']],
    ['Withdraw', 'unrecognized', [false, false, false, 'unrecognized']],
    ['withdraw_v2', 'unrecognized', [false, false, false, 'unrecognized']],
    ['orders_v2', 'unrecognized', [false, 'unrecognized', false, false]],
    ['margin-trading', 'unrecognized', [false, 'unrecognized', false, false]],
    ['wallets_v2', 'unrecognized', [false, false, 'unrecognized', false]],
    ['transfer', 'unrecognized', [false, false, 'unrecognized', 'unrecognized']],
    ['all', 'unrecognized', [false, 'unrecognized', 'unrecognized', 'unrecognized']],
    ['admin', 'unrecognized', [false, 'unrecognized', 'unrecognized', 'unrecognized']],
    ['constructor', 'unrecognized', [false, false, false, false]],
  ])('%s: %s', (scope, meaning, expected) => {
    const answer = listWith([scope, 0, 1]);
    expect(toldRights(answer)).toEqual(expected);
    expect(told(describeKey(answer).grants)).toEqual([{ name: `${scope}.write`, scope: meaning }]);
  });
});

describe('what reading gives', () => {
  it.each([
    ['account', true],
    ['history', true],
    ['orders', true],
    ['positions', true],
    ['funding', true],
    ['settings', true],
    ['wallets', true],
    ['withdraw', true],
    ['bfxpay', true],
    ['eaas_agreement', true],
    ['eaas_withdraw', true],
    ['ui_withdraw', 'not-exposed'],
    ['vote', 'unrecognized'],
  ])('%s: %s', (scope, expected) => {
    const { permissions, grants } = describeList([scope, 1, 0]);
    expect(rights.map((right) => told(permissions[right]))).toEqual([expected, false, false, false]);
    const meaning = expected === true ? 'read' : 'unrecognized';
    expect(told(grants)).toEqual([{ name: `${scope}.read`, scope: meaning }]);
  });

  it('does not follow from writing, nor writing from reading', () => {
    expect(toldRights(listWith(['withdraw', 0, 1]))).toEqual([false, false, false, true]);
    expect(toldRights(listWith(['withdraw', 1, 0]))).toEqual([true, false, false, false]);
  });
});

describe('a new scope that looks like a right', () => {
  it.each<[unknown, boolean | string]>([
    [0, false],
    ['0', false],
    [2, 'unrecognized'],
    ['rw', 'unrecognized'],
    [null, 'unrecognized'],
  ])('leaves it open unless its writing is off: %j', (write, expected) => {
    expect(toldRights(listWith(['all', 0, write]))).toEqual([false, expected, expected, expected]);
    expect(toldRights(listWith(['withdraw_v2', 0, write]))).toEqual([false, false, false, expected]);
  });
});

describe('a scope that is not in the list is not denied', () => {
  it.each<[string, string[], (boolean | string)[]]>([
    ['orders', ['orders'], ['malformed', 'malformed', false, false]],
    ['positions', ['positions'], ['malformed', 'malformed', false, false]],
    ['wallets', ['wallets'], ['malformed', false, 'malformed', false]],
    ['withdraw', ['withdraw'], ['malformed', false, false, 'malformed']],
    ['ui_withdraw', ['ui_withdraw'], ['malformed', false, false, 'malformed']],
    ['history', ['history'], ['malformed', false, false, false]],
  ])('%s', (_, names, expected) => {
    expect(toldRights(without(...names))).toEqual(expected);
  });

  it('and does not hide what another one grants', () => {
    const list = [...without('positions', 'withdraw', 'orders'), ['orders', 1, 1], ['withdraw', 0, 1]];
    expect(toldRights(list)).toEqual([true, true, false, true]);
  });

  it('unless it is one that no document lists', () => {
    expect(toldRights(listWith())).toEqual([false, false, false, false]);
  });
});

describe('a value', () => {
  it.each<[unknown, boolean | string]>([
    [1, true],
    ['1', true],
    [true, true],
    ['true', true],
    [0, false],
    ['0', false],
    [false, false],
    ['false', false],
    [null, 'malformed'],
    [undefined, 'malformed'],
    [[], 'malformed'],
    [{}, 'malformed'],
    [2, 'unrecognized'],
    [-1, 'unrecognized'],
    ['', 'unrecognized'],
    ['yes', 'unrecognized'],
    ['rw', 'unrecognized'],
    ['True', true],
    ['FALSE', false],
  ])('%j', (value, expected) => {
    const { permissions, grants } = describeList(['withdraw', 0, value]);
    expect(told(permissions.withdraw)).toBe(expected);
    const scope = expected === true ? 'withdraw' : 'unrecognized';
    expect(told(grants)).toEqual(expected === false ? [] : [{ name: 'withdraw.write', scope }]);
  });

  it('that contradicts another of the same scope grants, and an odd one does not deny', () => {
    expect(toldRights(listWith(['orders', 0, 0], ['orders', 0, 1]))[1]).toBe(true);
    expect(toldRights(listWith(['orders', 0, 0], ['orders', 0, null]))[1]).toBe('malformed');
  });
});

describe('the list', () => {
  it.each<[string, unknown]>([
    ['no list', null],
    ['an object', { orders: { read: true, write: false } }],
    ['one entry by itself', ['account', 1, 1]],
    ['a list in a list', [[['account', 1, 1]]]],
    ['entries that are objects', [{ scope: 'account', read: 1, write: 1 }]],
    ['entries without a scope', [[1, 1]]],
  ])('is not understood as %s', (_, answer) => {
    expect(() => describeKey(answer)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
  });

  it('denies nothing where it is empty, or has only new scopes', () => {
    expect(toldRights([])).toEqual(Array(4).fill('malformed'));
    expect(told(describeKey([]).grants)).toBe('malformed');
    expect(toldRights([['trading', 0, 0]])).toEqual(Array(4).fill('unrecognized'));
  });

  it.each([[null], [['withdraw']], [{ withdraw: { write: 1 } }], ['withdraw:0:1'], [[['withdraw'], 0, 1]]])(
    'denies nothing beside %j, which may be about anything',
    (entry) => {
      const denied = entry !== null && Array.isArray(entry) && typeof entry[0] === 'string';
      // An entry that names its scope leaves open that scope alone.
      const expected = denied ? ['malformed', false, false, 'malformed'] : Array(4).fill('malformed');
      expect(toldRights([...listWith(), entry])).toEqual(expected);
    },
  );

  it('shows an entry that cannot be read', () => {
    const { grants } = describeKey([...listWith(), ['orders'], 'withdraw', [7, 1, 1]]);
    expect(told(grants)).toEqual([
      { name: 'orders.read', scope: 'unrecognized' },
      { name: 'orders.write', scope: 'unrecognized' },
      { name: 'an entry without scope', scope: 'unrecognized' },
      { name: 'an entry without scope', scope: 'unrecognized' },
    ]);
  });

  it.each(['documented', 'tracker', 'lender', 'new-scope', 'ui-withdraw'])(
    'of the case %s keeps its facts, or loses them, when any one value is broken',
    (name) => {
      const rows = readAnswers('bitfinex', name)[0]?.body as readonly Row[];
      const before = toldRights(rows);
      for (const [at, row] of rows.entries()) {
        for (const broken of brokenRows(row)) {
          const now = toldRights(rows.flatMap((other, index) => (index === at ? broken : [other])));
          for (const [index, fact] of now.entries()) {
            const was = before[index];
            if (typeof fact === 'boolean' && typeof was === 'boolean') {
              expect(fact, `${JSON.stringify(row)} as ${JSON.stringify(broken)}: ${rights[index]}`).toBe(was);
            }
          }
        }
      }
    },
  );
});

/** In the place of one row: none, or one with a cell missing, null, of another type, or unknown. */
function brokenRows(row: Row): readonly (readonly unknown[])[] {
  const strange: readonly unknown[] = [null, {}, [], 7.5, 'zzz-unknown'];
  const cells = row.flatMap((_, at) => [
    ...strange.map((value) => row.map((cell, index) => (index === at ? value : cell))),
    row.slice(0, at),
  ]);
  return [[], ...[...strange, ...cells].map((broken) => [broken])];
}

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': ['10100', '10111', '10112', '10113'],
    'clock-skew': ['10114'],
    'permission-refused': ['10001'],
    'rate-limited': ['11010'],
    unreachable: ['10008', '11000', '20051', '20060', '20061'],
    'unexpected-response': ['10000', '10020', '10050'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    for (const [status, value] of [
      [500, Number(code)],
      [200, code],
    ]) {
      const facts = await collect(['error', value, 'from 203.0.113.9'], Number(status));
      expect(facts.error).toMatchObject({ kind, code });
      expect(facts.error?.message).not.toContain('203.0.113.9');
      expect(facts.keys[0]?.ipRestriction).toMatchObject({ known: false, reason: 'refused' });
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code).toSorted()).toEqual(Object.keys(bitfinex.failures).toSorted());
  });

  it.each([[['error']], [['error', null, 'x']], [['error', { apiKey: 'x' }]], [['error', 'CANARY']]])(
    'knows %j for an error, and repeats nothing of it',
    async (body) => {
      const facts = await collect(body, 200);
      expect(facts.error).toMatchObject({ kind: 'unexpected-response', code: 'of unknown form' });
    },
  );
});

async function collect(body: unknown, status: number): Promise<AccountFacts> {
  const client = fakeClient(bitfinex, [{ method: 'POST', path: keyPermissions.path, status, body }]);
  return await collectAccount(bitfinex, client, identify('bitfinex', 'key'), 'account');
}

describe('nonces', () => {
  const start = Date.now() - 50;

  it.each<[string, highest: bigint, requests: number]>([
    ['nothing', 0n, 1],
    ['seconds', BigInt(Math.floor(start / 1000) + 2), 3],
    ['milliseconds', BigInt(start), 4],
    ['tens of microseconds', BigInt(start) * 100n, 7],
    ['microseconds', BigInt(start) * 1000n, 10],
  ])('in %s are not overtaken', async (_, highest, requests) => {
    const { asked, client } = keeper(highest);
    const facts = await collectAccount(bitfinex, client, identify('bitfinex', 'key'), 'key');
    expect(facts.error).toBeNull();
    expect(asked).toHaveLength(requests);
    const accepted = asked.at(-1) ?? 0n;
    expect(accepted).toBeGreaterThan(highest);
    // Still of the bot's unit: within twenty seconds of what the bot had.
    if (highest > 0n) expect(accepted - highest).toBeLessThan(highest / 80_000_000n);
  });

  it('above microseconds are not tried, whatever the account accepts', async () => {
    const { asked, client } = keeper(BigInt(Number.MAX_SAFE_INTEGER));
    const facts = await collectAccount(
      bitfinex,
      { ...client, accepts: () => true },
      identify('bitfinex', 'key'),
      'key',
    );
    expect(facts.error).toMatchObject({ kind: 'clock-skew', code: '10114' });
    expect(facts.error?.message).toContain('up to microseconds');
    expect(facts.error?.message).not.toContain('acceptHazards');
    expect(asked.every((nonce) => nonce < BigInt(Number.MAX_SAFE_INTEGER))).toBe(true);
    expect(bitfinex.hazards.map(({ name, handling }) => [name, handling])).toEqual([['nonce', 'avoided']]);
  });

  /** An exchange that keeps the highest nonce. */
  function keeper(highest: bigint) {
    const asked: bigint[] = [];
    let kept = highest;
    const client: ExchangeClient = {
      ...fakeClient(bitfinex, []),
      clockAheadMs: () => 0,
      pause: async () => {},
      read: async (_read, _params, options) => {
        const nonce = BigInt(options?.nonce?.() ?? 0);
        asked.push(nonce);
        if (nonce <= kept) throw new AccountError('clock-skew', 'too small', { code: '10114' });
        kept = nonce;
        return listWith(['orders', 1, 0]);
      },
    };
    return { asked, client };
  }
});

describe('at a gate that checks key, signature and nonce', () => {
  const secrets = { apiKey: 'invented-bitfinex-gate-key', secret: 'invented secret' };
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'bitfinex', ...secrets, answers: 'tracker' }],
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, '10100'],
    ['refuses another secret', { secret: 'another' }, '10100'],
  ])('%s', async (_, change, code) => {
    const facts = await auditAt(simulator.url, bitfinex, { ...secrets, ...change }, { depth: 'key' });
    expect(facts.error?.code ?? null).toBe(code);
  });

  it('refuses a request without headers', async () => {
    const response = await fetch(`${simulator.url}${keyPermissions.path}`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual(['error', 10100, 'apikey: invalid']);
  });
});
