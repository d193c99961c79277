import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, hostileMessages, hostileTexts, message } from '../../test/helpers/messages.ts';
import { type CommandOptions, createCommand } from './command.ts';

let folder: string;
const inFolder = (name: string) => join(folder, name);
const contentOf = (name: string) => readFileSync(inFolder(name), 'utf8');
const ongoing = new AbortController().signal;

beforeEach(() => {
  // A space, as in people's own folders.
  folder = join(mkdtempSync(join(tmpdir(), 'keyaudit-command-')), 'my alerts');
  mkdirSync(folder);
});

afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true });
});

const environment = { PATH: process.env.PATH, HOME: '/home/invented', LANG: 'de_DE.UTF-8', LC_TIME: 'C' };

interface Changes {
  readonly env?: Readonly<Record<string, string>>;
  readonly named?: readonly string[];
  readonly timeoutMs?: number;
}

function command(run: CommandOptions['run'], { env = {}, named = [], timeoutMs }: Changes = {}) {
  return createCommand(
    { run, cwd: folder, env: named },
    { env: { ...environment, ...env }, ...(timeoutMs !== undefined && { timeoutMs }) },
  );
}
const sh = (script: string, changes?: Changes) => command(['sh', '-c', script], changes);

/** A process that is over may wait to be buried. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function untilEnded(file: string): Promise<void> {
  const pid = Number(contentOf(file));
  expect(pid).toBeGreaterThan(1);
  while (isRunning(pid)) await sleep(10);
}

describe('a command', () => {
  it('finds the message on its input, in its folder', async () => {
    await sh('cat > told.json').send(message(), ongoing);
    const { html, ...told } = message();
    expect(JSON.parse(contentOf('told.json'))).toEqual({ schemaVersion: 1, ...told });
  });

  it('finds the most of it in variables', async () => {
    const script =
      'printf "%s|" "$KEYAUDIT_SUBJECT" "$KEYAUDIT_OCCASION" "$KEYAUDIT_ID" "$KEYAUDIT_SUMMARY" > told';
    await sh(script).send(message({ report: null }), ongoing);
    expect(contentOf('told')).toBe(
      'keyaudit: 1 critical finding|changes|msg-3caab5ce87af386c|' +
        'CRITICAL main (kraken): Key can withdraw. Kraken lets the key withdraw ("withdraw-funds"). ' +
        'It works from any address.|',
    );
  });

  it('gets its arguments as they are', async () => {
    const args = ['$(id)', '*', ';', '', 'two words', '"', '$KEYAUDIT_SUBJECT'];
    const write = 'require("node:fs").writeFileSync("args", JSON.stringify(process.argv.slice(1)))';
    await command([process.execPath, '-e', write, '--', ...args]).send(message(), ongoing);
    expect(JSON.parse(contentOf('args'))).toEqual(args);
  });

  it('gets no variable that may be a secret, unless it is named', async () => {
    const env = {
      BOT_SECRET: 'CANARY',
      SMTP_PASSWORD: 'CANARY',
      PAGER_TOKEN: 'named',
      XDG_RUNTIME_DIR: '/run/1',
    };
    await sh('env > env').send(message(), ongoing);
    await sh('env > env', { env, named: ['PAGER_TOKEN', 'MISSING'] }).send(message(), ongoing);
    const names = contentOf('env')
      .match(/^\w+(?==)/gm)
      ?.toSorted();
    expect(contentOf('env')).not.toContain('CANARY');
    // The shell adds PWD and such; CANARY would be in none of them.
    expect(names).toEqual(
      expect.arrayContaining(['HOME', 'LANG', 'LC_TIME', 'PAGER_TOKEN', 'PATH', 'XDG_RUNTIME_DIR']),
    );
    expect(names).not.toContain('MISSING');
  });

  it.each(hostileTexts)('gets no control character in its variables: %j', async (hostile) => {
    for (const told of hostileMessages(hostile)) {
      await sh('printf "%s" "$KEYAUDIT_SUBJECT" > subject; printf "%s" "$KEYAUDIT_SUMMARY" > summary').send(
        told,
        ongoing,
      );
      expect(contentOf('subject')).not.toMatch(/\p{C}/u);
      expect(contentOf('summary')).not.toMatch(/[^\P{C}\n]/u);
    }
  });

  it('need not read its input', async () => {
    const text = 'x'.repeat(1_000_000);
    await sh('exit 0').send(message({ text }), ongoing);
  });

  it('may print without end', async () => {
    await sh('head -c 10000000 /dev/zero; head -c 10000000 /dev/zero >&2').send(message(), ongoing);
  });

  it('is called by its name alone', () => {
    const name = (program: string) => createCommand({ run: [program], cwd: null }, { env: {} }).name;
    expect(name('/opt/alerts/page-me')).toBe('command page-me');
    expect(name('page-me --token CANARY')).toBe('command page-me …');
  });
});

describe('a command that fails', () => {
  it.each([
    ['exit 3', 'it ended with exit code 3'],
    ['echo first >&2; echo "no network" >&2; exit 1', 'it ended with exit code 1: no network'],
    ['printf "last, and no break" >&2; exit 1', 'it ended with exit code 1: last, and no break'],
    [
      'printf "\\033[31mred\\033[0m bell\\007\\n\\n  \\n" >&2; exit 1',
      'it ended with exit code 1: red bell?',
    ],
    ['printf "10%%\\r20%%\\r" >&2; exit 1', 'it ended with exit code 1: 20%'],
    ['kill -SEGV $$', 'it was ended by SIGSEGV'],
  ])('may be run again: %s', async (script, expected) => {
    expect(await failureOf(sh(script))).toMatchObject({ message: expected, isLasting: false });
  });

  it('is not quoted without end', async () => {
    const error = await failureOf(sh('head -c 100000 /dev/zero | tr "\\0" x >&2; exit 1'));
    expect(error.message).toMatch(/x…$/);
    expect(error.message.length).toBeLessThan(300);
  });

  it.each<[string, () => CommandOptions['run'], RegExp]>([
    ['not on PATH', () => ['keyaudit-no-such-program'], /was not found/],
    ['not in its folder', () => ['./nothing'], /was not found/],
    ['a file that may not be run', () => [plainFile()], /may not be run by this user; .*chmod \+x/],
    ['given an argument that none can have', () => ['sh', 'CANARY\0'], /cannot be started/],
  ])('cannot work: %s', async (_, run, expected) => {
    const error = await failureOf(command(run()));
    expect(error.isLasting).toBe(true);
    expect(error.message).toMatch(expected);
    expect(error.message).not.toContain('CANARY');
  });

  function plainFile(): string {
    writeFileSync(inFolder('plain'), 'plain', { mode: 0o644 });
    return inFolder('plain');
  }
});

describe('a command that does not end', () => {
  const stubborn = 'trap "" TERM INT HUP; sleep 600 & echo $! > child; echo $$ > self; touch ready; wait';

  it('is ended after its time, and what it started with it', async () => {
    const error = await failureOf(sh(`echo waiting >&2; ${stubborn}`, { timeoutMs: 500 }));
    expect(error).toMatchObject({
      message: 'it did not end within 0.5 s: waiting',
      isLasting: false,
    });
    await untilEnded('self');
    await untilEnded('child');
  });

  it('is ended when keyaudit is called off', async () => {
    const leave = new AbortController();
    const failing = failureOf(sh(stubborn), message(), leave.signal);
    while (!existsSync(inFolder('ready'))) await sleep(10);
    leave.abort();
    expect((await failing).isLasting).toBe(false);
    await untilEnded('self');
    await untilEnded('child');
  });

  it('is not begun after that', async () => {
    const error = await failureOf(sh('touch begun'), message(), AbortSignal.abort());
    expect(error.isLasting).toBe(false);
    expect(existsSync(inFolder('begun'))).toBe(false);
  });

  it('is not waited for where only its offspring goes on', async () => {
    await sh('sleep 600 & echo $! > child').send(message(), ongoing);
    process.kill(Number(contentOf('child')));
  });
});
