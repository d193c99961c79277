import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { folder } from './process.ts';

const bin = fileURLToPath(new URL('../../bin/keyaudit.js', import.meta.url));

/** Then something is wrong, on however slow a machine. */
const patienceMs = 60_000;

/** `keyaudit watch` at work. */
export interface Watching {
  /** Resolves with what it has said once that fits; it fails where it ends or says nothing of the kind. */
  readonly until: (pattern: RegExp, from?: 'stdout' | 'stderr') => Promise<string>;
  /** How much was said on stdout, to look at what comes after. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** The exit code, or the signal that ended it. */
  readonly exit: Promise<number | NodeJS.Signals | null>;
  readonly pid: number;
}

export interface WatchingOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts it every second; it is ended with the test. */
export function watching(args: readonly string[], { cwd, env }: WatchingOptions): Watching {
  // Else a file that may not grow would end it, where on a full disk there is an error.
  const command = `trap '' XFSZ; exec "$0" "$@"`;
  const own = [process.execPath, bin, 'watch', '--interval', '1s', ...args];
  const child = spawn('bash', ['-c', command, ...own], {
    cwd,
    env: { PATH: process.env.PATH, HOME: folder(), LANG: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk: Buffer) => {
      said[name] += chunk.toString();
    });
  const exit = once(child, 'close').then(
    ([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null,
  );
  const until: Watching['until'] = async (pattern, from = 'stdout') => {
    const deadline = performance.now() + patienceMs;
    while (!pattern.test(said[from])) {
      if (child.exitCode !== null || child.signalCode !== null || performance.now() > deadline)
        throw new Error(`it did not say ${String(pattern)}:\n${said.stdout}\n${said.stderr}`);
      await sleep(20);
    }
    return said[from];
  };
  return {
    until,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    signal: (signal) => child.kill(signal),
    exit,
    pid: child.pid ?? 0,
  };
}
