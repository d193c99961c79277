import { expect, it } from 'vitest';
import { finding } from '../../test/helpers/report.ts';
import { printOf } from './finding-prints.ts';

// An account that is added, and comes first, must not make a new alert of an old one.
it('is the same for a file, whichever account tells of it', () => {
  const [one, other] = ['main', 'grid-bot'].map((account) =>
    printOf(finding({ account, key: null, file: 'keys.json' })),
  );
  expect(one).toBe(other);
});

it('is another for each account that has the key', () => {
  const [one, other] = ['main', 'grid-bot'].map((account) => printOf(finding({ account })));
  expect(one).not.toBe(other);
});
