import { expect, it } from 'vitest';
import type { FoundAccount } from '../credentials/environment.ts';
import { writable } from './drafts.ts';

const found = (name: string, exchange = 'binance'): FoundAccount => ({
  ...{ name, exchange },
  source: { kind: 'keychain', entry: name },
});

it('leaves out what a configuration cannot name, and says so without letting it break out of a comment', () => {
  const { kept, leftOut } = writable([
    found('spot bot'),
    found('elsewhere', 'nowhere'),
    found('two\nlines'),
    found(' space'),
  ]);
  expect(kept.map(({ name }) => name)).toEqual(['spot bot']);
  expect(leftOut).toEqual([
    'Left out "elsewhere": keyaudit does not know its exchange.',
    'Left out "two\\nlines": its name holds a line break or another control character.',
    'Left out " space": its name begins or ends with a space.',
  ]);
});
