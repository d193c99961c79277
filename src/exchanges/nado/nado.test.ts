import { describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import type { OpenCredentials } from '../adapter.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { nado } from './index.ts';
import { readLinkedSigner } from './normalize.ts';

const wallet = `0x${'a'.repeat(40)}`;
const signer = `0x${'b'.repeat(40)}`;
const zero = `0x${'0'.repeat(40)}`;
const linked = (address: unknown) => ({ status: 'success', data: { linked_signer: address } });

it.each<[unknown, string | null]>([
  [linked(signer), signer],
  [linked(signer.toUpperCase().replace('X', 'x')), signer],
  [linked(zero), null],
])('%j links %s', (body, expected) => {
  expect(readLinkedSigner(body)).toEqual({ known: true, value: expected });
});

it.each([
  undefined,
  null,
  [],
  {},
  linked(null),
  linked(''),
  linked('0x'),
  linked(0),
  linked(`0x${'b'.repeat(64)}`),
  { data: { linked_signer: zero } },
  { status: 'success', linked_signer: zero },
])('%j tells nothing, and above all not that there is none', (body) => {
  expect(readLinkedSigner(body)).toMatchObject({ known: false, reason: 'malformed' });
});

describe('what is given', () => {
  it.each<[string, OpenCredentials]>([
    ['no address', { walletAddress: 'my wallet' }],
    ['a private key in place of the address', { walletAddress: `0x${'f'.repeat(64)}` }],
    ['a name that is too long', { walletAddress: wallet, accountId: 'thirteen-byte' }],
  ])('%s is not sent', async (_, credentials) => {
    const { error } = await collect(linked(zero), credentials);
    expect(error).toMatchObject({
      kind: 'invalid-credentials',
      message: expect.stringContaining('nothing was asked'),
    });
  });

  it('is refused where it can be no private key', () => {
    expect(() => nado.publicKeyOf?.({ privateKey: 'secret words' }, {})).toThrow();
  });
});

it('names the linked signer in the key it is', async () => {
  const { keys } = await collect(linked(signer), { walletAddress: wallet, privateKey: 'f'.repeat(64) });
  expect(keys.map(({ identity }) => identity)).toEqual([identify('nado', signer)]);
  expect(keys[0]?.accepted).toEqual({ known: true, value: true });
});

it('does not say that a key is accepted of which it knows the account alone', async () => {
  const { keys } = await collect(linked(signer), { walletAddress: wallet });
  expect(keys.map(({ kind }) => kind.known && kind.value)).toEqual([false, 'agent']);
  expect(keys[0]?.accepted.known).toBe(false);
});

describe("the wallet's own key", () => {
  const own = { walletAddress: signer, privateKey: 'f'.repeat(64) };

  it.each<[string, unknown, string]>([
    ['is barred', { status: 'failure', error_code: 1001 }, 'permission-refused'],
    ['is not served here', { status: 'failure', error_code: 1002 }, 'unreachable'],
    ['never deposited', { status: 'failure', error_code: 2024 }, 'invalid-credentials'],
    ['is refused for no known reason', { status: 'failure', error_code: 2038 }, 'unexpected-response'],
  ])('is known for what it is though it %s', async (_, body, kind) => {
    const { status, error, keys } = await collect(body, own);
    expect([status, error?.kind]).toEqual(['partial', kind]);
    expect(keys[0]).toMatchObject({ kind: { value: 'master-key' }, accepted: { known: false } });
  });

  it('is told apart from a key of which nothing can be known then', async () => {
    const body = { status: 'failure', error_code: 1002 };
    const { status, keys } = await collect(body, { ...own, walletAddress: wallet });
    expect(status).toBe('failed');
    expect(keys[0]?.kind.known).toBe(false);
  });
});

describe('error codes', () => {
  it.each<[number | string, string]>([
    [1000, 'rate-limited'],
    ['1015', 'rate-limited'],
    [1001, 'permission-refused'],
    [1002, 'unreachable'],
    [1003, 'unreachable'],
    [1004, 'unreachable'],
    [2068, 'unreachable'],
    [2024, 'invalid-credentials'],
    [2038, 'unexpected-response'],
  ])('%s is %s', (error_code, kind) => {
    const code = nado.failureCode({ status: 'failure', error: 'x', error_code });
    expect(describeFailure(nado, { code, status: 200, ccxtClasses: [] }, null)).toMatchObject({ kind });
  });

  it('are told of a failure without one', () => {
    expect(nado.failureCode({ status: 'failure' })).toBe('of unknown form');
    expect(nado.failureCode(linked(zero))).toBeUndefined();
  });
});

async function collect(body: unknown, credentials: OpenCredentials) {
  const answers = [{ method: 'GET', path: '/v1/query', body }];
  const ccxt = { ethGetAddressFromPrivateKey: () => signer };
  const client = fakeClient(nado, answers, wallet, credentials, ccxt);
  return await collectAccount(nado, client, identify('nado', wallet), 'account');
}
