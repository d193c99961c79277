import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Why commands are missing; null where all are there, or have now been installed from Debian's packages. */
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

function aptGet(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Test files run side by side, and only one may hold apt's lock.
  execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=240', ...args], {
    env,
    stdio: 'ignore',
    timeout: 300_000,
  });
}

function isInstalled(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}
