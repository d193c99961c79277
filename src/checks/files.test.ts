import { describe, expect, it } from 'vitest';
import { malformed, yes } from '../../test/helpers/facts.ts';
import { judgeFacts } from '../../test/helpers/judge.ts';
import { keyFile } from '../../test/helpers/key-file.ts';
import { known, unknown } from '../model/fact.ts';
import type { KeyFile, Protection, Reader, RepositoryState } from '../model/key-file.ts';
import { factsOfFile } from '../model/subject-facts.ts';

type Row = readonly [name: string, file: Partial<KeyFile>, word: string];

const judgeFile = (id: string, file: Partial<KeyFile>) =>
  judgeFacts(id, factsOfFile(keyFile(file), ['grid-bot']));
const noGit = unknown('refused', 'git is not installed');
const guarded = (protection: Protection) => ({ protection: known(protection) });

describe('readable-by-others', () => {
  const by = (...readers: Reader[]) => ({ readableBy: known(readers) });
  it.each<Row>([
    ['nobody', {}, 'pass'],
    ['everybody', by('everybody'), 'high'],
    ['its owner, who is another user', by('owner'), 'high'],
    ['a group', by('group'), 'medium'],
    ['a group, and its owner', by('group', 'owner'), 'high'],
    ['everybody, but for a closed folder', { ...by('everybody'), isFolderClosed: yes }, 'low'],
    ['a group, but for a closed folder', { ...by('group'), isFolderClosed: yes }, 'low'],
    ['everybody in a container', { ...by('everybody'), isMounted: true }, 'low'],
    ['everybody, a password guards it', { ...by('everybody'), ...guarded('password') }, 'medium'],
    ['everybody, and what guards it is public', { ...by('everybody'), ...guarded('weak') }, 'high'],
    ['everybody, encrypted', { ...by('everybody'), ...guarded('encrypted') }, 'pass'],
    ['everybody, what guards it is unknown', { ...by('everybody'), protection: malformed }, 'high'],
    ['everybody, the folder is unknown', { ...by('everybody'), isFolderClosed: malformed }, 'high'],
    ['unknown', { readableBy: malformed }, 'unverifiable'],
    ['unknown, but encrypted', { readableBy: malformed, ...guarded('encrypted') }, 'pass'],
  ])('%s', (_, file, word) => expect(judgeFile('readable-by-others', file)).toBe(word));
});

describe('secret-in-repository', () => {
  const is = (state: RepositoryState) => ({ repository: known(state) });
  it.each<Row>([
    ['in no work tree', {}, 'pass'],
    ['ignored', is('ignored'), 'pass'],
    ['tracked', is('tracked'), 'critical'],
    ['staged', is('staged'), 'high'],
    ['in an old commit', is('in-history'), 'medium'],
    ['not ignored', is('not-ignored'), 'medium'],
    ['tracked, a password guards it', { ...is('tracked'), ...guarded('password') }, 'high'],
    ['staged, a password guards it', { ...is('staged'), ...guarded('password') }, 'medium'],
    ['not ignored, a password guards it', { ...is('not-ignored'), ...guarded('password') }, 'low'],
    ['tracked, and what guards it is public', { ...is('tracked'), ...guarded('weak') }, 'critical'],
    ['tracked, encrypted', { ...is('tracked'), ...guarded('encrypted') }, 'pass'],
    ['tracked, what guards it is unknown', { ...is('tracked'), protection: malformed }, 'critical'],
    ['unknown', { repository: noGit }, 'unverifiable'],
    ['unknown, but encrypted', { repository: noGit, ...guarded('encrypted') }, 'pass'],
  ])('%s', (_, file, word) => expect(judgeFile('secret-in-repository', file)).toBe(word));
});

describe('weak-encryption', () => {
  it.each<Row>([
    ['plain, which is told of where it matters', {}, 'pass'],
    ['a constant', guarded('weak'), 'medium'],
    ['a password', guarded('password'), 'pass'],
    ['encrypted', guarded('encrypted'), 'pass'],
    ['unknown', { protection: malformed }, 'unverifiable'],
  ])('%s', (_, file, word) => expect(judgeFile('weak-encryption', file)).toBe(word));
});

describe('plaintext-secret', () => {
  it.each<Row>([
    ['of a bot, or without a keychain', {}, 'pass'],
    ['where the keychain would do', { isMovable: true }, 'info'],
    ['encrypted', { isMovable: true, ...guarded('encrypted') }, 'pass'],
    ['unknown, where the keychain would do', { isMovable: true, protection: malformed }, 'unverifiable'],
    ['unknown, of a bot', { protection: malformed }, 'pass'],
  ])('%s', (_, file, word) => expect(judgeFile('plaintext-secret', file)).toBe(word));
});
