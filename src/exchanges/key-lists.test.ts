import { describe, expect, it } from 'vitest';
import { known, unknown } from '../model/fact.ts';
import { type KeyDescription, unknownDescription } from '../model/key-facts.ts';
import type { ExchangeClient } from './adapter.ts';
import { describeOthers, describeOwn, sortKeys } from './key-lists.ts';
import { type Body, flag, label } from './readers.ts';

const client = {
  isCalling: (apiKey: string) => apiKey === 'mine',
  identify: (apiKey: string) => ({ fingerprint: apiKey, masked: '…' }),
} as Partial<ExchangeClient> as ExchangeClient;

const untold = unknownDescription(unknown('not-exposed', 'not told'));

function describeRow(row: Body): KeyDescription {
  return {
    ...untold,
    label: label(row.name, 'name'),
    permissions: { ...untold.permissions, withdraw: flag(row.withdraw, 'withdraw') },
  };
}
const own = (...rows: unknown[]) => describeOwn(sortKeys(client, rows, 'id'), describeRow);
const others = (...rows: unknown[]) =>
  describeOthers(client, 'Example', sortKeys(client, rows, 'id'), (row) => ({
    ...describeRow(row),
    relation: 'sibling',
  }));

describe('the key that asks', () => {
  it('is found wherever it stands, and is switched on', () => {
    const key = own({ id: 'other', withdraw: true }, { id: 'mine', withdraw: false });
    expect([key.permissions.withdraw, key.enabled]).toEqual([known(false), known(true)]);
  });

  it.each([
    ['an empty list', []],
    ["another's", [{ id: 'other', withdraw: false }]],
    ['one without a name', [{ withdraw: false }, null, 'mine', ['mine'], { id: ['mine'] }, { id: '' }]],
  ])('is never taken for another: %s', (_, rows) => {
    expect(own(...rows).permissions.withdraw).toMatchObject({ known: false, reason: 'malformed' });
  });

  it('that is there twice keeps what both rows say', () => {
    const key = own({ id: 'mine', name: 'a', withdraw: false }, { id: 'mine', name: 'a', withdraw: true });
    expect(key.label).toEqual(known('a'));
    expect(key.permissions.withdraw).toMatchObject({ known: false, reason: 'malformed' });
  });
});

describe('the other keys', () => {
  it('are told once each, and never as the one that asks', () => {
    const told = others({ id: 'a' }, { id: 'mine' }, { id: 'b' }, { id: 'a' }).others;
    expect(told.map(({ identity }) => identity.fingerprint)).toEqual(['a', 'b']);
  });

  it('that have no name are told of, without what is in their rows', () => {
    const { refused } = others({ id: 7, name: 'INVENTED' }, { id: 'a' });
    expect(refused.map(({ kind, message }) => [kind, message.includes('INVENTED')])).toEqual([
      ['unexpected-response', false],
    ]);
  });
});
