import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folder } from './process.ts';

const programs = fileURLToPath(new URL('../stand-ins/', import.meta.url));
const bin = fileURLToPath(new URL('../../bin/keyaudit.js', import.meta.url));

/**
 * A PATH on which password managers are stand-ins, which take the arguments that the real ones document and print
 * what those print; and keyaudit by its name.
 */
export function pathWithStandIns(): string {
  const path = folder();
  const install = (name: string, file: string) => {
    const text = `#!/bin/sh\nexec '${process.execPath}' '${file}' "$@"\n`;
    writeFileSync(join(path, name), text, { mode: 0o755 });
  };
  install('keyaudit', bin);
  for (const file of readdirSync(programs)) install(file.replace(/\.js$/, ''), join(programs, file));
  return `${path}:${process.env.PATH}`;
}

/** What signs the stand-ins in. */
export const signedIn = {
  OP_SERVICE_ACCOUNT_TOKEN: 'invented',
  BWS_ACCESS_TOKEN: 'invented',
  BW_SESSION: 'invented',
  VAULT_TOKEN: 'invented',
};
