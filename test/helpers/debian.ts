import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Whether a command is there, after installing the Debian package that has it where that is needed and allowed. A test
 * that is skipped for want of it says so.
 */
export function installed(command: string, debianPackage: string): boolean {
  if (isInstalled(command)) return true;
  if (process.platform === 'linux' && process.getuid?.() === 0 && isInstalled('apt-get')) {
    try {
      aptGet('update');
      aptGet('install', '-y', '--no-install-recommends', debianPackage);
      return true;
    } catch {
      // Without the network, for instance.
    }
  }
  console.warn(`skipped without ${command}; on Debian: apt-get install ${debianPackage}`);
  return false;
}

function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', args, { env, stdio: 'ignore', timeout: 120_000 });
}

function isInstalled(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}
