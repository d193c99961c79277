import { describe, expect, it } from 'vitest';
import { deniesOnlyIfAllKnown, readWordList, readWords, type Vocabulary } from './permission-words.ts';

const vocabulary: Vocabulary = new Map([
  ['read_only', ['read']],
  ['trade', ['trade', 'transfer']],
]);

describe('a list of words', () => {
  it.each([
    ['holds what it names', 'read_only,trade', { read: true, trade: true, transfer: true, withdraw: false }],
    ['whatever case and spaces', ' TRADE , Read_Only', { read: true, trade: true, withdraw: false }],
    ['lacks what it does not name', 'read_only', { read: true, trade: false, transfer: false }],
    ['says no more and no less with a new word in it', 'trade,vote', { read: false, trade: true }],
    ['tells nothing with new words only', 'vote,stake', { read: 'unrecognized', withdraw: 'unrecognized' }],
    ['tells nothing when empty', '', { read: 'malformed', withdraw: 'malformed' }],
    ['tells nothing with commas only', ' , ,', { read: 'malformed', withdraw: 'malformed' }],
    ['tells nothing when missing', undefined, { read: 'malformed', withdraw: 'malformed' }],
    ['tells nothing when null', null, { withdraw: 'malformed' }],
    ['tells nothing as a list', ['read_only'], { withdraw: 'malformed' }],
    ['knows no words of JavaScript', 'constructor,__proto__,toString', { withdraw: 'unrecognized' }],
  ] as const)('%s', (_, value, expected) => {
    const { held } = readWords(value, 'perm', vocabulary);
    for (const [scope, answer] of Object.entries(expected)) {
      const fact = held(scope as keyof typeof expected);
      expect(fact.known ? fact.value : fact.reason, scope).toBe(answer);
    }
  });

  it('keeps every word, in the spelling of the exchange, once for each thing it allows', () => {
    expect(readWords('Trade,vote,Trade', 'perm', vocabulary).grants).toEqual({
      known: true,
      value: [
        { name: 'Trade', scope: 'trade' },
        { name: 'Trade', scope: 'transfer' },
        { name: 'vote', scope: 'unrecognized' },
      ],
    });
  });

  it('keeps new words where there are no others', () => {
    expect(readWords('vote', 'perm', vocabulary).grants).toMatchObject({
      value: [{ name: 'vote', scope: 'unrecognized' }],
    });
  });
});

describe('a list of texts', () => {
  it.each([
    [
      'holds what it names',
      ['read_only', 'TRADE'],
      { read: true, trade: true, transfer: true, withdraw: false },
    ],
    ['says no more and no less with a new word in it', ['trade', 'vote'], { read: false, trade: true }],
    ['tells nothing with new words only', ['vote'], { read: 'unrecognized', withdraw: 'unrecognized' }],
    ['denies nothing with an entry that is no text', ['trade', 7], { trade: true, withdraw: 'malformed' }],
    ['denies nothing with an empty text in it', ['trade', ''], { trade: true, withdraw: 'malformed' }],
    ['denies nothing with a blank in it', ['trade', ' '], { trade: true, withdraw: 'malformed' }],
    ['tells nothing when empty', [], { read: 'malformed', withdraw: 'malformed' }],
    ['tells nothing with an empty text', [''], { read: 'malformed', withdraw: 'malformed' }],
    ['tells nothing when missing', undefined, { withdraw: 'malformed' }],
    ['tells nothing as a text', 'read_only', { withdraw: 'malformed' }],
    ['knows no words of JavaScript', ['constructor', '__proto__'], { withdraw: 'unrecognized' }],
  ] as const)('%s', (_, value, expected) => {
    const { held } = readWordList(value, 'perms', vocabulary);
    for (const [scope, answer] of Object.entries(expected)) {
      const fact = held(scope as keyof typeof expected);
      expect(fact.known ? fact.value : fact.reason, scope).toBe(answer);
    }
  });

  it('looks up what of an entry is the word, and keeps the entry', () => {
    const lastPart = (entry: string) => entry.split('/').at(-1) ?? entry;
    expect(
      readWordList(['/me/Trade', '/me/Trade', '/me/vote'], 'perms', vocabulary, lastPart).grants,
    ).toEqual({
      known: true,
      value: [
        { name: '/me/Trade', scope: 'trade' },
        { name: '/me/Trade', scope: 'transfer' },
        { name: '/me/vote', scope: 'unrecognized' },
      ],
    });
  });
});

describe('a list beside whose new words nothing is denied', () => {
  it.each([
    ['without one', 'read_only', { read: true, trade: false }],
    ['with one', 'read_only,vote', { read: true, trade: 'unrecognized' }],
    ['with new ones only', 'vote', { read: 'unrecognized', trade: 'unrecognized' }],
    ['that is missing', undefined, { read: 'malformed', trade: 'malformed' }],
  ] as const)('%s', (_, value, expected) => {
    const { held } = deniesOnlyIfAllKnown(readWords(value, 'perm', vocabulary), 'perm');
    for (const scope of ['read', 'trade'] as const) {
      const fact = held(scope);
      expect(fact.known ? fact.value : fact.reason, scope).toBe(expected[scope]);
    }
  });
});
