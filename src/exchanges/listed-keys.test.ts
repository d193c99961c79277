import { expect, it } from 'vitest';
import { known, unknown } from '../model/fact.ts';
import { unknownDescription } from '../model/key-facts.ts';
import { agreed, listKeys } from './listed-keys.ts';

const plain = unknownDescription(unknown('not-exposed', 'not told'));
const reads = { ...plain, permissions: { ...plain.permissions, read: known(true), withdraw: known(false) } };

it('puts the rows of a key together, and says where a row names none', () => {
  const { byName, hasNameless } = listKeys(
    [{ id: 'a', n: 1 }, { id: 'b' }, null, { id: 'a', n: 2 }],
    ({ id }) => (typeof id === 'string' ? id : undefined),
  );
  expect([...byName.keys()]).toEqual(['a', 'b']);
  expect(byName.get('a')).toHaveLength(2);
  expect(hasNameless).toBe(true);
});

it('keeps what all rows about a key say, and nothing that they contradict', () => {
  const withdraws = { ...reads, permissions: { ...reads.permissions, withdraw: known(true) } };
  const one = agreed([reads, withdraws, reads]);
  expect(one.permissions.read).toEqual(known(true));
  expect(one.permissions.withdraw).toMatchObject({ known: false, reason: 'malformed' });
  expect(one.label).toEqual(plain.label);
  expect(agreed([reads])).toEqual(reads);
});

it('knows nothing of a key without rows', () => {
  expect(agreed([]).enabled).toMatchObject({ known: false, reason: 'malformed' });
});
