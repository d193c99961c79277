import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder, run } from './process.ts';

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

/** The real command under strace: the files that it, or a process of its, tried to write, the programs it ran, and where it connected. */
export async function traced(
  args: readonly string[],
  { cwd, env = {}, input = '' }: { cwd: string; env?: Readonly<Record<string, string>>; input?: string },
) {
  const log = join(folder(), 'trace');
  const trace = ['-f', '-qq', '-s', '4096', '-o', log, '-e', `trace=execve,connect,?${calls.join(',?')}`];
  const home = folder();
  const { code, stdout, stderr } = await run('strace', [...trace, process.execPath, bin, ...args], {
    cwd,
    env: { HOME: home, ...env },
    input,
  });
  const lines = readFileSync(log, 'utf8').split('\n');
  const written = lines.filter(isWriting).flatMap(pathsIn).filter(isFile);
  const programs = lines.filter((line) => /^\d+ +execve\(/.test(line) && !/ = -1 /.test(line));
  const connections = lines.filter((line) => /\bconnect\(.*AF_INET/.test(line));
  return {
    code,
    home,
    output: stdout + stderr,
    written: [...new Set(written)],
    programs,
    connections,
    lines,
  };
}

function isWriting(line: string): boolean {
  const call = /^\d+ +(\w+)\(/.exec(line)?.[1];
  if (call === undefined || !calls.includes(call)) return false;
  return !/^open/.test(call) || /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(line);
}

function pathsIn(line: string): string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path]) => path ?? '');
}

/** A terminal or a process's own view is no file. */
function isFile(path: string): boolean {
  return !/^\/(dev|proc)\//.test(path);
}
