import { execFile } from 'node:child_process';
import type { AccountError } from '../model/account-error.js';
import type { Environment } from './environment.js';
import { credentialError } from './secret-text.js';

/** An entry as the keychain holds it. */
export interface StoredEntry {
  readonly account: string;
  readonly password: string;
}

/** What to change before all entries of the service are read. */
export interface KeychainChange {
  /** `replace`: also where there is an entry of this name. */
  readonly store?: StoredEntry & { readonly replace: boolean };
  /** The name of an entry to take out. */
  readonly remove?: string;
}

/** A thousand entries are a fifth of it. */
const maxAnswerBytes = 4 * 1024 * 1024;

/**
 * What the process of its own runs; its argument is the library's address. What it is to do comes on a pipe, and so
 * does its answer. Written here, not in a file, so that it runs from src/ and dist/ alike.
 */
const program = `
  const [library] = process.argv.slice(1);
  const { service, store, remove } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
  const work = async ({ findCredentials, setPassword, deletePassword }) => {
    const entries = await findCredentials(service);
    if (store === undefined && remove === undefined) return entries;
    if (store !== undefined) {
      if (!store.replace && entries.some(({ account }) => account === store.account)) return 'taken';
      await setPassword(service, store.account, store.password);
    } else await deletePassword(service, remove);
    return await findCredentials(service);
  };
  import(library).then(work).then(
    (answer) => process.stdout.write(JSON.stringify(answer)),
    () => { process.exitCode = 1; },
  );
`;

/**
 * Reads all entries of a service, and changes one of them before that where it is told to, in a process of its own:
 * where the keychain does not answer, the library blocks its thread, and a process that has called it cannot even
 * exit. That process can be ended.
 *
 * It asks for all of the service's entries first, because that is the one question of the library's that never opens a
 * prompt to unlock, and that fails where there is no keychain: asked for or given one entry, the library prompts, and
 * without a Secret Service turns to Linux's kernel keyring, which forgets.
 *
 * @param env says where the keychain is (on Linux, the address of D-Bus)
 * @returns the entries as they are afterwards; `taken` where one would have been replaced
 * @throws AccountError of kind `credential-source`
 */
export function callKeychain(
  service: string,
  change: KeychainChange,
  env: Environment,
  timeoutMs: number,
): Promise<StoredEntry[] | 'taken'> {
  const options = {
    // NODE_OPTIONS could make Node print to the pipe, or stop for a debugger.
    env: { ...env, NODE_OPTIONS: undefined },
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
    maxBuffer: maxAnswerBytes,
    windowsHide: true,
  } as const;
  return new Promise((resolve, reject) => {
    const library = import.meta.resolve('keytar/keytar.js');
    const child = execFile(process.execPath, ['-e', program, library], options, (error, stdout) => {
      const answer = error === null ? parseAnswer(stdout) : null;
      if (answer !== null) resolve(answer);
      else reject(error?.killed === true ? noAnswer(timeoutMs) : notUsable(change));
    });
    // Where it ends before it has read, its exit code says so.
    child.stdin?.on('error', () => {}).end(JSON.stringify({ service, ...change }));
  });
}

/** null for what is not the program's answer; an error of the parser's would quote it. */
function parseAnswer(stdout: string): StoredEntry[] | 'taken' | null {
  try {
    // `as`: the program prints what the library's types promise.
    return JSON.parse(stdout) as StoredEntry[] | 'taken';
  } catch {
    return null;
  }
}

const otherWays =
  'or keep keys elsewhere: environment variables (credentials.env, each also as <NAME>_FILE), a file that age encrypted, a directory of files, or a command; docs/credentials.md has them all';

function noAnswer(timeoutMs: number): AccountError {
  return credentialError(
    `the OS keychain did not answer within ${timeoutMs / 1000} s; it may wait for somebody to unlock it: do that, ${otherWays}`,
  );
}

function notUsable({ store, remove }: KeychainChange): AccountError {
  const work = store === undefined && remove === undefined ? 'read' : 'changed';
  return credentialError(
    `the OS keychain cannot be ${work}; it is locked, or this machine has none: unlock it, ${otherWays}`,
  );
}
