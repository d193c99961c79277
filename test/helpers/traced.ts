import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder } from './process.ts';

const bin = fileURLToPath(new URL('../../bin/keyaudit.js', import.meta.url));

/** Calls by which a file is made, changed or taken away; `open` is one where its flags say so. */
const calls = [
  ...['open', 'openat', 'openat2', 'creat', 'truncate', 'mkdir', 'mkdirat', 'mknod', 'mknodat'],
  ...[
    'rename',
    'renameat',
    'renameat2',
    'unlink',
    'unlinkat',
    'rmdir',
    'link',
    'linkat',
    'symlink',
    'symlinkat',
  ],
  ...['chmod', 'fchmodat', 'chown', 'lchown', 'fchownat', 'utimensat', 'setxattr', 'lsetxattr'],
];

/** The real command under strace: the files that it, or a process of its, tried to write, and the programs it ran. */
export async function traced(
  args: readonly string[],
  { cwd, env = {}, input = '' }: { cwd: string; env?: Readonly<Record<string, string>>; input?: string },
) {
  const log = join(folder(), 'trace');
  const trace = ['-f', '-qq', '-s', '4096', '-o', log, '-e', `trace=execve,?${calls.join(',?')}`];
  const home = folder();
  const child = spawn('strace', [...trace, process.execPath, bin, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: home, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const lines = readFileSync(log, 'utf8').split('\n');
  const written = lines.filter(isWriting).flatMap(pathsIn).filter(isFile);
  const programs = lines.filter((line) => /^\d+ +execve\(/.test(line) && !/ = -1 /.test(line));
  return { code, home, output, written: [...new Set(written)], programs, lines };
}

function isWriting(line: string): boolean {
  const call = /^\d+ +(\w+)\(/.exec(line)?.[1];
  if (call === undefined || call === 'execve') return false;
  return !/^open/.test(call) || /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(line);
}

function pathsIn(line: string): string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path]) => path ?? '');
}

/** A terminal or a process's own view is no file. */
function isFile(path: string): boolean {
  return !/^\/(dev|proc)\//.test(path);
}
