import { describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import type { Fact } from '../../model/fact.ts';
import type { OpenCredentials } from '../adapter.ts';
import { loadCcxt } from '../client.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { dydx } from './index.ts';
import { ownsAddress, publicKeyOf } from './keys.ts';
import { describeAgent, readAuthenticators } from './normalize.ts';
import { authenticators } from './reads.ts';
import { readRule } from './tree.ts';

const ccxt = await loadCcxt(dydx, 'test');

/** Invented, and worked out with ccxt and OpenSSL. */
const owner = {
  privateKey: '0x494e56454e5445442064796478206f776e65722e2e2e2e2e2e2e2e2e2e2e2e2e',
  publicKey: '038554594304ef470cf5a690cbf2a57e14861e30f139fc9a8ec10de063c508ac10',
  address: 'dydx17j6hh4xhww0klpw0lmzclert86qm6q6ey33tlr',
};
const mine = `02${'01'.repeat(32)}`;
const theirs = `03${'02'.repeat(32)}`;

const base64 = (text: string) => Buffer.from(text).toString('base64');
interface Config {
  readonly type: string;
  readonly config: string;
}
const signature = (key: string): Config => ({
  type: 'SignatureVerification',
  config: Buffer.from(key, 'hex').toString('base64'),
});
const filter = (...words: string[]): Config => ({ type: 'MessageFilter', config: base64(words.join(',')) });
const all = (...members: unknown[]): Config => ({ type: 'AllOf', config: base64(JSON.stringify(members)) });
const any = (...members: unknown[]): Config => ({ type: 'AnyOf', config: base64(JSON.stringify(members)) });
const order = '/dydxprotocol.clob.MsgPlaceOrder';
const send = '/cosmos.bank.v1beta1.MsgSend';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

function rights(...rules: unknown[]): unknown[] {
  const { permissions } = describeAgent(
    rules.map((rule) => readRule(rule)),
    mine,
  );
  const { trade, transfer, withdraw, manage } = permissions;
  return [trade, transfer, withdraw, manage].map(told);
}

const [yes, no, malformed, strange] = [true, false, 'malformed', 'unrecognized'];

describe('an authenticator lets its key', () => {
  it.each<[string, unknown, unknown[]]>([
    ['do everything by a signature alone', signature(mine), [yes, yes, yes, yes]],
    ['do what both members of an AllOf let', all(signature(mine), filter(order)), [yes, no, no, no]],
    [
      'do nothing where filters have nothing in common',
      all(signature(mine), filter(order), filter(send)),
      [no, no, no, no],
    ],
    [
      'do what either member of an AnyOf lets',
      all(signature(mine), any(filter(order), filter(send))),
      [yes, no, yes, no],
    ],
    [
      'do any message of orders',
      all(signature(mine), filter('/dydxprotocol.clob.MsgNew')),
      [yes, no, no, no],
    ],
    [
      'do what a message among those of orders may do whose name is of moving funds',
      all(signature(mine), filter(order, '/dydxprotocol.clob.MsgWithdrawFunds')),
      [yes, strange, strange, strange],
    ],
    [
      'do what nobody knows',
      all(signature(mine), filter('/cosmos.authz.v1beta1.MsgExec')),
      [strange, strange, strange, strange],
    ],
    ['do what a name with spaces lets', all(signature(mine), filter(` ${order}`, '')), [yes, no, no, no]],
    ['do what a pattern may let', all(signature(mine), filter('*', order)), [yes, strange, strange, strange]],
    [
      'do what an empty filter may let',
      all(signature(mine), filter('')),
      [malformed, malformed, malformed, malformed],
    ],
    [
      'do what it alone may sign',
      any(all(signature(mine), filter(order)), signature(theirs)),
      [yes, no, no, no],
    ],
    [
      'do what it may sign with another',
      all(signature(mine), signature(theirs)),
      [strange, strange, strange, strange],
    ],
    [
      'do what another bounds',
      all(signature(mine), any(signature(theirs), signature(theirs)), filter(order)),
      [strange, no, no, no],
    ],
    [
      'do everything beside what is unknown',
      any(signature(mine), { type: 'New', config: 'AAAA' }),
      [yes, yes, yes, yes],
    ],
    [
      'do what is unknown beside little',
      any(all(signature(mine), filter(order)), { type: 'New', config: 'AAAA' }),
      [yes, strange, strange, strange],
    ],
  ])('%s', (_, rule, expected) => {
    expect(rights(rule)).toEqual(expected);
  });

  it.each<[string, unknown, string]>([
    ['null', null, malformed],
    ['a text', 'AllOf', malformed],
    ['no type', { config: 'AAAA' }, malformed],
    ['no config', { type: 'AllOf' }, malformed],
    ['a config that is a list', { type: 'AllOf', config: [signature(mine)] }, malformed],
    ['a config that is not base64', { type: 'AllOf', config: '{}' }, malformed],
    ['a composite of no JSON', { type: 'AllOf', config: base64('not json') }, malformed],
    ['a composite of an object', { type: 'AllOf', config: base64('{}') }, malformed],
    ['a composite of nothing', all(), malformed],
    ['a key that is too short', { type: 'SignatureVerification', config: base64('short') }, malformed],
    ['a config that is too long', { type: 'MessageFilter', config: base64('/a,'.repeat(50_000)) }, strange],
    ['another spelling of a type', { ...all(signature(mine)), type: 'allof' }, strange],
  ])('do what nobody knows by %s', (_, rule, reason) => {
    expect(rights(rule)).toEqual([reason, reason, reason, reason]);
  });

  it('do what nobody knows by a tree that is too deep', () => {
    let rule = all(signature(mine), filter(order));
    for (let depth = 0; depth < 14; depth += 1) rule = all(rule);
    expect(rights(rule)).toEqual([strange, strange, strange, strange]);
  });
});

it('takes the list as whole unless it says otherwise', () => {
  const list: unknown[] = [];
  expect(readAuthenticators({ account_authenticators: list }).doubt).toBeUndefined();
  expect(
    readAuthenticators({ account_authenticators: list, pagination: { next_key: null } }).doubt,
  ).toBeUndefined();
  expect(
    readAuthenticators({ account_authenticators: list, pagination: { next_key: 'AA==' } }).doubt?.reason,
  ).toBe(strange);
  expect(
    readAuthenticators({ account_authenticators: list, pagination: { next_key: null, total: '1' } }).doubt
      ?.reason,
  ).toBe(strange);
  expect(
    readAuthenticators({ account_authenticators: list, pagination: { next_key: null, total: '0' } }).doubt,
  ).toBeUndefined();
  for (const answer of [null, [], { account_authenticators: null }, { account_authenticators: {} }]) {
    expect(readAuthenticators(answer).doubt?.reason).toBe(malformed);
  }
});

describe('the key', () => {
  it.each<[string, OpenCredentials, string | undefined]>([
    ['of a private key', { privateKey: owner.privateKey }, owner.publicKey],
    ['of one without 0x', { privateKey: owner.privateKey.slice(2) }, owner.publicKey],
    ['in hex', { apiKey: `0x${mine.toUpperCase()}` }, mine],
    ['in base64', { apiKey: Buffer.from(mine, 'hex').toString('base64') }, mine],
    ['of nothing', {}, undefined],
  ])('%s', (_, credentials, expected) => {
    expect(publicKeyOf({ walletAddress: owner.address, ...credentials }, ccxt)).toBe(expected);
  });

  it.each<OpenCredentials>([
    { privateKey: 'twelve invented words' },
    { privateKey: `0x${'0'.repeat(64)}` },
    { apiKey: owner.address },
    { apiKey: '' },
  ])('is not in %j', (credentials) => {
    expect(() => publicKeyOf({ walletAddress: owner.address, ...credentials }, ccxt)).toThrow();
  });

  it.each<[address: string, expected: boolean]>([
    [owner.address, true],
    [owner.address.toUpperCase(), true],
    ['dydx186m5q93km7m2yka7yddz0thtushmj2m5vz3xtp', false],
    ['', false],
    ['dydx1', false],
  ])('owns %s: %s', (address, expected) => {
    expect(ownsAddress(owner.publicKey, address)).toBe(expected);
  });
});

describe('whether a key is accepted', () => {
  const accepted = async (credentials: OpenCredentials, list: unknown) => {
    const path = authenticators.path.replace('{address}', owner.address);
    const answers = [{ method: 'GET', path, body: { account_authenticators: list } }];
    const given = { walletAddress: owner.address, ...credentials };
    const client = fakeClient(dydx, answers, owner.address, given, ccxt);
    const { keys, error } = await collectAccount(dydx, client, identify('dydx', owner.address), 'account');
    const [key] = keys;
    return [key && told(key.accepted), key && told(key.kind), error?.kind ?? null];
  };

  it.each<[string, OpenCredentials, unknown, unknown[]]>([
    ["the owner's", { privateKey: owner.privateKey }, [], [true, 'master-key', null]],
    [
      "the owner's, whatever the list is",
      { privateKey: owner.privateKey },
      null,
      [true, 'master-key', 'unexpected-response'],
    ],
    ["an authenticator's", { apiKey: mine }, [signature(theirs), signature(mine)], [true, 'agent', null]],
    ["nobody's", { apiKey: mine }, [signature(theirs)], [false, 'refused', 'invalid-credentials']],
    [
      'perhaps one of an entry that cannot be read',
      { apiKey: mine },
      [null],
      [malformed, malformed, 'unexpected-response'],
    ],
    [
      'not one of an entry that another must sign',
      { apiKey: mine },
      [all(signature(theirs), null)],
      [false, 'refused', 'invalid-credentials'],
    ],
    ['not given', {}, [signature(theirs)], ['not-exposed', 'not-exposed', null]],
  ])('%s', async (_, credentials, list, expected) => {
    expect(await accepted(credentials, list)).toEqual(expected);
  });

  it("is known of the owner's although the node is down", async () => {
    const given = { walletAddress: owner.address, privateKey: owner.privateKey };
    const client = fakeClient(dydx, [], owner.address, given, ccxt);
    const { keys, status } = await collectAccount(dydx, client, identify('dydx', owner.address), 'account');
    expect(status).toBe('partial');
    expect(keys[0]?.kind).toMatchObject({ value: 'master-key' });
  });
});

it.each([
  ['a private key', 'ab'.repeat(32)],
  ['a path', '../../cosmos/tx/v1beta1/txs'],
  ['an address of another chain', 'cosmos17j6hh4xhww0klpw0lmzclert86qm6q6ey33tlr'],
  ['an address with a letter too few', owner.address.slice(0, -1)],
  ['words', 'twelve invented words'],
  ['nothing', ''],
])('%s in place of the address is not sent', async (_, walletAddress) => {
  const asked: string[] = [];
  const client = {
    ...fakeClient(dydx, [], walletAddress, { walletAddress, apiKey: mine }, ccxt),
    read: async ({ path }: { readonly path: string }) => asked.push(path),
  };
  const { error } = await collectAccount(dydx, client, identify('dydx', walletAddress), 'account');
  expect(error).toMatchObject({
    kind: 'invalid-credentials',
    message: expect.stringContaining('nothing was asked'),
  });
  expect(asked).toEqual([]);
});

describe('error codes', () => {
  it.each<[code: number, kind: string]>([
    [3, 'invalid-credentials'],
    [4, 'unreachable'],
    [5, 'unexpected-response'],
    [8, 'rate-limited'],
    [12, 'unexpected-response'],
    [13, 'unreachable'],
    [14, 'unreachable'],
    [2, 'unexpected-response'],
  ])('%s is %s', (code, kind) => {
    const word = dydx.failureCode({ code, message: '', details: [] });
    expect(describeFailure(dydx, { code: word, status: 400, ccxtClasses: [] }, null).kind).toBe(kind);
  });

  it.each<[unknown, string | undefined]>([
    [{ account_authenticators: [] }, undefined],
    [{ code: 0 }, undefined],
    [{ result: { code: 7 } }, '7'],
    [{ code: 'an address' }, 'of unknown form'],
    [null, undefined],
  ])('of %j', (body, code) => {
    expect(dydx.failureCode(body)).toBe(code);
  });
});
