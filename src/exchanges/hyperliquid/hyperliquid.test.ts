import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import type { SimulatedRequest } from '../../simulator/protocol.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { addressIn } from '../wallets.ts';
import { readNamed, readUnnamed } from './agents.ts';
import { hyperliquid } from './index.ts';
import { readRole } from './roles.ts';
import { safetyQuestions } from './safety.ts';

const address = (digit: string) => `0x${digit.repeat(40)}`;
const [wallet, signer, other] = [address('a'), address('b'), address('c')];
const privateKey = `${'facade'.repeat(10)}ffff`;
const row = (value: object) => ({ name: 'bot', address: signer, validUntil: 1_900_000_000_000, ...value });
const answer = (type: string, user: string, body: unknown): FixtureAnswer => ({
  method: 'POST',
  path: '/info',
  params: { type, user },
  body,
});

describe('a role', () => {
  it.each<[unknown, object]>([
    [{ role: 'user' }, { is: 'user' }],
    [
      { role: 'agent', data: { user: address('A') } },
      { is: 'agent', master: wallet },
    ],
    [
      { role: 'agent', data: { user: 7 } },
      { is: 'agent', master: undefined },
    ],
    [
      { role: 'agent', data: null },
      { is: 'agent', master: undefined },
    ],
    [
      { role: 'subAccount', data: { master: other } },
      { is: 'subAccount', master: other },
    ],
    [
      { role: 'subAccount', data: { user: other } },
      { is: 'subAccount', master: undefined },
    ],
    [{ role: 'User' }, { is: 'unread', why: expect.objectContaining({ reason: 'unrecognized' }) }],
    [{ role: '' }, { is: 'unread', why: expect.objectContaining({ reason: 'unrecognized' }) }],
    [{ role: null }, { is: 'unread', why: expect.objectContaining({ reason: 'malformed' }) }],
    [{ role: { agent: {} } }, { is: 'unread', why: expect.objectContaining({ reason: 'malformed' }) }],
    [{}, { is: 'unread', why: expect.objectContaining({ reason: 'malformed' }) }],
  ])('%j', (body, role) => {
    expect(readRole(body)).toEqual(role);
  });

  it.each([undefined, null, [], 'user', 7])('is not read from %j', (body) => {
    expect(() => readRole(body)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
  });
});

describe('when an agent ends', () => {
  it.each<[unknown, string | null]>([
    [1_900_000_000_000, '2030-03-17T17:46:40.000Z'],
    ['1900000000000', '2030-03-17T17:46:40.000Z'],
    [null, null],
    [undefined, 'malformed'],
    [1_900_000_000, 'unrecognized'],
    [0, 'unrecognized'],
    [7.5, 'malformed'],
    ['never', 'malformed'],
    [false, 'malformed'],
  ])('%j', (validUntil, expected) => {
    const fact = readNamed([row({ validUntil })]).agents[0]?.expiresAt;
    expect(fact?.known ? (fact.value?.toISOString() ?? null) : fact?.reason).toBe(expected);
  });
});

it.each<[string, unknown, number, boolean]>([
  ['null', null, 0, false],
  ['an empty list', [], 0, false],
  ['an agent twice', [row({}), row({ address: address('B') })], 1, false],
  ['rows that are none', [null, 'x', [], row({ address: '0x12' })], 0, true],
])('reads %s', (_, body, count, odd) => {
  const { agents, odd: isOdd } = readNamed(body);
  expect([agents.length, isOdd]).toEqual([count, odd]);
});

it.each([undefined, {}, { agents: [] }, 'none'])('does not take %j for a list of agents', (body) => {
  expect(() => readNamed(body)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

it.each<[unknown, string | undefined]>([
  [null, undefined],
  [[], undefined],
  [{ agentAddress: null, agentValidUntil: null }, undefined],
  [{ agentAddress: signer, agentValidUntil: 1 }, signer],
])('webData2 %j tells of %s', (body, expected) => {
  expect(readUnnamed(body)?.address).toBe(expected);
});

it.each([undefined, {}, { agentAddress: 'none' }, [{}]])('webData2 %j tells nothing', (body) => {
  expect(() => readUnnamed(body)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

it.each<[unknown, boolean | string]>([
  [null, false],
  [{ authorizedUsers: [other], threshold: 2 }, true],
  [{ authorizedUsers: [other], threshold: '2' }, true],
  [{ authorizedUsers: [], threshold: 2 }, 'malformed'],
  [{ authorizedUsers: [other], threshold: 1 }, 'unrecognized'],
  [{ authorizedUsers: [other], threshold: 0 }, 'malformed'],
  [{ authorizedUsers: [other] }, 'malformed'],
  [{}, 'malformed'],
  [[], 'malformed'],
])('several signatures: %j', async (body, expected) => {
  const answers = [answer('userToMultiSigSigners', wallet, body)];
  const [question] = safetyQuestions(fakeClient(hyperliquid, answers), wallet, false);
  const fact = (await question?.ask())?.multiSignature;
  expect(fact?.known ? fact.value : fact?.reason).toBe(expected);
});

describe('an address', () => {
  it.each<[unknown, string | undefined]>([
    [address('A'), wallet],
    [`0X${'a'.repeat(40)}`, wallet],
    ['a'.repeat(40), undefined],
    [`0x${'a'.repeat(64)}`, undefined],
    [null, undefined],
  ])('%j', (value, expected) => {
    expect(addressIn(value)).toBe(expected);
  });
});

describe('whose key it is', () => {
  it.each<[string, unknown, string | null, string, string | null]>([
    ['an account of its own', { role: 'user' }, '0xbb…bbbb', 'master-key', 'permission-refused'],
    ['its own account', { role: 'agent', data: { user: wallet } }, null, 'agent', null],
    ['another account', { role: 'agent', data: { user: other } }, '0xcc…cccc', 'agent', 'permission-refused'],
    ['a vault', { role: 'vault' }, null, 'unknown', 'unexpected-response'],
  ])('that Hyperliquid calls %s', async (_, role, owner, kind, error) => {
    const facts = await collect([
      answer('userRole', signer, role),
      answer('userRole', wallet, { role: 'user' }),
    ]);
    const [key] = facts.keys;
    expect(key?.kind.known ? key.kind.value : 'unknown').toBe(kind);
    expect(key?.owner.known ? key.owner.value : null).toBe(owner);
    expect(facts.error?.kind ?? null).toBe(error);
    expect(key?.identity).toEqual(identify('hyperliquid', signer));
  });

  it.each([{ role: 'vault' }, { role: 'new', data: { user: wallet } }, {}])(
    'leaves open which other keys there are where it is %j',
    async (role) => {
      const facts = await collect([
        answer('userRole', signer, role),
        answer('userRole', wallet, { role: 'user' }),
      ]);
      expect(facts).toMatchObject({ status: 'partial', keysListed: { known: false } });
    },
  );

  it('is told although walletAddress could not be asked about', async () => {
    const facts = await collect([answer('userRole', signer, { role: 'agent', data: { user: other } })]);
    expect(facts.keys[0]?.kind).toEqual({ known: true, value: 'agent' });
    expect(facts.keys[0]?.owner).toMatchObject({ known: false, reason: 'refused' });
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
  });

  it.each([{ role: 'new' }, {}, { role: 'user', error: 'invented' }])(
    'is not whole where walletAddress is %j',
    async (role) => {
      const facts = await collect([
        answer('userRole', signer, { role: 'agent', data: { user: other } }),
        answer('userRole', wallet, role),
      ]);
      expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
      expect(facts.keys[0]?.owner.known).toBe(false);
    },
  );
});

it.each<[named: unknown, unnamed: unknown, expected: string | null]>([
  [1_900_000_000_000, 1_900_000_000_000, '2030-03-17T17:46:40.000Z'],
  [1_900_000_000_000, null, '2030-03-17T17:46:40.000Z'],
  [1_900_000_000_000, 1_800_000_000_000, 'unrecognized'],
  [null, 1_800_000_000_000, 'unrecognized'],
])(
  'an agent that ends at %j in one list and at %j in the other',
  async (validUntil, agentValidUntil, expected) => {
    const { keys } = await collect([
      answer('userRole', signer, { role: 'agent', data: { user: wallet } }),
      answer('userRole', wallet, { role: 'user' }),
      answer('extraAgents', wallet, [row({ validUntil })]),
      answer('webData2', wallet, { agentAddress: signer, agentValidUntil }),
    ]);
    expect(keys).toHaveLength(1);
    const fact = keys[0]?.expiresAt;
    expect(fact?.known ? (fact.value?.toISOString() ?? null) : fact?.reason).toBe(expected);
  },
);

describe('errors', () => {
  it.each<[unknown, number, string]>([
    ['Failed to deserialize', 422, 'unexpected-response'],
    [null, 429, 'rate-limited'],
    [{ status: 'err', response: 'x' }, 200, 'unexpected-response'],
    [{ role: 'agent', data: { user: wallet }, error: 'x' }, 200, 'unexpected-response'],
    [{ role: 'agent', data: { user: wallet }, success: false }, 200, 'unexpected-response'],
    [null, 500, 'unreachable'],
    ['<html>', 502, 'unreachable'],
    ['<html>', 403, 'unreachable'],
  ])('%j with status %i is %s', (body, status, kind) => {
    const code = hyperliquid.failureCode(body);
    const { kind: told, message } = describeFailure(hyperliquid, { code, status, ccxtClasses: [] }, null);
    expect(told).toBe(kind);
    expect(message).not.toContain('deserialize');
  });

  it.each([null, [], { role: 'user' }, { status: 'ok' }])('are none in %j', (body) => {
    expect(hyperliquid.failureCode(body)).toBeUndefined();
  });
});

describe('what leaves the machine', () => {
  const requests: SimulatedRequest[] = [];
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ accounts: [], onRequest: (request) => requests.push(request) });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each<[string, string, string, number]>([
    ['is no private key', wallet, privateKey, 2],
    ['is nothing where the private key is malformed', wallet, privateKey.slice(2), 0],
    ['is nothing where the private key is in place of the address', `0x${privateKey}`, privateKey, 0],
  ])('%s', async (_, walletAddress, key, count) => {
    requests.length = 0;
    const facts = await auditAt(simulator.url, hyperliquid, { walletAddress, privateKey: key });
    expect(requests.length).toBe(count);
    expect(JSON.stringify(requests)).not.toContain(privateKey.slice(0, 20));
    expect(facts.error?.kind).toBe('invalid-credentials');
    expect(JSON.stringify(facts)).not.toContain(privateKey.slice(0, 20));
  });
});

async function collect(answers: readonly FixtureAnswer[]) {
  const nothing = ['extraAgents', 'webData2', 'userToMultiSigSigners'].flatMap((type) =>
    [wallet, signer, other].map((user) => answer(type, user, null)),
  );
  const ccxt = { ethGetAddressFromPrivateKey: () => signer };
  const credentials = { walletAddress: wallet, privateKey };
  const client = fakeClient(hyperliquid, [...answers, ...nothing], wallet, credentials, ccxt);
  return await collectAccount(hyperliquid, client, identify('hyperliquid', wallet), 'account');
}
