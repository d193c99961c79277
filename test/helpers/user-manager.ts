import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { installMissing } from './debian.ts';
import { type Outcome, run } from './process.ts';

/** systemd as it runs for a user who is logged in, with a journal, of which the machine's own systemd knows nothing. */
export interface UserManager {
  /** Runs a script as that user: keyaudit, npm and systemctl are found. */
  readonly run: (script: string) => Promise<Outcome>;
  /** A property of a unit. */
  readonly property: (unit: string, name: string) => Promise<string>;
  /** What a unit has printed, once that fits; it fails where it does not. */
  readonly journal: (unit: string, pattern: RegExp) => Promise<string>;
  /** Ends it, and what it has started. */
  readonly stop: () => Promise<void>;
}

export interface UserManagerOptions {
  /** root's manager can set every bound of a system's unit; `desk` is a user like others. */
  readonly user: 'root' | 'desk';
  /** By their paths below /run/keyaudit. Its home is /run/keyaudit/home, and what lies there is the user's alone. */
  readonly files: Readonly<Record<string, string>>;
}

/** Then something is wrong, on however slow a machine. */
const patienceMs = 60_000;

const root = fileURLToPath(new URL('../../', import.meta.url));
const script = join(root, 'test/helpers/user-manager.sh');
const uids = { root: 0, desk: 4242 } as const;
const commands = ['systemctl', 'journalctl', 'unshare', 'nsenter', 'setpriv'];

/** Starts one; else says why it cannot. */
export async function startUserManager({
  user,
  files,
}: UserManagerOptions): Promise<UserManager | { readonly unavailable: string }> {
  if (process.platform !== 'linux') return { unavailable: 'systemd is Linux’s' };
  const reason = installMissing(commands, ['systemd', 'util-linux']);
  if (reason !== null) return { unavailable: reason };
  if (process.getuid?.() !== 0) return { unavailable: 'root alone can give systemd folders of its own' };
  const place = layOut(files);
  const uid = String(uids[user]);
  const manager = spawn(
    'unshare',
    ['--mount', '--propagation=private', 'sh', script, place, root, uid, process.execPath],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const exit = once(manager, 'exit');
  let said = '';
  manager.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const stop = async () => {
    manager.kill('SIGTERM');
    await exit;
    removeGroups(`${basename(place)}.slice`);
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  };
  const socket = `/proc/${manager.pid}/root/run/keyaudit/session/systemd/private`;
  while (manager.exitCode === null && !existsSync(socket)) await sleep(50);
  if (manager.exitCode !== null) {
    await stop();
    return { unavailable: `systemd’s user manager did not start: ${said.trim()}` };
  }
  const inside = ['--target', String(manager.pid), '--mount', 'setpriv'];
  const as = [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', 'bash', '-e', '-c'];
  const env = {
    PATH: '/run/keyaudit/bin:/usr/bin:/bin',
    HOME: '/run/keyaudit/home',
    XDG_RUNTIME_DIR: '/run/keyaudit/session',
  };
  return { ...asked((text) => run('nsenter', [...inside, ...as, text], { env })), stop };
}

function asked(runScript: UserManager['run']): Omit<UserManager, 'stop'> {
  const journal: UserManager['journal'] = async (unit, pattern) => {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      // It has the identifier of its command; the rest of a unit's lines are systemd's.
      const { stdout } = await runScript(
        `journalctl --quiet --output=cat --identifier=keyaudit _SYSTEMD_USER_UNIT=${unit}`,
      );
      if (pattern.test(stdout)) return stdout;
      if (performance.now() > deadline) throw new Error(`${unit} did not say ${String(pattern)}:\n${stdout}`);
      await sleep(100);
    }
  };
  const property: UserManager['property'] = async (unit, name) =>
    (await runScript(`systemctl --user show --property=${name} --value ${unit}`)).stdout.trim();
  return { run: runScript, property, journal };
}

/** What is mounted as /run/keyaudit: the user's files, and keyaudit as npm installs it for all. */
function layOut(files: UserManagerOptions['files']): string {
  const place = mkdtempSync(join(tmpdir(), 'keyaudit-systemd-'));
  chmodSync(place, 0o755);
  for (const name of ['bin', 'home', 'session', 'system']) mkdirSync(join(place, name), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text, { mode: path.startsWith('home/') ? 0o600 : 0o644 });
  }
  symlinkSync('/run/modules/keyaudit/bin/keyaudit.js', join(place, 'bin/keyaudit'));
  writeFileSync(join(place, 'bin/npm'), '#!/bin/sh\necho /run/modules\n', { mode: 0o755 });
  const sendmail = '#!/bin/sh\ncat > ~/.mail && mv ~/.mail ~/mail\n';
  writeFileSync(join(place, 'bin/sendmail'), sendmail, { mode: 0o755 });
  writeFileSync(join(place, 'bin/node'), '');
  return place;
}

/** The kernel keeps the groups of processes that are gone. */
function removeGroups(name: string): void {
  for (const hierarchy of ['unified', 'systemd', '']) {
    const group = join('/sys/fs/cgroup', hierarchy, name);
    if (existsSync(group)) removeGroup(group);
  }
}

function removeGroup(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) removeGroup(join(path, entry.name));
  rmdirSync(path);
}
