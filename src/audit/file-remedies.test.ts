import { describe, expect, it } from 'vitest';
import { keyFile } from '../../test/helpers/key-file.ts';
import { known, unknown } from '../model/fact.ts';
import type { KeyFile } from '../model/key-file.ts';
import { fileRemedyIds } from '../model/remedy.ts';
import { fileRemedies } from './file-remedies.ts';

const kraken = { id: 'kraken', name: 'Kraken' };
const remedies = (file: Partial<KeyFile>, users = ['grid-bot']) => fileRemedies(keyFile(file), users, kraken);
const commands = (file: Partial<KeyFile>, id: (typeof fileRemedyIds)[number]) =>
  remedies(file)[id].steps.flatMap((step) => [...step.matchAll(/`([^`]+)`/g)].map(([, text]) => text));

describe('a file that others can read', () => {
  it('is closed by one command', () => {
    expect(commands({ readableBy: known(['everybody']) }, 'close-file')).toEqual(['chmod 600 bot/keys.json']);
  });

  it('is made the user’s own first, where it is somebody else’s', () => {
    expect(commands({ readableBy: known(['owner']), path: 'my keys' }, 'close-file')).toEqual([
      `sudo chown "$(id -un)" 'my keys'`,
      "chmod 600 'my keys'",
    ]);
  });

  it('is for the container’s configuration, where a container lays it there', () => {
    expect(commands({ isMounted: true }, 'close-file')).toContain('defaultMode: 0400');
    expect(commands({ isMounted: true }, 'close-file').join()).not.toContain('chmod');
  });
});

describe('a file in a repository', () => {
  it.each<[string, Partial<KeyFile>, string[]]>([
    ['staged', {}, ['git -C bot rm --cached -- keys.json', '/keys.json']],
    ['staged', { path: 'keys.json' }, ['git rm --cached -- keys.json', '/keys.json']],
    ['staged', { path: '-keys' }, ['git rm --cached -- -keys', '/-keys']],
    ['staged', { path: "~/my bot/it's" }, ["git -C ~/'my bot' rm --cached -- 'it'\\''s'", "/it's"]],
    ['staged', { path: '~/keys' }, ['git -C ~ rm --cached -- keys', '/keys']],
    ['staged', { path: '/keys' }, ['git -C / rm --cached -- keys', '/keys']],
    ['tracked', {}, ['git -C bot rm --cached -- keys.json', '/keys.json']],
    ['in-history', {}, ['/keys.json']],
    ['not-ignored', {}, ['/keys.json']],
    ['not-ignored', { path: 'a\nb' }, []],
  ])('%s %j', (state, file, expected) => {
    const repository = known(state as 'tracked');
    expect(commands({ ...file, repository }, 'take-out-of-repository')).toEqual(expected);
  });

  it('has the key replaced first, where a commit has it, and says who never asks for that', () => {
    const { summary, steps } = remedies({ repository: known('tracked') })['take-out-of-repository'];
    expect(summary).toMatch(/^Replace the key/);
    expect(steps[0]).toMatch(/^Type the address of Kraken .* for grid-bot;/);
    expect(steps[1]).toMatch(/^Nobody from Kraken ever asks/);
  });

  it('names the keys that lie in it, but not a hundred', () => {
    const users = Array.from({ length: 100 }, (_, at) => `bot-${at}`);
    const [step] = remedies({ repository: known('tracked') }, users)['take-out-of-repository'].steps;
    expect(step).toContain('bot-4 and 95 more');
    expect(step).not.toContain('bot-5');
  });

  it.each(['staged', 'not-ignored'] as const)('does not have the key replaced where it is %s', (state) => {
    const { steps } = remedies({ repository: known(state) })['take-out-of-repository'];
    expect(steps.join()).not.toContain('new key');
  });

  it('says of a link that git has the file elsewhere', () => {
    const { steps } = remedies({ repository: known('staged'), isLink: true })['take-out-of-repository'];
    expect(steps[0]).toMatch(/^The path is a link/);
  });
});

it.each([
  [['grid-bot'], 'make a new key for grid-bot; give it to your program'],
  [['grid-bot', 'main'], 'make new keys for grid-bot, main; give them to your program'],
])('says of %j how many keys to make', (users, words) => {
  const { steps } = remedies({ repository: known('tracked') }, users)['take-out-of-repository'];
  expect(steps[0]).toContain(words);
});

it('has something to do for each remedy, whatever is unknown', () => {
  const why = unknown('refused', 'nobody looked');
  const all = remedies({ readableBy: why, repository: why, protection: why });
  for (const id of fileRemedyIds) {
    expect(all[id].summary).toMatch(/\.$/);
    expect(all[id].steps.length).toBeGreaterThan(0);
  }
});
