import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Installs Debian's packages where commands are missing and that is allowed.
 * @returns why it could not; null where all is there
 */
export function installMissing(commands: readonly string[], packages: readonly string[]): string | null {
  if (commands.every(isInstalled)) return null;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !isInstalled('apt-get')) {
    return `${commands.join(', ')} needed; on Debian: apt-get install ${packages.join(' ')}`;
  }
  try {
    aptGet('update');
    aptGet('install', '-y', '--no-install-recommends', ...packages);
    return null;
  } catch {
    // Without the network, for instance: the test is then skipped, and this printed.
    return `apt-get could not install ${packages.join(', ')}`;
  }
}

/** One at a time, since test files run side by side. */
function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const lock = join(tmpdir(), 'keyaudit-apt.lock');
  execFileSync('flock', [lock, 'apt-get', ...args], { env, stdio: 'ignore', timeout: 300_000 });
}

function isInstalled(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}
