import { expect, it } from 'vitest';
import { commandsIn } from '../../test/helpers/workflow-commands.ts';
import { withoutCommands } from './workflow-log.ts';

it.each([
  ['::error::x', '\\:error::x'],
  ['::error title=a b,file=c::x', '\\:error title=a b,file=c::x'],
  ['  \t\u00a0::add-mask::x', '  \t\u00a0\\:add-mask::x'],
  ['fine\n::stop-commands::t\nfine', 'fine\n\\:stop-commands::t\nfine'],
  ['::AbC_9::', '\\:AbC_9::'],
  ['label ##[error]x ##[add-mask]y', 'label \\#[error]x \\#[add-mask]y'],
  ['###[error]x', '#\\#[error]x'],
])('makes text of %j', (text, harmless) => {
  expect(commandsIn(text)).not.toEqual([]);
  expect(withoutCommands(text)).toBe(harmless);
  expect(commandsIn(harmless)).toEqual([]);
});

it.each([
  'a word ::error::x',
  '::1',
  '::ffff:203.0.113.7',
  '::1, 2001:db8::1',
  '2001:db8::/32, ::1/128',
  '## [error]',
  'https://example.org',
])('leaves %j as it is', (text) => {
  expect(withoutCommands(text)).toBe(text);
  expect(commandsIn(text)).toEqual([]);
});
