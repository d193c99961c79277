import { expect, it } from 'vitest';
import { takeDecrypted } from './decrypted.js';

it('takes a credential out of bytes, and overwrites them', () => {
  const bytes = Buffer.from('"invented" ');
  const tidy = (text: string) => text.replace(/["\s]/g, '');
  expect(takeDecrypted('secret', bytes, 'it', tidy).reveal()).toBe('invented');
  expect(bytes).toEqual(Buffer.alloc(11));
});

it.each([
  ['what is no text', Buffer.from([0xc3, 0x28])],
  ['what can be no key', Buffer.from('canary canary')],
  ['nothing', Buffer.alloc(0)],
])('refuses %s by its place, and overwrites it all the same', (_, bytes) => {
  expect(() => takeDecrypted('apiKey', bytes, 'the place')).toThrow(/^the place (?!.*canary)/);
  expect(bytes.every((byte) => byte === 0)).toBe(true);
});
