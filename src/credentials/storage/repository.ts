import { type ExecFileException, execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { type Fact, known, unknown } from '../../model/fact.js';
import type { RepositoryState } from '../../model/key-file.js';
import type { Environment } from '../environment.js';

/**
 * What git knows of a file. It asks the real git, and nothing that a repository says is run: no hook, no monitor, no
 * fetch. Unknown where git is missing, refuses the repository, or takes too long.
 * @param path of the file itself, without links
 */
export async function repositoryOf(path: string, env: Environment): Promise<Fact<RepositoryState>> {
  const isOfGit = path.split(sep).includes('.git');
  if (isOfGit || !(await isBelowRepository(dirname(path)))) return known('none');
  const ask = (...args: string[]) => askGit(dirname(path), args, env);
  // So that it begins with nothing that git gives a meaning to.
  const name = `./${basename(path)}`;
  const index = await ask('ls-files', '--error-unmatch', '--', name);
  if (index.failure !== null) return index.failure;
  const [history, ignored] = await Promise.all([
    ask('rev-list', '--all', '--full-history', '--max-count=1', '--', name),
    index.code === 0 ? null : ask('check-ignore', '--quiet', '--', name),
  ]);
  if (index.code === 0) {
    // What could not be looked up is taken for the worse.
    return known(history.failure === null && history.stdout === '' ? 'staged' : 'tracked');
  }
  if (history.stdout !== '') return known('in-history');
  if (ignored?.failure != null) return ignored.failure;
  if (ignored?.code === 1) return known('not-ignored');
  return history.failure ?? known('ignored');
}

/** Whether a folder, or one above it, has what git keeps in a work tree. */
async function isBelowRepository(folder: string): Promise<boolean> {
  const above = dirname(folder);
  const isHere = await access(join(folder, '.git')).then(
    () => true,
    // What this user may not see, git may not either.
    () => false,
  );
  return isHere || (above !== folder && (await isBelowRepository(above)));
}

interface Answer {
  /** 0 or 1, as git's documentation gives them a meaning; null where it failed. */
  readonly code: number | null;
  readonly stdout: string;
  /** What to say where there is no answer: that there is no repository after all, or that it is not known. */
  readonly failure: Fact<RepositoryState> | null;
}

const timeoutMs = 10_000;

async function askGit(folder: string, args: readonly string[], env: Environment): Promise<Answer> {
  // A repository can name programs that git runs for it. Of these commands, only this one is run by any.
  const settings = ['core.fsmonitor=false', 'safe.bareRepository=explicit'].flatMap((each) => ['-c', each]);
  // Names are names, and no patterns; check-ignore takes them so without being told, and must not be.
  const literal = args[0] === 'check-ignore' ? [] : ['--literal-pathspecs'];
  const all = ['--no-optional-locks', ...literal, ...settings, '-C', folder, ...args];
  const options = {
    // Windows looks for programs in the working directory first: not in one that others can write to.
    cwd: dirname(process.execPath),
    env: { ...withoutGit(env), ...gitEnvironment },
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    windowsHide: true,
  } as const;
  return await new Promise((resolve) => {
    execFile('git', all, options, (error, stdout, stderr) => resolve(answerOf(error, stdout, stderr)));
  });
}

function answerOf(error: ExecFileException | null, stdout: string, stderr: string): Answer {
  const code = error === null ? 0 : error.code;
  if (code === 0 || code === 1) return { code, stdout, failure: null };
  return { code: null, stdout: '', failure: failureOf(error, stderr) };
}

function failureOf(error: ExecFileException | null, stderr: string): Fact<RepositoryState> {
  if (/not a git repository|is outside repository/.test(stderr)) return known('none');
  return unknown('refused', reasonOf(error, stderr));
}

function reasonOf(error: ExecFileException | null, stderr: string): string {
  if (/dubious ownership/.test(stderr)) {
    return 'git does not trust the repository, which belongs to another user; `git config --global --add safe.directory` with its folder lets it';
  }
  if (error?.killed === true) return `git did not answer within ${timeoutMs / 1000} seconds`;
  // The number is what git exited with, the word what the system said when it was to be started.
  const code: number | string | null | undefined = error?.code;
  if (code === 'ENOENT') return 'the file lies in a git repository, and git is not installed';
  return `git could not tell (${code ?? 'unknown error'})`;
}

/** Variables of git's may name another repository, or programs to run. */
function withoutGit(env: Environment): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^GIT_/i.test(name)));
}

const gitEnvironment = {
  // In English, since that is read.
  LC_ALL: 'C',
  LANGUAGE: '',
  // A partial clone fetches what it lacks, by programs that its configuration names.
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_TERMINAL_PROMPT: '0',
  // A volume that is mounted inside a work tree is a part of it.
  GIT_DISCOVERY_ACROSS_FILESYSTEM: '1',
};
