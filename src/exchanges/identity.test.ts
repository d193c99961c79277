import { describe, expect, it } from 'vitest';
import { identify, identifyShown, isShownAs } from './identity.ts';

describe('an API key', () => {
  const apiKey = 'c5dcfbf1f3a7invented0001';
  it.each<[string, boolean]>([
    [apiKey, true],
    [`${apiKey}0`, false],
    ['c5dcfbf1f3a7invented000', false],
    ['', false],
    ['c5dcfbf1f3a7*****', true],
    ['c5dcfbf1f3a8*****', false],
    ['c5d*****001', true],
    ['c5d*****002', false],
    ['****************0001', true],
    ['*****', false],
    ['c5d*', false],
    [`${apiKey}*`, false],
    ['c5dcfb**1f3a7**0001', false],
    ['C5DCFBF1F3A7*****', false],
  ])('shown as %j: %s', (shown, expected) => {
    expect(isShownAs(apiKey, shown)).toBe(expected);
  });

  it('that there is none of is never shown', () => {
    expect(isShownAs('', '')).toBe(false);
  });
});

describe('a key that is shown in part', () => {
  const client = { identify: (apiKey: string) => identify('gate', apiKey) };
  it.each([
    ['c5dcfbf1f3a7*****', 'c5dc…'],
    ['c5dcfbf1f3a7invented*001', 'c5dc…001'],
    ['************invented0001', '…0001'],
    ['c5****01', 'c5…01'],
    ['******', '…'],
  ])('%s is shown as %s, no more of it than of a whole one', (shown, masked) => {
    expect(identifyShown(client, shown, []).masked).toBe(masked);
  });

  it('is told apart by what else is known of it', () => {
    const print = (facts: readonly unknown[]) => identifyShown(client, 'c5*', facts).fingerprint;
    expect(print(['desk', 1])).toBe(print(['desk', 1]));
    expect(print(['desk', 1])).not.toBe(print(['desk', 2]));
  });

  it('is named like any other where it is shown whole', () => {
    expect(identifyShown(client, 'c5dcfbf1f3a7invented0001', ['desk'])).toEqual(
      client.identify('c5dcfbf1f3a7invented0001'),
    );
  });
});
