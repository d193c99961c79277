import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { installMissing } from './debian.ts';

/** A real keychain of Linux (gnome-keyring, unlocked) on a bus of its own, in a home of its own. */
export interface SecretService {
  /** The environment in which a process finds it. */
  readonly env: Readonly<Record<string, string>>;
  /** Stores an entry as people's tools do: by keytar, in another process. */
  readonly store: (service: string, account: string, password: string) => void;
  readonly lock: () => void;
  readonly stop: () => Promise<void>;
}

const commands = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'];
const packages = ['dbus', 'gnome-keyring'];

/** Starts one, installing Debian's packages where that is needed and allowed; else says why there is none. */
export async function startSecretService(): Promise<SecretService | { readonly unavailable: string }> {
  if (process.platform !== 'linux') return { unavailable: 'the Secret Service is Linux’s keychain' };
  const reason = installMissing(commands, packages);
  if (reason !== null) return { unavailable: reason };
  const home = mkdtempSync(join(tmpdir(), 'keyaudit-keychain-'));
  const base = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: home,
  };
  mkdirSync(base.XDG_DATA_HOME);
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address'], {
    env: base,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [address] = await once(createInterface(bus.stdout), 'line', { signal: AbortSignal.timeout(10_000) });
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: String(address) };
  const keyring = startKeyring(env);
  await untilItAnswers(env);
  return {
    env,
    store: (service, account, password) => store(env, service, account, password),
    lock: () => lock(env),
    stop: async () => {
      await Promise.all([keyring, bus].map(end));
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** It takes the password of the login keyring, which it makes and unlocks, from its input. */
function startKeyring(env: NodeJS.ProcessEnv): ChildProcess {
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.stdin.end('invented');
  return keyring;
}

/** Asks the bus, not the keyring: a call to a name that nobody holds yet would start a second keyring. */
async function untilItAnswers(env: NodeJS.ProcessEnv): Promise<void> {
  const question = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  const deadline = Date.now() + 10_000;
  while (!send(env, 'org.freedesktop.DBus', '/org/freedesktop/DBus', ...question).includes('boolean true')) {
    if (Date.now() > deadline) throw new Error('gnome-keyring-daemon did not start within 10 s');
    await sleep(50);
  }
}

function lock(env: NodeJS.ProcessEnv): void {
  const call = [
    'org.freedesktop.Secret.Service.Lock',
    'array:objpath:/org/freedesktop/secrets/collection/login',
  ];
  send(env, 'org.freedesktop.secrets', '/org/freedesktop/secrets', ...call);
}

/** The reply to a call, as dbus-send prints it. */
function send(env: NodeJS.ProcessEnv, destination: string, ...call: string[]): string {
  const args = ['--session', '--print-reply', `--dest=${destination}`, ...call];
  return execFileSync('dbus-send', args, { env, encoding: 'utf8', timeout: 10_000 });
}

function store(env: NodeJS.ProcessEnv, ...entry: [service: string, account: string, password: string]): void {
  const program =
    'const [library, ...entry] = process.argv.slice(1); require(library).setPassword(...entry).catch(() => process.exit(1))';
  const library = createRequire(import.meta.url).resolve('keytar/keytar.js');
  execFileSync(process.execPath, ['-e', program, library, ...entry], {
    env,
    stdio: 'ignore',
    timeout: 10_000,
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}
