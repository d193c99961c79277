import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { folder } from './process.ts';

const bin = fileURLToPath(new URL('../../bin/keyaudit.js', import.meta.url));

/** What is waited for on the terminal, and what is typed then. */
export type Turn = readonly [question: string, keys: string | ((seen: string) => string)];

export interface Conversation {
  readonly code: number | null;
  /** Lines as a person sees them, answers too. */
  readonly lines: readonly string[];
  /** All that went to the terminal. */
  readonly raw: string;
}

export interface ConversationOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A shell's words before and after the command. */
  readonly before?: string;
  readonly after?: string;
}

/** `keyaudit …` on a terminal of 80 columns, by somebody who reads each question before the answer. */
export async function conversation(
  args: string,
  turns: readonly Turn[],
  { cwd = folder(), env = {}, before = 'exec ', after = '' }: ConversationOptions = {},
): Promise<Conversation> {
  const command = `stty cols 80 && ${before}${process.execPath} ${bin} ${args}${after}`;
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd,
    env: { PATH: process.env.PATH, HOME: folder(), TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const left = [...turns];
  let [seen, from] = ['', 0];
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString();
    const [next] = left;
    if (next === undefined || !seen.slice(from).includes(next[0])) return;
    left.shift();
    from = seen.length;
    const [, keys] = next;
    child.stdin.write(typeof keys === 'string' ? keys : keys(seen));
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  expect(left, seen).toEqual([]);
  return { code, lines: seen.split(/\r?\n/).map(asSeen), raw: seen };
}

/** Without what was drawn over, colours and moves of the cursor. */
function asSeen(line: string): string {
  const last = line.split(/\u001b\[1G\u001b\[0J|\r?\u001b\[2K/).at(-1) ?? '';
  return last.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
}

/** util-linux's, which makes a terminal; other systems' take other arguments, or there is none. */
export const canMakeTerminal = /util-linux/.test(String(spawnSync('script', ['--version']).stdout ?? ''));
