import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { Fact } from '../../model/fact.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { describeFailure } from '../failures.ts';
import type { Body } from '../readers.ts';
import { aster } from './index.ts';
import { agentsOf, describeCallingAgent } from './normalize.ts';
import { agents } from './reads.ts';

const told = <T>(fact: Fact<T> | undefined): T | string | undefined =>
  fact?.known ? fact.value : fact?.reason;

/** An invented key, and its address. */
const privateKey = `0x${'11'.repeat(32)}`;
const agentAddress = '0x19E7E376E7C213B7E7E7E46CC70A5DD086DAFF2A';
const signer = agentAddress.toLowerCase();
const wallet = '0x00000000000000000000000000000000000a57e0';

const plain = {
  agentAddress,
  agentName: 'bot',
  ipWhitelist: '',
  expired: 4_102_444_800_000,
  source: 'builder',
  canRead: true,
  canSpotTrade: false,
  canPerpTrade: false,
  canWithdraw: false,
};
function describeRow(change: Body) {
  return describeCallingAgent(agentsOf([{ ...plain, ...change }], signer));
}

describe("an agent's rights", () => {
  it.each<[Body, unknown[]]>([
    [{}, [true, false, 'not-exposed', false, false]],
    [{ canSpotTrade: true }, [true, true, 'not-exposed', false, false]],
    [{ canPerpTrade: 'true', canWithdraw: 1 }, [true, true, 'not-exposed', true, false]],
    [{ canRead: 'false', canSpotTrade: '0' }, [false, false, 'not-exposed', false, false]],
    [{ canSpotTrade: null }, [true, 'malformed', 'not-exposed', false, false]],
    [{ canSpotTrade: null, canPerpTrade: true }, [true, true, 'not-exposed', false, false]],
    [{ canWithdraw: undefined }, [true, false, 'not-exposed', 'malformed', false]],
    [{ canWithdraw: 'maybe' }, [true, false, 'not-exposed', 'unrecognized', 'unrecognized']],
    [{ canManageAgents: true }, [true, false, 'not-exposed', false, 'unrecognized']],
    [{ withdrawEnabled: true }, [true, false, 'not-exposed', 'unrecognized', 'unrecognized']],
    [{ canTransferOut: 1 }, [true, false, 'not-exposed', 'unrecognized', 'unrecognized']],
    [{ canOptionsTrade: true }, [true, 'unrecognized', 'not-exposed', false, 'unrecognized']],
    [{ canAll: true }, [true, 'unrecognized', 'not-exposed', 'unrecognized', 'unrecognized']],
    [{ isAdmin: true }, [true, 'unrecognized', 'not-exposed', 'unrecognized', 'unrecognized']],
    [{ canRead: false, canReadAccount: true }, ['unrecognized', false, 'not-exposed', false, 'unrecognized']],
    [{ permissions: ['withdraw'] }, [true, 'unrecognized', 'not-exposed', 'unrecognized', 'unrecognized']],
    [{ permissions: [], withdrawEnabled: 'false' }, [true, false, 'not-exposed', false, false]],
    [{ canManageAgents: false }, [true, false, 'not-exposed', false, false]],
  ])('%j', (change, expected) => {
    const { read, trade, transfer, withdraw, manage } = describeRow(change).permissions;
    expect([read, trade, transfer, withdraw, manage].map(told)).toEqual(expected);
  });

  it('are shown by their flags', () => {
    const change = { canPerpTrade: true, canWithdraw: 'maybe', canLend: true, lend_enabled: 1 };
    expect(told(describeRow(change).grants)).toEqual([
      { name: 'canRead', scope: 'read' },
      { name: 'canPerpTrade', scope: 'trade' },
      { name: 'canWithdraw', scope: 'unrecognized' },
      { name: 'canLend', scope: 'unrecognized' },
      { name: 'lend_enabled', scope: 'unrecognized' },
    ]);
  });
});

describe('an IP whitelist', () => {
  const to = (...allowed: string[]) => ({ restricted: true, allowed: { known: true, value: allowed } });
  it.each<[unknown, unknown]>([
    ['', { restricted: false }],
    ['203.0.113.7', to('203.0.113.7')],
    ['203.0.113.7 198.51.100.0/24', to('203.0.113.7', '198.51.100.0/24')],
    ['203.0.113.7, 198.51.100.1', to('203.0.113.7', '198.51.100.1')],
    ['203.0.113.7 0.0.0.0/0', { restricted: false }],
    [',', 'unrecognized'],
    ['home', 'unrecognized'],
    ['203.0.113.7 home', 'unrecognized'],
    [null, 'malformed'],
    [undefined, 'malformed'],
    [[], 'malformed'],
  ])('of %j', (ipWhitelist, expected) => {
    expect(told<unknown>(describeRow({ ipWhitelist }).ipRestriction)).toEqual(expected);
  });
});

it.each<[unknown, unknown]>([
  [1_867_945_395_040, new Date(1_867_945_395_040)],
  ['4102444800000', new Date(4_102_444_800_000)],
  [true, 'malformed'],
  [0, 'unrecognized'],
  [1_867_945_395, 'unrecognized'],
  [undefined, 'malformed'],
])('expired, which is a time: %j', (expired, expected) => {
  expect(told<unknown>(describeRow({ expired }).expiresAt)).toEqual(expected);
});

describe('a list', () => {
  it('may be wrapped, and knows addresses in either case', () => {
    expect(agentsOf({ code: 200, data: [plain] }, wallet).others.map(({ name }) => name)).toEqual([signer]);
    expect(agentsOf({ code: 200, data: [plain] }, signer).own).toEqual([plain]);
  });

  it.each([null, 'agents', {}, { code: 200 }])('is none: %j', (answer) => {
    expect(() => agentsOf(answer, signer)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
  });

  it('that lacks the signer tells nothing of it', () => {
    const { kind, permissions, enabled } = describeCallingAgent(agentsOf([], signer));
    expect([kind, permissions.read, permissions.withdraw].map((fact) => told<unknown>(fact))).toEqual(
      Array(3).fill('malformed'),
    );
    expect(told(enabled)).toBe(true);
  });

  it('that contradicts itself tells that it is an agent, and what its rows agree on', () => {
    const described = describeCallingAgent(agentsOf([plain, { ...plain, canWithdraw: true }], signer));
    expect(told<unknown>(described.kind)).toBe('agent');
    expect(told(described.permissions.withdraw)).toBe('malformed');
    expect(told(described.permissions.read)).toBe(true);
  });
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'ip-refused': ['-1011'],
    'invalid-credentials': ['-1022', '-1109', '-2014', '-2015'],
    'permission-refused': ['-1002'],
    'clock-skew': ['-1021'],
    'rate-limited': ['-1003'],
    unreachable: ['-1001', '-1007', '-1016'],
    'unexpected-response': ['-1100', '-1102'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', ({ code, kind }) => {
    for (const given of [code, Number(code)]) {
      const refusal = { code: aster.failureCode({ code: given, msg: '' }), status: 400, ccxtClasses: [] };
      expect(describeFailure(aster, refusal, null)).toMatchObject({ kind, code });
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(aster.failures)));
  });

  it.each<[unknown, string | undefined]>([
    [[plain], undefined],
    [{ code: 200, data: [] }, undefined],
    [{ code: 'agent INVENTED' }, 'of unknown form'],
    [null, undefined],
  ])('of %j', (body, code) => {
    expect(aster.failureCode(body)).toBe(code);
  });
});

describe('at a gate that checks time, addresses and the form of a signature', () => {
  let simulator: Simulator;
  let skewMs = 0;
  const asked: string[] = [];
  beforeAll(async () => {
    const answers = [{ method: 'GET', path: agents.path, body: [plain] }];
    simulator = await startSimulator({
      accounts: [wallet, agentAddress.toLowerCase()].map((apiKey) => ({
        exchange: 'aster',
        apiKey,
        secret: '',
        answers,
      })),
      now: () => new Date(Date.now() + skewMs),
      onRequest: ({ method, path, query, body }) => asked.push(`${method} ${path}?${query} ${body}`),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each<[string, Record<string, string>, number, string | null]>([
    ['lets an agent in', {}, 0, null],
    [
      "lets a key without 0x in, and the wallet's own",
      { privateKey: '11'.repeat(32), walletAddress: agentAddress },
      0,
      null,
    ],
    ['refuses another wallet', { walletAddress: `0x${'ab'.repeat(20)}` }, 0, '-1022'],
    ['refuses a clock that is off', {}, 11_000, '-1021'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const { error } = await auditAt(simulator.url, aster, { privateKey, walletAddress: wallet, ...change });
    expect(error?.code ?? error).toBe(code);
  });

  it('asks one question, for the wallet and as the agent, and sends no key', () => {
    const question =
      /^GET \/fapi\/v3\/agent\?nonce=\d{16}&user=0x[0-9a-f]{40}&signer=0x19e7e376[0-9a-f]{32}&signature=0x[0-9a-f]{130} $/;
    for (const line of asked) {
      expect(line).toMatch(question);
      expect(line).not.toContain('11'.repeat(32));
    }
    expect(asked).toHaveLength(4);
  });

  it("finds no IP list at the wallet's own key, though this machine is refused", async () => {
    const answer = { method: 'GET', path: agents.path, status: 403, body: { code: -1011, msg: '' } };
    const apiKey = agentAddress.toLowerCase();
    const gate = await startSimulator({
      accounts: [{ exchange: 'aster', apiKey, secret: '', answers: [answer] }],
    });
    const { status, error, keys } = await auditAt(gate.url, aster, {
      privateKey,
      walletAddress: agentAddress,
    });
    await gate.close();
    expect([status, error?.kind]).toEqual(['partial', 'ip-refused']);
    expect(
      keys.map(({ kind, ipRestriction, accepted }) => [kind, ipRestriction, accepted].map(told<unknown>)),
    ).toEqual([['master-key', { restricted: false }, 'refused']]);
  });

  it.each<[string, Record<string, string>]>([
    ['a private key that is none', { privateKey: `0x${'zz'.repeat(32)}` }],
    ['no private key', { privateKey: '' }],
    ['a private key in place of the address', { walletAddress: privateKey }],
  ])('is not asked with %s', async (_, change) => {
    const before = asked.length;
    const facts = await auditAt(simulator.url, aster, { privateKey, walletAddress: wallet, ...change });
    expect(facts.error?.kind).toBe('invalid-credentials');
    expect(JSON.stringify(facts)).not.toContain('11'.repeat(8));
    expect(asked).toHaveLength(before);
  });
});
