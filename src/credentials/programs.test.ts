import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../processes/group.js';
import { createPrograms } from './programs.js';

let folder: string;
let shown: string[];
const inFolder = (name: string) => join(folder, name);

beforeEach(() => {
  // A space, as in people's own folders.
  folder = join(mkdtempSync(join(tmpdir(), 'keyaudit-programs-')), 'my keys');
  mkdirSync(folder);
  shown = [];
});

afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true });
});

interface Changes {
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly show?: (line: string) => void;
}

const programs = ({ env = {}, timeoutMs, signal = new AbortController().signal, show }: Changes = {}) =>
  createPrograms(
    {
      env: { PATH: process.env.PATH, ...env },
      signal,
      show: show ?? ((line) => shown.push(line)),
    },
    timeoutMs,
  );

const run = (command: Command, changes?: Changes) => programs(changes).run(command, folder);
const sh = (script: string, changes?: Changes) => run(['sh', '-c', script], changes);

/** A process that is over may wait to be buried. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function untilEnded(file: string): Promise<void> {
  const pid = Number(readFileSync(inFolder(file), 'utf8'));
  expect(pid).toBeGreaterThan(1);
  while (isRunning(pid)) await sleep(10);
}

describe('a program', () => {
  it('gives what it prints, and nothing of that is shown', async () => {
    expect(await sh('printf "first\\nsecond\\n"; echo note >&2')).toEqual({ text: 'first\nsecond\n' });
    expect(shown).toEqual(['sh: note']);
  });

  it('runs in the folder, from the folder', async () => {
    writeFileSync(inFolder('print it'), '#!/bin/sh\npwd\n', { mode: 0o755 });
    expect(await run(['./print it'])).toEqual({ text: `${folder}\n` });
  });

  it('gets its arguments as they are', async () => {
    const args = ['$(id)', '*', ';', '', 'two words', '"', '--eval'];
    const print = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
    const outcome = await run([process.execPath, '-e', print, '--', ...args]);
    expect(outcome).toEqual({ text: JSON.stringify(args) });
  });

  it('gets the environment as it is', async () => {
    const env = { NODE_OPTIONS: '--no-deprecation', OTHER: 'two words' };
    expect(await sh('printf %s "$NODE_OPTIONS|$OTHER"', { env })).toEqual({
      text: '--no-deprecation|two words',
    });
  });

  it('finds nothing on its input', async () => {
    expect(await sh('cat; printf none')).toEqual({ text: 'none' });
  });

  it.each<[string, string, string]>([
    ['fails', 'exit 3', 'ended with exit code 3'],
    ['fails and says why', 'echo locked >&2; exit 3', 'ended with exit code 3; what it said is on stderr'],
    ['prints and fails', 'echo invented; exit 1', 'ended with exit code 1'],
    ['crashes', 'kill -SEGV $$', 'was ended by SIGSEGV'],
    ['prints nothing', 'exit 0', 'printed nothing'],
    ['prints an empty line', 'echo', 'printed nothing'],
    ['prints something else than text', "printf '\\377\\376'", 'printed what is not UTF-8 text'],
    ['prints without end', 'exec yes', 'printed more than 64 KiB'],
    ['prints a byte too much', 'head -c 65537 /dev/zero', 'printed more than 64 KiB'],
  ])('that %s is an error', async (_, script, problem) => {
    expect(await sh(script)).toEqual({ problem });
  });

  it('may print 64 KiB', async () => {
    const outcome = await sh('head -c 65536 /dev/zero');
    expect('text' in outcome && outcome.text).toHaveLength(65_536);
  });

  it.each<[string, () => Command, RegExp]>([
    ['not on PATH', () => ['keyaudit-no-such-program'], /^was not found$/],
    ['not in the folder', () => ['./nothing'], /^was not found$/],
    ['a file that may not be run', () => [makeFile('plain')], /^may not be run by this user; .*chmod \+x/],
    ['a folder', () => [folder], /^may not be run by this user/],
    ['with an argument that none can have', () => ['sh', 'a\0b'], /^cannot be started/],
  ])('%s is an error', async (_, command, problem) => {
    expect(await run(command())).toEqual({ problem: expect.stringMatching(problem) });
  });

  function makeFile(name: string): string {
    writeFileSync(inFolder(name), 'plain', { mode: 0o644 });
    return inFolder(name);
  }
});

describe('a program that does not end', () => {
  const stubborn = 'trap "" TERM INT HUP; sleep 600 & echo $! > child; echo $$ > self; wait';

  it('is ended, and what it started with it', async () => {
    const outcome = await sh(`echo waiting >&2; ${stubborn}`, { timeoutMs: 500 });
    expect(outcome).toEqual({ problem: 'did not end within 0.5 s; what it said is on stderr' });
    await untilEnded('self');
    await untilEnded('child');
  });

  it('is ended when the scan is called off', async () => {
    const controller = new AbortController();
    const reason = new Error('called off');
    const running = sh(`${stubborn.replace('wait', 'echo ready >&2; wait')}`, {
      signal: controller.signal,
      show: () => controller.abort(reason),
    });
    await expect(running).rejects.toBe(reason);
    await untilEnded('self');
    await untilEnded('child');
  });

  it('is not begun after that', async () => {
    const reason = new Error('called off');
    await expect(sh('touch begun', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(existsSync(inFolder('begun'))).toBe(false);
  });

  it('is not waited for where only its offspring holds the output', async () => {
    const outcome = await sh('setsid sleep 600 & echo $! > child; echo invented');
    expect(outcome).toEqual({ text: 'invented\n' });
    process.kill(Number(readFileSync(inFolder('child'), 'utf8')));
  });
});

describe('what a program says', () => {
  it('is shown as it comes, a question without a line break too', async () => {
    const answer = (line: string) => {
      shown.push(line);
      writeFileSync(inFolder('touched'), '');
    };
    const script = 'printf "Touch the key: " >&2; until [ -e touched ]; do sleep 0.01; done; echo invented';
    expect(await sh(script, { show: answer })).toEqual({ text: 'invented\n' });
    expect(shown).toEqual(['sh: Touch the key: ']);
  });

  it.each<[string, string, string[]]>([
    ['colours', '\\033[31mred\\033[0m\\n', ['red']],
    ['a title and a bell', '\\033]0;title\\007text\\007\\n', ['text?']],
    ['a line that is drawn again', 'one\\rtwo\\r\\nthree', ['one', 'two', 'three']],
    ['text from right to left', 'a\\342\\200\\256b\\n', ['a?b']],
    ['a tab and empty lines', '\\n\\na\\tb\\n  \\n', ['a b']],
    ['what is no UTF-8', 'a\\377b\\n', ['a\ufffdb']],
  ])('cannot steer the terminal: %s', async (_, said, lines) => {
    await sh(`printf '${said}' >&2`);
    expect(shown).toEqual(lines.map((line) => `sh: ${line}`));
  });

  it('is not shown without end', async () => {
    expect(await sh('yes again >&2', { timeoutMs: 500 })).toMatchObject({ problem: expect.anything() });
    expect(shown).toHaveLength(201);
    expect(shown.at(-1)).toBe('sh: says more, which is not shown');
  });

  it('is cut where a line has no end', async () => {
    await sh('head -c 100000 /dev/zero | tr "\\0" x >&2');
    expect(Math.max(...shown.map(({ length }) => length))).toBeLessThanOrEqual(504);
  });
});

describe('programs of one scan', () => {
  it('run once for the same command in the same folder', async () => {
    const all = programs();
    const count: Command = ['sh', '-c', 'echo >> count; wc -l < count'];
    expect(await all.run(count, folder)).toEqual({ text: expect.stringContaining('1') });
    expect(await all.run([...count], folder)).toEqual({ text: expect.stringContaining('1') });
    expect(await all.run([...count, 'another'], folder)).toEqual({ text: expect.stringContaining('2') });
    mkdirSync(inFolder('other'));
    expect(await all.run(count, inFolder('other'))).toEqual({ text: expect.stringContaining('1') });
    expect(readFileSync(inFolder('count'), 'utf8')).toBe('\n\n');
  });

  it('run one after the other', async () => {
    const all = programs();
    const alone = 'mkdir busy && sleep 0.1 && rmdir busy && printf "$0"';
    const outcomes = ['a', 'b', 'c'].map((name) => all.run(['sh', '-c', alone, name], folder));
    expect(await Promise.all(outcomes)).toEqual([{ text: 'a' }, { text: 'b' }, { text: 'c' }]);
  });
});
