import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folder } from './process.ts';

/** A git repository for the length of a test. */
export interface Repository {
  readonly path: string;
  /** Gives what git prints. */
  readonly git: (...args: string[]) => string;
  /** Writes a file, and gives its path. */
  readonly write: (name: string, text?: string) => string;
  /** Commits all that is staged. */
  readonly commit: () => void;
}

/** Made by the real git, whatever the user's own configuration says. */
export function repository(path = folder()): Repository {
  const env = {
    PATH: process.env.PATH,
    HOME: path,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
  };
  const who = ['-c', 'user.name=Invented', '-c', 'user.email=invented@example.org'];
  const git = (...args: string[]) =>
    execFileSync('git', [...who, ...args], {
      cwd: path,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  git('init', '--quiet');
  return {
    path,
    git,
    write: (name, text = 'invented') => {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    commit: () => {
      git('commit', '--quiet', '--allow-empty', '--message', 'Say something');
    },
  };
}
