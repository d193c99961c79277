import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installMissing } from '../../../test/helpers/debian.ts';
import { folder } from '../../../test/helpers/process.ts';
import type { Reader } from '../../model/key-file.ts';
import { accessOf, aclAllowsRead, type Guard, readersByMode } from './access.ts';

const me = 1000;
const other = 1001;
const mine = (mode: number): Guard => ({ mode, uid: me });
const roots = (mode: number): Guard => ({ mode, uid: 0 });
const theirs = (mode: number): Guard => ({ mode, uid: other });
const above = [roots(0o755)];

describe('readersByMode', () => {
  it.each<[string, Guard, readonly Guard[], Reader[], boolean?]>([
    ['nobody else', mine(0o600), above, []],
    ['what others may only write', mine(0o622), above, []],
    ['a group', mine(0o640), above, ['group']],
    ['everybody', mine(0o644), above, ['everybody']],
    ['everybody but the group', mine(0o604), above, ['everybody']],
    ['another user', theirs(0o600), above, ['owner']],
    ['root, who reads everything', roots(0o600), above, []],
    ['the group through which a service reads', roots(0o640), above, ['group']],
    ['another user who took the right from himself', theirs(0o040), above, ['group']],
    ['everybody, in a closed home', mine(0o644), [mine(0o700), ...above], ['everybody'], true],
    ['everybody, in a closed folder of root’s', mine(0o644), [roots(0o700)], ['everybody'], true],
    ['a group, in a closed home', mine(0o640), [mine(0o700), ...above], ['group'], true],
    ['everybody, in a home that a group may pass', mine(0o644), [mine(0o750), ...above], ['group']],
    ['everybody, in a folder that can be passed, not listed', mine(0o644), [mine(0o711)], ['everybody']],
    [
      'everybody, in a folder that can be listed, not passed',
      mine(0o644),
      [mine(0o744)],
      ['everybody'],
      true,
    ],
    // Bob can pass his own folder.
    ['root’s file in another’s home', roots(0o644), [theirs(0o700), ...above], ['group']],
    ['closed, in a closed home', mine(0o600), [mine(0o700)], []],
  ])('%s', (_, file, folders, readers, isFolderClosed = false) =>
    expect(readersByMode(file, folders, me)).toEqual({ readers, isFolderClosed }),
  );

  it('knows no stranger where root asks', () => {
    expect(readersByMode(mine(0o600), above, 0).readers).toEqual([]);
  });
});

/** https://support.apple.com and chmod(1) of macOS show listings of this form. */
it.each([
  ['no list', '-rw-------  1 me  staff  12 Nov 26 10:00 /k\n', false],
  ['a reader', '-rw-------+ 1 me  staff  12 Nov 26 10:00 /k\n 0: user:bob allow read\n', true],
  ['a reader among others', '-rw-------@ 1 me staff 1 d /k\n 0: group:x allow write,read,append\n', true],
  ['one that may not', '-rw-------+ 1 me  staff  12 d /k\n 0: group:everyone deny read\n', false],
  ['one that may only see attributes', '-rw-------+ 1 me staff 1 d /k\n 0: user:b allow readattr\n', false],
  ['a file named like one', '-rw-------  1 me  staff  12 d / 0: user:bob allow read\n', false],
])('macOS: %s', (_, listing, reads) => expect(aclAllowsRead(listing)).toBe(reads));

it('Windows is not looked at', async () => {
  const { readableBy } = await accessOf('C:\\key', { platform: 'win32', uid: undefined });
  expect(readableBy).toMatchObject({ known: false, detail: expect.stringContaining('icacls') });
});

describe.runIf(process.platform === 'linux')('a real file', () => {
  const viewer = { platform: process.platform, uid: process.getuid?.() };

  function fileIn(mode: number, folderMode: number): string {
    // mkdtemp makes folders that are closed to others.
    const path = join(folder(), 'inner', 'key');
    mkdirSync(dirname(path));
    writeFileSync(path, 'invented');
    chmodSync(path, mode);
    chmodSync(dirname(path), folderMode);
    chmodSync(dirname(dirname(path)), 0o755);
    return path;
  }

  it.each<[number, number, Reader[], boolean]>([
    [0o600, 0o755, [], false],
    [0o644, 0o755, ['everybody'], false],
    [0o640, 0o755, ['group'], false],
    [0o644, 0o700, ['everybody'], true],
    [0o644, 0o710, ['group'], false],
  ])('%o in a folder %o', async (mode, folderMode, readers, isClosed) => {
    expect(await accessOf(fileIn(mode, folderMode), viewer)).toEqual({
      readableBy: { known: true, value: readers },
      isFolderClosed: { known: true, value: isClosed },
    });
  });

  it.runIf(installMissing(['setfacl'], ['acl']) === null)(
    'an ACL that lets one user read shows in the mode',
    async () => {
      const path = fileIn(0o600, 0o755);
      execFileSync('setfacl', ['-m', 'u:65534:r', path]);
      expect((await accessOf(path, viewer)).readableBy).toEqual({ known: true, value: ['group'] });
    },
  );

  it.runIf(installMissing(['setfacl'], ['acl']) === null)(
    'an ACL that lets one user pass opens a closed folder',
    async () => {
      const path = fileIn(0o644, 0o700);
      execFileSync('setfacl', ['-m', 'u:65534:x', dirname(path)]);
      const { readableBy, isFolderClosed } = await accessOf(path, viewer);
      expect([readableBy, isFolderClosed]).toEqual([
        { known: true, value: ['group'] },
        { known: true, value: false },
      ]);
    },
  );

  it.runIf(process.getuid?.() === 0)('another user’s', async () => {
    const path = fileIn(0o600, 0o755);
    chownSync(path, other, other);
    const access = await accessOf(path, { ...viewer, uid: me });
    expect(access.readableBy).toEqual({ known: true, value: ['owner'] });
  });

  it('that is gone is unknown, with the reason', async () => {
    const { readableBy } = await accessOf(join(folder(), 'none'), viewer);
    expect(readableBy).toMatchObject({ known: false, detail: 'there is no such file' });
  });
});
