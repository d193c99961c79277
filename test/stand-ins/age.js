// age: https://filippo.io/age/age.1
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { credentials, fail } from './store.js';

const { values, positionals } = parseArgs({
  options: {
    decrypt: { type: 'boolean', short: 'd' },
    identity: { type: 'string', short: 'i', multiple: true },
  },
  allowPositionals: true,
});
const isIdentity = (file) => readFileSync(file, 'utf8').includes('AGE-SECRET-KEY-1');
if (!values.decrypt || !values.identity?.some(isIdentity))
  fail('age: error: no identity matched any of the recipients');
if (!readFileSync(positionals[0], 'utf8').startsWith('age-encryption.org/v1\n'))
  fail('age: error: failed to read header');
process.stdout.write(JSON.stringify(credentials));
