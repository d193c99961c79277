import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { folder } from './process.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The repository as somebody downloads it: what git has, as it is now, and nothing that was built or installed. */
export function download(): string {
  const path = folder();
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root });
  const tar = execFileSync('tar', ['--null', '--files-from=-', '-cf', '-'], {
    cwd: root,
    input: files,
    maxBuffer: 100_000_000,
  });
  execFileSync('tar', ['-xf', '-'], { cwd: path, input: tar });
  return path;
}
