import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../../../test/helpers/process.ts';
import { repository } from '../../../test/helpers/repository.ts';
import { repositoryOf } from './repository.ts';

/** The environment of a user without a configuration of git's. */
const bare = (more: Record<string, string> = {}) => ({
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  ...more,
});

/** The state, or why it is not known. */
async function stateOf(path: string, env: Record<string, string | undefined> = bare()) {
  const fact = await repositoryOf(path, env);
  return fact.known ? fact.value : fact.detail;
}

describe('what git knows of a file', () => {
  it('outside of any repository is nothing', async () => {
    expect(await stateOf(join(folder({ key: 'invented' }), 'key'))).toBe('none');
  });

  it('is not ignored in a new repository', async () => {
    expect(await stateOf(repository().write('key'))).toBe('not-ignored');
  });

  it('is ignored by .gitignore, by a folder, and by the user’s own list', async () => {
    const { write, path } = repository();
    write('.gitignore', 'key\n/secrets/\n');
    expect(await stateOf(write('key'))).toBe('ignored');
    expect(await stateOf(write('secrets/deep/other'))).toBe('ignored');
    const home = folder({ ignore: 'mine\n', '.gitconfig': `[core]\n\texcludesFile = ~/ignore\n` });
    expect(await stateOf(write('mine'), bare({ HOME: home }))).toBe('ignored');
    expect(await stateOf(join(path, 'mine'))).toBe('not-ignored');
  });

  it('is staged, then tracked, then in the history', async () => {
    const { write, git, commit } = repository();
    const key = write('sub/key');
    git('add', '.');
    expect(await stateOf(key)).toBe('staged');
    commit();
    expect(await stateOf(key)).toBe('tracked');
    git('rm', '--quiet', '--cached', 'sub/key');
    commit();
    write('.gitignore', 'key\n');
    expect(await stateOf(key)).toBe('in-history');
  });

  it('is tracked though it is ignored as well', async () => {
    const { write, git, commit } = repository();
    write('.gitignore', 'key\n');
    const key = write('key');
    git('add', '--force', 'key');
    commit();
    expect(await stateOf(key)).toBe('tracked');
  });

  it('is in the history of another branch, though a merge left no trace of it', async () => {
    const { write, git, commit } = repository();
    write('.gitignore', 'key\n');
    git('add', '.');
    commit();
    git('checkout', '--quiet', '-b', 'side');
    const key = write('key');
    git('add', '--force', 'key');
    commit();
    git('rm', '--quiet', '--cached', 'key');
    commit();
    git('checkout', '--quiet', '-');
    git('merge', '--quiet', '--no-ff', '--no-edit', 'side');
    git('branch', '--quiet', '-D', 'side');
    expect(await stateOf(key)).toBe('in-history');
  });

  it.each(['-key', ':(top)key', 'a*b', 'a b', 'a\nb', '*'])('is told of the very file %j', async (name) => {
    const { write, git, commit } = repository();
    const key = write(name);
    write('aXb');
    git('--literal-pathspecs', 'add', '--', name);
    commit();
    expect(await stateOf(key)).toBe('tracked');
    expect(await stateOf(write('aYb'))).toBe('not-ignored');
  });

  it('is told in a work tree of its own, and in a submodule', async () => {
    const main = repository();
    main.commit();
    const tree = join(folder(), 'tree');
    main.git('worktree', 'add', '--quiet', '--detach', tree);
    writeFileSync(join(tree, 'key'), 'invented');
    expect(await stateOf(join(tree, 'key'))).toBe('not-ignored');
    const sub = join(main.path, 'sub');
    mkdirSync(sub);
    const nested = repository(sub);
    const key = nested.write('key');
    nested.git('add', '.');
    nested.commit();
    expect(await stateOf(key)).toBe('tracked');
    expect(await stateOf(main.write('other'))).toBe('not-ignored');
  });

  it('is nothing inside of .git itself', async () => {
    expect(await stateOf(join(repository().path, '.git', 'config'))).toBe('none');
  });

  it('does not depend on variables that name another repository', async () => {
    const key = repository().write('key');
    const other = repository();
    const env = bare({
      GIT_DIR: join(other.path, '.git'),
      GIT_WORK_TREE: other.path,
      GIT_INDEX_FILE: '/none',
    });
    expect(await stateOf(key, env)).toBe('not-ignored');
  });
});

describe('a repository that wants something run', () => {
  it('has nothing run: no monitor, hook, pager, filter, or fetch', async () => {
    const { write, git, commit, path } = repository();
    const key = write('key');
    write('.gitattributes', '* filter=evil diff=evil\n');
    git('add', '.');
    commit();
    const program = write('evil', `#!/bin/sh\ntouch '${path}/owned'\n`);
    chmodSync(program, 0o755);
    for (const name of [
      'post-index-change',
      'post-checkout',
      'reference-transaction',
      'fsmonitor-watchman',
    ]) {
      writeFileSync(join(path, '.git', 'hooks', name), `#!/bin/sh\ntouch '${path}/owned'\n`, { mode: 0o755 });
    }
    const settings = {
      'core.fsmonitor': program,
      'core.pager': program,
      'core.sshCommand': program,
      'core.askPass': program,
      'core.gitProxy': program,
      'core.alternateRefsCommand': program,
      'log.showSignature': 'true',
      'gpg.program': program,
      'filter.evil.clean': program,
      'filter.evil.process': program,
      'diff.evil.textconv': program,
      'diff.external': program,
      'alias.ls-files': `!${program}`,
      'credential.helper': program,
      'extensions.partialClone': 'origin',
      'remote.origin.url': `ext::${program}`,
      'remote.origin.promisor': 'true',
      'protocol.ext.allow': 'always',
    };
    for (const [name, value] of Object.entries(settings)) git('config', name, value);
    // A file that changed is one that git would filter.
    writeFileSync(key, 'changed');
    expect(await stateOf(key)).toBe('tracked');
    expect(await stateOf(program)).toBe('not-ignored');
    expect(existsSync(join(path, 'owned'))).toBe(false);
  });

  it('has nothing fetched that a partial clone lacks, and does not take that for a clean history', async () => {
    const { write, git, path } = repository();
    write('.gitignore', 'ignored\n');
    const program = write('evil', `#!/bin/sh\ntouch '${path}/owned'\n`);
    chmodSync(program, 0o755);
    // A commit whose tree is not there.
    const gone = 'd8329fc1cc938780ffdd9f94e0d364e0ea74f579';
    const commitText = `tree ${gone}\nauthor a <a> 0 +0000\ncommitter a <a> 0 +0000\n\nx\n`;
    const object = write('object', commitText);
    const id = git('hash-object', '-t', 'commit', '-w', '--literally', object);
    writeFileSync(join(path, '.git', 'refs', 'heads', 'partial'), `${id}\n`);
    git('config', 'core.repositoryFormatVersion', '1');
    git('config', 'extensions.partialClone', 'origin');
    git('config', 'remote.origin.url', `ext::${program}`);
    git('config', 'remote.origin.promisor', 'true');
    git('config', 'protocol.ext.allow', 'always');
    expect(await stateOf(write('key'))).toBe('not-ignored');
    expect(await stateOf(write('ignored'))).toMatch(/^git could not tell/);
    expect(existsSync(join(path, 'owned'))).toBe(false);
  });

  it('is not obeyed where it was copied, bare, into a folder of another one', async () => {
    const outer = repository();
    const program = outer.write('evil', `#!/bin/sh\ntouch '${outer.path}/owned'\n`);
    chmodSync(program, 0o755);
    const inner = join(outer.path, 'inner');
    mkdirSync(inner);
    const copied = repository(inner);
    const key = copied.write('key');
    copied.git('add', 'key');
    copied.git('config', 'core.fsmonitor', program);
    copied.git('config', 'core.worktree', inner);
    for (const name of readdirSync(join(inner, '.git'))) {
      renameSync(join(inner, '.git', name), join(inner, name));
    }
    rmdirSync(join(inner, '.git'));
    expect(await stateOf(key)).toMatch(/^git could not tell/);
    expect(existsSync(join(outer.path, 'owned'))).toBe(false);
  });
});

describe('what git does not tell', () => {
  it.runIf(process.getuid?.() === 0)(
    'of a repository of another user is unknown, with the remedy',
    async () => {
      const { write, path } = repository();
      const key = write('key');
      chownSync(path, 1001, 1001);
      chownSync(join(path, '.git'), 1001, 1001);
      expect(await stateOf(key)).toContain('safe.directory');
    },
  );

  it('is unknown where git is not installed, and known where there is no repository', async () => {
    const key = repository().write('key');
    const env = bare({ PATH: folder() });
    expect(await stateOf(key, env)).toBe('the file lies in a git repository, and git is not installed');
    expect(await stateOf(join(folder({ key: '' }), 'key'), env)).toBe('none');
  });

  it('is unknown where a repository is broken', async () => {
    const { write, path } = repository();
    const key = write('key');
    writeFileSync(join(path, '.git', 'config'), '[core\n');
    expect(await stateOf(key)).toMatch(/^git could not tell/);
  });
});
