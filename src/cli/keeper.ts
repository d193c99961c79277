import type { KeyFileReader } from '../credentials/storage/key-files.js';
import type { Account } from '../model/account.js';
import type { CredentialSource } from '../model/credentials.js';
import type { Io } from './io.js';

/** Looks at the files in which the key of a source lies. */
export type Keeper = (source: CredentialSource, exchange: string) => NonNullable<Account['storage']>;

/** Looks at the files of all accounts of one run of the program, at each once. */
export function keeperOf(env: Io['env'], cwd: string): Keeper {
  let reader: Promise<KeyFileReader> | null = null;
  const load = async () => {
    const { createKeyFileReader } = await import('../credentials/storage/key-files.js');
    return createKeyFileReader({ env, cwd, platform: process.platform, uid: process.getuid?.() });
  };
  return (source, exchange) => async () => {
    reader ??= load();
    return await (await reader)(source, exchange);
  };
}
