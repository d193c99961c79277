import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { installMissing } from '../helpers/debian.ts';
import { download } from '../helpers/download.ts';
import { bash, folder } from '../helpers/process.ts';
import { repository } from '../helpers/repository.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const missing = installMissing(['pre-commit'], ['pre-commit']);

/** The recipe of the page, for a repository that lies elsewhere. */
function recipe(url: string, rev: string): string {
  const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
  const [, text = ''] = /```yaml\n(repos:.*?)```/s.exec(page) ?? [];
  return text.replace('https://github.com/OWNER/keyaudit', url).replace('COMMIT', rev);
}

it('the hook stops a commit that has a key in it, and no other', async ({ skip }) => {
  if (missing !== null) skip(missing);
  const keyaudit = repository(download());
  keyaudit.git('add', '--all');
  keyaudit.commit();
  const bots = repository();
  const who = { NAME: 'Invented', EMAIL: 'invented@example.org' };
  // pre-commit hides npm's own configuration from npm; how to get out to a registry is in the environment, too.
  const { NODE_EXTRA_CA_CERTS = '', HTTPS_PROXY = '' } = process.env;
  const env = {
    ...{ NODE_EXTRA_CA_CERTS, HTTPS_PROXY },
    HOME: folder(),
    PRE_COMMIT_HOME: folder(),
    ...{ GIT_AUTHOR_NAME: who.NAME, GIT_AUTHOR_EMAIL: who.EMAIL },
    ...{ GIT_COMMITTER_NAME: who.NAME, GIT_COMMITTER_EMAIL: who.EMAIL },
  };
  const run = async (script: string) => await bash(`exec 2>&1\n${script}`, { cwd: bots.path, env });

  bots.write('.pre-commit-config.yaml', recipe(`file://${keyaudit.path}`, keyaudit.git('rev-parse', 'HEAD')));
  const first = await run('pre-commit install\ngit add .\ngit commit --message "Add the hook"');
  expect([first.code, first.stdout]).toEqual([0, expect.stringMatching(/^keyaudit\.+Passed$/m)]);

  const key = bots.write(
    'user/config.json',
    readFileSync(join(root, 'fixtures/credentials/octobot/plain/user/config.json'), 'utf8'),
  );
  chmodSync(key, 0o600);
  const stopped = await run('git add .\ngit commit --message "Add a key"');
  expect([stopped.code, stopped.stdout]).toEqual([1, expect.stringMatching(/^keyaudit\.+Failed$/m)]);
  expect(stopped.stdout).toContain('[secret-in-repository]');

  bots.write('.gitignore', '/user/config.json\n');
  const mended = await run(
    'git rm --quiet --cached user/config.json\ngit add .\ngit commit --message "Ignore it"',
  );
  expect([mended.code, mended.stdout]).toEqual([0, expect.stringMatching(/^keyaudit\.+Passed$/m)]);
  expect(bots.git('log', '--format=%s')).toBe('Ignore it\nAdd the hook');
});
