import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Sees that these commands are there, installing Debian's packages where that is needed and allowed; else says why not. */
export function installMissing(commands: readonly string[], packages: readonly string[]): string | null {
  if (commands.every(isInstalled)) return null;
  if (process.getuid?.() !== 0 || !isInstalled('apt-get')) {
    return `${commands.join(', ')} are needed; on Debian: apt-get install ${packages.join(' ')}`;
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
  // Another test file may be installing something.
  const waiting = ['-o', 'DPkg::Lock::Timeout=100', '-o', 'APT::Get::Lock::Timeout=100'];
  execFileSync('apt-get', [...waiting, ...args], { env, stdio: 'ignore', timeout: 120_000 });
}

function isInstalled(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}
