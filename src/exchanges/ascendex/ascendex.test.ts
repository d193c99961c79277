import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unsigned } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { Fact } from '../../model/fact.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { describeFailure } from '../failures.ts';
import type { Body } from '../readers.ts';
import { ascendex } from './index.ts';
import { describeCallingKey } from './normalize.ts';
import { info } from './reads.ts';
import { sign } from './sign.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

const plain = {
  expireTime: -1,
  allowedIps: ['203.0.113.7'],
  tradePermission: false,
  transferPermission: false,
  viewPermission: true,
};
const describeBody = (change: Body) => describeCallingKey({ code: 0, data: { ...plain, ...change } });

describe('permissions', () => {
  it.each<[Body, unknown[]]>([
    [{}, [true, false, false]],
    [{ tradePermission: true, transferPermission: true }, [true, true, true]],
    [{ viewPermission: 'True', tradePermission: 'False', transferPermission: '1' }, [true, false, true]],
    [{ viewPermission: 1, tradePermission: 0, transferPermission: 2 }, [true, false, 'unrecognized']],
    [{ viewPermission: null, tradePermission: undefined }, ['malformed', 'malformed', false]],
    [{ futuresTradePermission: true }, [true, 'unrecognized', false]],
    [{ transfer_enabled: true }, [true, false, 'unrecognized']],
    [{ viewPermission: false, allPermission: 1 }, Array(3).fill('unrecognized')],
    [{ permissions: ['TRADE'] }, [true, 'unrecognized', 'unrecognized']],
    [{ isAdmin: true }, [true, 'unrecognized', 'unrecognized']],
    [{ lendPermission: true, allPermission: false, permissions: [] }, [true, false, false]],
    [{ tradePermission: 'maybe', transferPermission: {} }, [true, 'unrecognized', 'malformed']],
  ])('%j', (change, expected) => {
    const { read, trade, transfer, withdraw, manage } = describeBody(change).permissions;
    expect([read, trade, transfer].map(told)).toEqual(expected);
    // No field is about either.
    expect([withdraw, manage].map(told)).toEqual(['not-exposed', 'not-exposed']);
  });

  it('are shown by their fields, new ones and unreadable ones too', () => {
    const change = {
      tradePermission: 'maybe',
      withdrawPermission: true,
      withdraw_permission: 1,
      canWithdraw: 'true',
      withdrawEnabled: 'yes',
      lendPermission: false,
      xPermission: null,
    };
    expect(told(describeBody(change).grants)).toEqual([
      { name: 'tradePermission', scope: 'unrecognized' },
      { name: 'viewPermission', scope: 'read' },
      { name: 'withdrawPermission', scope: 'unrecognized' },
      { name: 'withdraw_permission', scope: 'unrecognized' },
      { name: 'canWithdraw', scope: 'unrecognized' },
      { name: 'withdrawEnabled', scope: 'unrecognized' },
    ]);
    expect(told(describeBody({ viewPermission: false }).grants)).toEqual([]);
    expect(told(describeBody({ viewPermission: null }).grants)).toBe('malformed');
  });
});

describe('addresses', () => {
  const to = (...allowed: string[]) => ({ restricted: true, allowed: { known: true, value: allowed } });
  it.each<[unknown, unknown]>([
    [['203.0.113.7', ' 198.51.100.1 '], to('203.0.113.7', '198.51.100.1')],
    ['203.0.113.7,198.51.100.1', to('203.0.113.7', '198.51.100.1')],
    [['Unrestricted'], { restricted: false }],
    [['0.0.0.0/0'], { restricted: false }],
    [[], 'not-exposed'],
    [[''], 'not-exposed'],
    ['', 'not-exposed'],
    [null, 'not-exposed'],
    [undefined, 'not-exposed'],
    [['home'], 'unrecognized'],
    [['0.0.0.0'], 'unrecognized'],
    [[7], 'malformed'],
    [{}, 'malformed'],
  ])('%j', (allowedIps, expected) => {
    expect(told<unknown>(describeBody({ allowedIps }).ipRestriction)).toEqual(expected);
  });
});

it.each<[unknown, unknown]>([
  [-1, null],
  ['-1', null],
  [1_604_620_800_000, new Date(1_604_620_800_000)],
  ['1604620800000', new Date(1_604_620_800_000)],
  [0, 'unrecognized'],
  [-2, 'unrecognized'],
  [1_604_620_800, 'unrecognized'],
  ['never', 'malformed'],
  [null, 'malformed'],
])('a key of expireTime %j ends %j', (expireTime, expected) => {
  expect(told<unknown>(describeBody({ expireTime }).expiresAt)).toEqual(expected);
});

it.each([null, 'info', [], {}, { code: 0 }, { code: 0, data: {} }, { code: 0, data: [plain] }])(
  'refuses to understand %j',
  (answer) => {
    expect(() => describeCallingKey(answer)).toThrow(
      expect.objectContaining({ kind: 'unexpected-response' }),
    );
  },
);

it('signs as documented', () => {
  // Key, secret and result of the example at ascendex.github.io/ascendex-pro-api, "Sign a Request".
  const published = {
    apiKey: 'CEcrjGyipqt0OflgdQQSRGdrDXdDUY2x',
    secret: 'hV8FgjyJtpvVeAcMAgzgAFQCN36wmbWuN7o3WPcYcYhFd8qvE43gzFGVsFcCqMNk',
  };
  expect(sign(unsigned({ ...published, read: info, nowMs: 1_608_133_910_000 })).headers).toMatchObject({
    'x-auth-key': published.apiKey,
    'x-auth-timestamp': '1608133910000',
    'x-auth-signature': '/pwaAgWZQ1Xd/J4yZ4ReHSPQxd3ORP/YR8TvAttqqYM=',
  });
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': ['200001', '200003', '100009'],
    'permission-refused': ['200015', '200014', '200004'],
    'clock-skew': ['100011'],
    'rate-limited': ['200002'],
    'unexpected-response': ['100001', '100004', '100101', '300001'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', ({ code, kind }) => {
    for (const given of [code, Number(code)]) {
      const refusal = { code: ascendex.failureCode({ code: given }), status: 200, ccxtClasses: [] };
      const error = describeFailure(ascendex, refusal, null);
      expect([error.kind, error.code]).toEqual([kind, code]);
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(ascendex.failures)));
  });

  it.each<[unknown, string | undefined]>([
    [{ code: 0, data: plain }, undefined],
    [{ code: '0' }, undefined],
    [{ data: plain }, undefined],
    [{ code: 'key INVENTED' }, 'of unknown form'],
    [null, undefined],
  ])('of %j', (body, code) => {
    expect(ascendex.failureCode(body)).toBe(code);
  });
});

describe('at a gate that checks key, time and signature', () => {
  const secrets = { apiKey: 'invented-ascendex-gate-key', secret: 'invented secret' };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'ascendex', ...secrets, answers: 'documented' }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 0, '200001'],
    ['refuses another secret', { secret: 'another' }, 0, '200001'],
    ['refuses a clock that is off', {}, 31_000, '100011'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const { error } = await auditAt(simulator.url, ascendex, { ...secrets, ...change });
    expect(error?.code ?? error).toBe(code);
  });
});
