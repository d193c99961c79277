import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { Secret } from './secret.ts';

const secret = new Secret('CANARY');

it.each<[string, () => string]>([
  ['a template', () => `${secret}`],
  ['a tagged sum', () => ['it is ', secret].join('')],
  ['String', () => String(secret)],
  ['JSON', () => JSON.stringify({ secret, list: [secret] })],
  ['inspect', () => inspect({ secret }, { depth: 9, showHidden: true, getters: true })],
  ['an error', () => String(new Error(`bad ${secret}`, { cause: secret }))],
  ['an inspected error', () => inspect(new Error('bad', { cause: { secret } }))],
  ['its properties', () => JSON.stringify([Object.entries(secret), Reflect.ownKeys(secret).map(String)])],
  ['a spread', () => JSON.stringify({ ...secret })],
])('%s does not show it', (_, show) => {
  expect(show()).not.toContain('CANARY');
});

it('is blotted out of texts that others wrote', () => {
  expect(secret.redactFrom('key CANARY, again CANARY.')).toBe('key [redacted], again [redacted].');
});

it('leaves texts alone that hold nothing of it, and is not led by a secret of a letter or two', () => {
  expect(secret.redactFrom('nothing here')).toBe('nothing here');
  expect(new Secret('').redactFrom('abc')).toBe('abc');
  expect(new Secret('a').redactFrom('abc')).toBe('abc');
});
