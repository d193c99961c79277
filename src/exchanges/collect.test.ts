import { describe, expect, it } from 'vitest';
import { keyFacts, malformed, no, yes } from '../../test/helpers/facts.ts';
import type { Depth } from '../model/account.ts';
import { AccountError } from '../model/account-error.ts';
import type { Collected, ExchangeAdapter, ExchangeClient, Told } from './adapter.ts';
import { collectAccount } from './collect.ts';

const identity = { fingerprint: `sha256:${'ab'.repeat(32)}`, masked: 'abcd…wxyz' };

/** What is made of an adapter's answer, of which nothing else matters. */
async function collected(answer: Partial<Collected>, siblings: Told = 'yes', depth: Depth = 'account') {
  const adapter = {
    name: 'Binance',
    tells: { siblings, safety: 'no' },
    collect: async () => ({ calling: keyFacts(), others: [], refused: [], ...answer }),
  };
  // Neither is asked for anything else.
  return await collectAccount(adapter as unknown as ExchangeAdapter, {} as ExchangeClient, identity, depth);
}

describe('the site that accepts a key', () => {
  it.each<[string, Collected['accepted'], object]>([
    ['is the one that answered', undefined, { known: true, value: 'live' }],
    ['is the one that accepts it', yes, { known: true, value: 'live' }],
    ['is unknown where none does', no, { known: false, reason: 'refused' }],
    ['is unknown where nobody said', malformed, malformed],
  ])('%s', async (_, accepted, environment) => {
    const { keys } = await collected(accepted === undefined ? {} : { accepted });
    expect(keys[0]?.environment).toMatchObject(environment);
  });
});

describe('whether every key of the account is there', () => {
  const refused = [new AccountError('permission-refused', 'The list was refused.')];
  it.each<[string, Partial<Collected>, Told, Depth, object]>([
    ['an exchange that lists them', {}, 'yes', 'account', yes],
    ['and those of sub-accounts', {}, 'yes', 'sub-accounts', yes],
    ['an exchange that lists none', {}, 'no', 'account', { known: false, reason: 'not-exposed' }],
    ['one that lists them at times', {}, 'partly', 'account', { known: false, reason: 'not-exposed' }],
    ['nobody asked', {}, 'yes', 'key', { known: false, reason: 'refused' }],
    ['a list that was refused', { refused }, 'yes', 'account', { known: false, reason: 'refused' }],
  ])('%s', async (_, answer, siblings, depth, listed) => {
    expect((await collected(answer, siblings, depth)).keysListed).toMatchObject(listed);
  });

  it('is unknown where the account failed', async () => {
    const collect = async () => Promise.reject(refused[0]);
    const adapter = { name: 'Binance', tells: { siblings: 'yes' }, collect } as unknown as ExchangeAdapter;
    const { keysListed } = await collectAccount(adapter, {} as ExchangeClient, identity, 'account');
    expect(keysListed.known).toBe(false);
  });
});
