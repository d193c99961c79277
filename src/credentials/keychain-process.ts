import { execFile } from 'node:child_process';
import type { AccountError } from '../model/account-error.js';
import type { Environment } from './environment.js';
import { credentialError } from './secret-text.js';

/** An entry as the keychain holds it. */
export interface StoredEntry {
  readonly account: string;
  readonly password: string;
}

/** A thousand entries are a fifth of it. */
const maxAnswerBytes = 4 * 1024 * 1024;

/**
 * What the process of its own runs; its arguments are the library's address and the service. It prints the entries
 * on a pipe that only keyaudit reads. Written here, not in a file, so that it runs from src/ and dist/ alike.
 */
const program = `
  const [library, service] = process.argv.slice(1);
  import(library).then(({ findCredentials }) => findCredentials(service)).then(
    (entries) => process.stdout.write(JSON.stringify(entries)),
    () => { process.exitCode = 1; },
  );
`;

/**
 * Reads all entries of a service, in a process of its own: where the keychain does not answer, the library blocks
 * its thread, and a process that has called it cannot even exit. That process can be ended.
 *
 * It asks for all of the service's entries, because that is the one question of the library's that never opens a
 * prompt to unlock, and that fails where there is no keychain: asked for one entry, the library prompts, and
 * without a Secret Service turns to Linux's kernel keyring, where it finds nothing.
 *
 * @param env says where the keychain is (on Linux, the address of D-Bus)
 * @throws AccountError of kind `credential-source`
 */
export function readStoredEntries(
  service: string,
  env: Environment,
  timeoutMs: number,
): Promise<StoredEntry[]> {
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
    execFile(process.execPath, ['-e', program, library, service], options, (error, stdout) => {
      const entries = error === null ? parseAnswer(stdout) : null;
      if (entries !== null) resolve(entries);
      else reject(error?.killed === true ? noAnswer(timeoutMs) : notReadable());
    });
  });
}

/** null for what is not the program's answer; an error of the parser's would quote it. */
function parseAnswer(stdout: string): StoredEntry[] | null {
  try {
    // `as`: the program prints what the library's types promise.
    return JSON.parse(stdout) as StoredEntry[];
  } catch {
    return null;
  }
}

const otherWays = 'or give the key by environment variables (credentials.env, each also as <NAME>_FILE)';

function noAnswer(timeoutMs: number): AccountError {
  return credentialError(
    `the OS keychain did not answer within ${timeoutMs / 1000} s; it may wait for somebody to unlock it: do that, ${otherWays}`,
  );
}

function notReadable(): AccountError {
  return credentialError(
    `the OS keychain cannot be read; it is locked, or this machine has none: unlock it, ${otherWays}`,
  );
}
