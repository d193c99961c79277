import { afterEach, describe, expect, it } from 'vitest';
import { fakeClient, unsigned } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { Fact } from '../../model/fact.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { describeFailure } from '../failures.ts';
import type { Body } from '../readers.ts';
import { zaif } from './index.ts';
import { describeKey } from './normalize.ts';
import { rights } from './reads.ts';
import { sign } from './sign.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

const none = { info: 1, trade: 0, withdraw: 0, personal_info: 0, id_info: 0 };
const answer = (change: Body = {}) => ({ success: 1, return: { rights: { ...none, ...change } } });

describe('rights', () => {
  it.each<[Body, unknown[]]>([
    [{}, [true, false, false]],
    [{ trade: 1, withdraw: 1 }, [true, true, true]],
    [{ info: '1', trade: '0', withdraw: 'true' }, [true, false, true]],
    [{ info: true, trade: false, withdraw: 2 }, [true, false, 'unrecognized']],
    [{ info: null, trade: undefined, withdraw: {} }, ['malformed', 'malformed', 'malformed']],
    [{ trade_futures: 1 }, [true, 'unrecognized', false]],
    [{ trading: true }, [true, 'unrecognized', false]],
    [{ withdraw_v2: 1, lend: 1 }, [true, false, 'unrecognized']],
    [{ transfer: 1 }, [true, false, 'unrecognized']],
    [{ info: 0, all: 1 }, Array(3).fill('unrecognized')],
    [{ all: 0, trade_futures: null }, [true, false, false]],
    [{ info: 0 }, [false, false, false]],
  ])('%j', (change, expected) => {
    const { read, trade, transfer, withdraw, manage } = describeKey(answer(change)).permissions;
    expect([read, trade, withdraw].map(told)).toEqual(expected);
    expect([transfer, manage].map(told)).toEqual(['not-exposed', 'not-exposed']);
  });

  it('may stand beside the documented ones', () => {
    const { permissions, grants } = describeKey({
      return: { rights: none, can_withdraw: 1, open_orders: 1, deposit: { jpy: 1 } },
    });
    expect([permissions.trade, permissions.withdraw].map(told)).toEqual([false, 'unrecognized']);
    expect(told(grants)).toContainEqual({ name: 'can_withdraw', scope: 'unrecognized' });
  });

  it('are shown by their names, new ones too', () => {
    const change = { personal_info: 1, id_info: undefined, lend: 1, send: 0 };
    expect(told(describeKey(answer(change)).grants)).toEqual([
      { name: 'info', scope: 'read' },
      { name: 'personal_info', scope: 'other' },
      { name: 'lend', scope: 'unrecognized' },
    ]);
  });

  it.each<[unknown, string]>([
    [{ funds: {} }, 'rights is missing'],
    [{ funds: {}, rights: [1] }, 'rights is not an object'],
  ])('of %j are not known', (body, detail) => {
    const { permissions, grants } = describeKey({ success: 1, return: body });
    for (const fact of [permissions.read, permissions.trade, permissions.withdraw, grants]) {
      expect(fact).toEqual({ known: false, reason: 'malformed', detail });
    }
  });

  it('are read without the object around them', () => {
    expect(told(describeKey({ rights: { ...none, withdraw: 1 } }).permissions.withdraw)).toBe(true);
  });

  it.each([null, 'info', [], {}, { success: 1 }, { success: 1, return: 'ok' }])(
    'of %j cannot be understood',
    (body) => {
      expect(() => describeKey(body)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
    },
  );
});

describe('errors', () => {
  const table: readonly [text: string, kind: string][] = [
    ['no data found for the key', 'invalid-credentials'],
    ['signature mismatch', 'invalid-credentials'],
    ['invalid access token', 'invalid-credentials'],
    ['expired access token', 'invalid-credentials'],
    ["api key don't have info permission", 'permission-refused'],
    ['api key don’t have info permission', 'permission-refused'],
    ['api key dont have personal_info permission', 'permission-refused'],
    ['nonce not incremented', 'clock-skew'],
    ['nonce out of range', 'clock-skew'],
    ['time wait restriction, please try later.', 'rate-limited'],
    ['time wait restriction, please later', 'rate-limited'],
    ['method not found', 'unexpected-response'],
    ['trade temporarily unavailable for key INVENTED', 'unexpected-response'],
  ];

  it.each(table)('%s is %s', (text, kind) => {
    for (const body of [{ success: 0, error: text }, { success: '0', error: ` ${text}` }, { error: text }]) {
      const code = zaif.failureCode(body);
      const error = describeFailure(zaif, { code, status: 200, ccxtClasses: [] }, null);
      expect(error.kind).toBe(kind);
      expect(error.message).not.toContain('INVENTED');
    }
  });

  it('leaves none untested', () => {
    const tested = table.map(([error]) => zaif.failureCode({ success: 0, error }));
    expect(tested).toEqual(expect.arrayContaining(Object.keys(zaif.failures)));
  });

  it.each<[unknown, string | undefined]>([
    [answer(), undefined],
    [{ ...answer(), error: null }, undefined],
    [{ ...answer(), success: true }, undefined],
    [{ success: 0 }, 'of unknown form'],
    [{ ...answer(), success: -1 }, 'of unknown form'],
    [{ ...answer(), success: 'no' }, 'of unknown form'],
    [{ success: false, return: {} }, 'of unknown form'],
    [{ success: 1, error: { text: 'signature mismatch' } }, 'of unknown form'],
    [null, undefined],
  ])('of %j', (body, code) => {
    expect(zaif.failureCode(body)).toBe(code);
  });
});

it('signs as documented, worked out with OpenSSL', () => {
  const request = unsigned({
    read: rights,
    params: { method: 'get_info2' },
    apiKey: 'invented',
    secret: 'invented secret',
    nonce: '1700000000.250',
  });
  expect(sign(request)).toMatchObject({
    body: 'method=get_info2&nonce=1700000000.250',
    headers: {
      Key: 'invented',
      Sign: '2ce6c5a019c70fc08299ba7688bce386ab5a6fb8cd1b653b40100dbb031453462ac48e5a7987ecea50b1164e340b335762f4d058b5de493f925d1ed1ebf32b69',
    },
  });
});

describe('nonces', () => {
  it('never leave the seconds', async () => {
    const tried: string[] = [];
    const client = fakeClient(zaif, [
      { method: 'POST', path: '/tapi', body: { success: 0, error: 'nonce not incremented' } },
    ]);
    const audit = zaif.collect(
      {
        ...client,
        clockAheadMs: () => 0,
        read: async (read, params, { nonce = () => '' } = {}) => {
          tried.push(nonce());
          return await client.read(read, params);
        },
      },
      'key',
    );
    await expect(audit).rejects.toMatchObject({ kind: 'clock-skew', code: 'nonce not incremented' });
    expect(tried).toHaveLength(3);
    for (const nonce of tried) {
      const behind = Date.now() / 1000 - Number(nonce);
      expect(behind).toBeGreaterThan(0);
      expect(behind).toBeLessThan(5);
    }
  });
});

describe('at a gate that checks key, signature and nonce', () => {
  const secrets = { apiKey: 'invented-zaif-gate-key', secret: 'invented secret' };
  let simulator: Simulator;
  let asked: string[] = [];
  afterEach(async () => {
    await simulator.close();
  });

  it.each<[string, Partial<typeof secrets>, string | null]>([
    ['lets the right ones in', {}, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 'no data found for the key'],
    ['refuses another secret', { secret: 'another' }, 'signature mismatch'],
  ])('%s', async (_, change, code) => {
    asked = [];
    simulator = await startSimulator({
      accounts: [{ exchange: 'zaif', ...secrets, answers: 'documented' }],
      onRequest: ({ body }) => asked.push(body),
    });
    const { error } = await auditAt(simulator.url, zaif, { ...secrets, ...change });
    expect(error?.code ?? error).toBe(code);
    expect(asked).toEqual([expect.stringMatching(/^method=get_info2&nonce=\d{10}$/)]);
  });
});
