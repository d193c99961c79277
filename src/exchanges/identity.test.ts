import { describe, expect, it } from 'vitest';
import { isShownAs } from './identity.ts';

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
