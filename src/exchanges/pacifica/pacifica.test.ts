import { describe, expect, it, onTestFinished } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { startSimulator } from '../../simulator/server.ts';
import type { OpenCredentials } from '../adapter.ts';
import { loadCcxt } from '../client.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { pacifica } from './index.ts';
import { ipWhitelist, readAgents } from './normalize.ts';
import { addresses, agents } from './reads.ts';
import { publicKeyOf } from './sign.ts';

const ccxt = await loadCcxt(pacifica, 'test');
const told = <T>(fact: Fact<T> | undefined): T | string | undefined =>
  fact?.known === true ? fact.value : fact?.reason;

/** Invented: seed and public key of each, in base58. */
const wallet = {
  privateKey: '2U1MQPkSFwN33DMbBdLgL1wUJprk7Ao7oeJRbTZwkweAofvKNjuS1axuxojy7p3pbnZ1Bz4uzWLPSPLWEVYefo6m',
  address: 'ASvcza1NYkcQXyiFAjuj9sC2qoHpSQZBsCwQrRmqWL8V',
};
const agent = {
  privateKey: '2U1MQPkSFwN33DMbBdLgL1wUJprqrkzkYxNkQ7UYHdEedQwXgkB3omGsNunrMB8hhNHdgwibuXpECcfbnQucsPLv',
  seed: '5wA3XaSQ6jcB6odgLDHPc4zejuC8kDtQLiSp2RMfQh3b',
  address: 'CpvrX1aTcALpXoAA3R4Y1KYw6hk7hi7uTTab5vRFDURY',
};

describe('the public key', () => {
  it.each([agent.privateKey, agent.seed])('of %s', (privateKey) => {
    expect(publicKeyOf({ privateKey }, ccxt)).toBe(agent.address);
  });

  it.each<[string, string | undefined]>([
    ['nothing', undefined],
    ['a text', 'twelve invented words'],
    ['too little', 'abc'],
    ['a seed with the public key of another', agent.privateKey.slice(0, -44) + wallet.privateKey.slice(-44)],
  ])('is not in %s', (_, privateKey) => {
    expect(() => publicKeyOf(privateKey === undefined ? {} : { privateKey }, ccxt)).toThrow();
  });
});

describe('the list of agents', () => {
  const other = 'AZLUqVktFSXvH9pyWecKu9bF6B9ATBqccgf9yE1LD4J8';
  it.each<[data: unknown, addresses: readonly string[], doubt: string | undefined]>([
    [[], [], undefined],
    [[other, other], [other], undefined],
    [[{ agent_wallet: other }], [other], undefined],
    [{ agents: [other], total: 1 }, [other], undefined],
    [[other, null], [other], 'malformed'],
    [{ agents: [other], total: 2 }, [other], 'unrecognized'],
    [{ agents: [other], has_more: true }, [other], 'unrecognized'],
    [[{ agent_wallet: other, address: wallet.address }], [], 'malformed'],
    [[''], [], 'malformed'],
    [{ agents: [other], revoked: [] }, [], 'malformed'],
    [{}, [], 'malformed'],
    [null, [], 'malformed'],
    [other, [], 'malformed'],
  ])('%j', (data, expected, doubt) => {
    const found = readAgents({ success: true, data });
    expect([found.addresses, found.doubt?.reason]).toEqual([expected, doubt]);
  });
});

describe('a whitelist', () => {
  const ip = '203.0.113.7';
  const only = { restricted: true, allowed: { known: true, value: [ip] } };
  it.each<[data: unknown, expected: unknown]>([
    [[ip], 'not-exposed'],
    [[], 'not-exposed'],
    [['203.0.113.7', '0.0.0.0/0'], { restricted: false }],
    [{ enabled: true, ips: [ip] }, only],
    [{ enabled: 'true', ips: [{ ip: ip }] }, only],
    [{ enabled: false, ips: [ip] }, { restricted: false }],
    [{ enabled: false }, { restricted: false }],
    [{ enabled: true }, 'malformed'],
    [{ enabled: true, ips: [] }, 'malformed'],
    [{ enabled: true, ips: ['any'] }, 'unrecognized'],
    [{ enabled: true, ips: [7] }, 'malformed'],
    [{ enabled: null, ips: [ip] }, 'malformed'],
    [{ enabled: 1, ips: [ip] }, 'malformed'],
    [{ enabled: 'on', ips: [ip] }, 'unrecognized'],
    [{ status: 'on', ips: [ip] }, 'not-exposed'],
    [{ enabled: true, ip_whitelist_enabled: false, ips: [ip] }, 'unrecognized'],
    [{ enabled: true, whitelist_enabled: 'no', ips: [ip] }, 'unrecognized'],
    [{ enabled: true, is_enabled: true, ips: [ip] }, only],
    [{ enabled: true, ips: [{ ip_address: ip, enabled: true }] }, only],
    [{ enabled: true, ips: [{ ip_address: ip, enabled: false }] }, 'unrecognized'],
    [{ enabled: true, ips: [{ ip_address: ip, is_enabled: 'off' }] }, 'unrecognized'],
    [{ enabled: true, agent_wallet: agent.address, ips: [ip] }, only],
    [{ enabled: true, agent_wallet: wallet.address, ips: [ip] }, 'unrecognized'],
    [{ enabled: false, api_agent_key: wallet.address, ips: [ip] }, 'unrecognized'],
    [{ enabled: true, ips: [ip], has_more: true }, 'unrecognized'],
    [{ enabled: true, ips: ['0.0.0.0/0'], has_more: true }, { restricted: false }],
    [null, 'malformed'],
    ['', 'malformed'],
  ])('%j', (data, expected) => {
    expect(told(ipWhitelist({ success: true, data }, agent.address))).toEqual(expected);
  });

  it('may go on', () => {
    const answer = { success: true, enabled: true, data: [ip], next_cursor: 'invented' };
    expect(told(ipWhitelist(answer, agent.address))).toBe('unrecognized');
  });

  it('may have its switch beside the list', () => {
    expect(told(ipWhitelist({ success: true, enabled: true, data: [ip] }, agent.address))).toEqual(only);
  });

  it.each([true, false])('is unknown where two switches differ, the outer one %s', (enabled) => {
    const answer = { success: true, enabled, data: { enabled: !enabled, ips: [ip] } };
    expect(told(ipWhitelist(answer, agent.address))).toBe('unrecognized');
  });
});

async function collect(list: unknown, credentials: OpenCredentials, ahead: number | null = null) {
  const answers: FixtureAnswer[] = [
    { method: 'POST', path: agents.path, body: list },
    { method: 'POST', path: addresses.path, body: { success: true, data: [] } },
  ];
  const client = {
    ...fakeClient(pacifica, answers, 'invented', credentials, ccxt),
    clockAheadMs: () => ahead,
  };
  return await collectAccount(pacifica, client, identify('pacifica', 'invented'), 'account');
}

const ofAgent = { walletAddress: wallet.address, privateKey: agent.privateKey };
const ofOwner = { walletAddress: wallet.address, privateKey: wallet.privateKey };
const refused = { success: false, error: 'Agent not authorized for account', code: 400 };

it.each<[string, unknown, OpenCredentials, number | null, unknown[]]>([
  ['an agent in the list', { data: [agent.address] }, ofAgent, null, ['agent', true, null]],
  ['an agent that is refused', refused, ofAgent, 0, ['refused', 'refused', 'permission-refused']],
  ['an agent with a wrong clock', refused, ofAgent, 9000, ['refused', 'refused', 'clock-skew']],
  ['the wallet', { data: [] }, ofOwner, null, ['master-key', true, null]],
  ['the wallet that is refused', refused, ofOwner, 0, ['master-key', 'refused', 'permission-refused']],
  ['the wallet with a wrong clock', refused, ofOwner, -9000, ['master-key', 'refused', 'clock-skew']],
  [
    'the wallet with a list that cannot be read',
    { data: 7 },
    ofOwner,
    null,
    ['master-key', true, 'unexpected-response'],
  ],
])('%s', async (_, list, credentials, ahead, expected) => {
  const { keys, error } = await collect(list, credentials, ahead);
  expect([told(keys[0]?.kind), told(keys[0]?.accepted), error?.kind ?? null]).toEqual(expected);
});

it('asks for the whitelists of no more agents than there can be', async () => {
  const many = Array.from({ length: 30 }, (_, at) => `InventedAgent${String(at).padStart(20, 'x')}`);
  const { keys } = await collect({ data: many }, ofOwner);
  expect(keys).toHaveLength(31);
  expect(keys.filter(({ ipRestriction }) => told(ipRestriction) === 'refused')).toHaveLength(10);
});

describe('at a gate that verifies signature, signer and time', () => {
  async function audit(credentials: OpenCredentials, known: string): Promise<[AccountFacts, string[]]> {
    const sent: string[] = [];
    const { address: apiKey } = wallet;
    const simulator = await startSimulator({
      accounts: [
        {
          ...{ exchange: 'pacifica', apiKey, secret: '', privateKey: known },
          answers: [
            { method: 'POST', path: agents.path, body: { success: true, data: [agent.address] } },
            { method: 'POST', path: addresses.path, body: { success: true, data: [] } },
          ],
        },
      ],
      onRequest: ({ body }) => sent.push(body),
    });
    onTestFinished(() => simulator.close());
    return [await auditAt(simulator.url, pacifica, credentials, { depth: 'key' }), sent];
  }

  it('is an agent let in, which names itself', async () => {
    const [{ error, keys }, sent] = await audit(ofAgent, agent.privateKey);
    expect(error).toBeNull();
    expect(told(keys[0]?.kind)).toBe('agent');
    expect(sent.map((body) => JSON.parse(body))).toMatchObject([
      { account: wallet.address, agent_wallet: agent.address },
      { account: wallet.address, agent_wallet: agent.address, api_agent_key: agent.address },
    ]);
    expect(sent.join()).not.toMatch(/builder|CCXT/);
  });

  it("is the wallet's own key let in, which names no agent", async () => {
    const [{ error, keys }, sent] = await audit(ofOwner, wallet.privateKey);
    expect(error).toBeNull();
    expect(told(keys[0]?.kind)).toBe('master-key');
    expect(sent.map((body) => 'agent_wallet' in JSON.parse(body))).toEqual([false]);
  });

  it('is a key turned away that the account does not know', async () => {
    const [{ error, keys }] = await audit(ofAgent, wallet.privateKey);
    expect(error?.kind).toBe('permission-refused');
    expect(told(keys[0]?.accepted)).toBe('refused');
  });

  it.each([
    ['the key itself', agent.seed, agent.seed],
    ['another private key', wallet.privateKey, agent.privateKey],
    ['an address of another chain', `0x${'ab'.repeat(20)}`, agent.privateKey],
    ['nothing', '', agent.privateKey],
  ])('does not send %s in place of the address', async (_, walletAddress, privateKey) => {
    const [{ error }, sent] = await audit({ walletAddress, privateKey }, agent.privateKey);
    expect([error?.kind, sent]).toEqual(['invalid-credentials', []]);
  });

  it('does not ask with a key that is none', async () => {
    const [{ error }, sent] = await audit({ ...ofAgent, privateKey: 'invented' }, agent.privateKey);
    expect([error?.kind, sent]).toEqual(['invalid-credentials', []]);
  });
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': ['signature_verification_failed', '401', '402', '1'],
    'permission-refused': ['400', '403', '31', '32', '34', '38', '40'],
    'rate-limited': ['429'],
    unreachable: ['500', '503', '504'],
    'unexpected-response': ['404', '77777'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', ({ code, kind }) => {
    const isId = code.includes('_');
    const body = {
      success: false,
      error: 'invented',
      code: isId ? 400 : Number(code),
      error_id: isId ? code : 'x',
    };
    const refusal = { code: pacifica.failureCode(body), status: 422, ccxtClasses: [] };
    expect(describeFailure(pacifica, refusal, null)).toMatchObject({ kind, code });
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(pacifica.failures)));
  });

  it.each<[unknown, string | undefined]>([
    [{ success: true, data: [], error: null, code: null }, undefined],
    [{ success: true, data: [], code: 200 }, undefined],
    [{ data: [] }, undefined],
    [{ success: false }, 'of unknown form'],
    [{ success: 'FALSE', data: [] }, 'of unknown form'],
    [{ success: 0, data: [] }, 'of unknown form'],
    [{ success: 'no', data: [] }, 'of unknown form'],
    [{ success: 'true', data: [] }, undefined],
    [{ success: 1, data: [] }, undefined],
    [{ success: true, error: 'Order amount too low for an account', code: 0 }, '0'],
    [{ success: false, code: 'address' }, 'of unknown form'],
  ])('of %j', (body, code) => {
    expect(pacifica.failureCode(body)).toBe(code);
  });
});
