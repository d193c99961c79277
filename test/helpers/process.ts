import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/keyaudit.js', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Beside PATH and a HOME of its own, all that the process gets. */
  readonly env?: Readonly<Record<string, string>>;
  /** What stdin holds; left out, it is empty. */
  readonly input?: string;
  /** Called with the running process. */
  readonly during?: (child: ReturnType<typeof spawn>) => void;
}

/** The real command, in a bare environment, far from the user's files. */
export async function keyaudit(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return await run(process.execPath, [bin, ...args], options);
}

/** A script, as CI servers run one. */
export async function bash(script: string, options: RunOptions = {}): Promise<Outcome> {
  const file = join(folder({ 'script.sh': script }), 'script.sh');
  return await run('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', file], options);
}

/** Any program, in the same bare environment. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const home = folder();
  const child = spawn(command, args, {
    cwd: options.cwd ?? home,
    env: { PATH: process.env.PATH, HOME: home, ...options.env },
    stdio: 'pipe',
  });
  // Who says no before reading leaves the rest unread.
  child.stdin.on('error', () => {}).end(options.input);
  const [stdout, stderr] = [collected(child.stdout), collected(child.stderr)];
  options.during?.(child);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout: await stdout, stderr: await stderr };
}

/** An empty folder that is gone after the test. */
export function folder(files: Readonly<Record<string, string>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'keyaudit-test-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  // A process that was killed may still be writing.
  onTestFinished(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
  return path;
}

/** What a stream brings until it ends, or until the test destroys it. */
function collected(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => stream.once('close', () => resolve(Buffer.concat(chunks).toString())));
}
