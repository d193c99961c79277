import { readFileSync } from 'node:fs';

/** keyaudit's own version, as its package has it. */
export const version: string = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
).version;
