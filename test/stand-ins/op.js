// 1Password: https://developer.1password.com/docs/cli/reference/commands/read, …/inject, …/run
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fail, key, secret } from './store.js';

const fields = { 'op://private/binance/api-key': key, 'op://private/binance/secret': secret };
const error = (text) => fail(`[ERROR] 2026/11/26 10:00:00 ${text}`);

function resolve(reference) {
  const value = fields[reference.toLowerCase()];
  return value ?? error(`could not read secret '${reference}': could not find item`);
}

const [command, ...args] = process.argv.slice(2);
const options = {
  read: { 'no-newline': { type: 'boolean', short: 'n' } },
  inject: { 'in-file': { type: 'string', short: 'i' } },
  run: { 'env-file': { type: 'string', multiple: true } },
}[command];
if (options === undefined) error(`unknown command "${command}" for "op"`);
if (!process.env.OP_SERVICE_ACCOUNT_TOKEN) {
  error('you are not currently signed in. Please run `op signin --help` for instructions');
}
const { values, positionals } = parseArgs({ args, options, allowPositionals: true });

if (command === 'read') {
  process.stdout.write(`${resolve(positionals[0])}${values['no-newline'] ? '' : '\n'}`);
} else if (command === 'inject') {
  const template = readFileSync(values['in-file'], 'utf8');
  process.stdout.write(
    template.replace(/\{\{\s*(op:\/\/[\w./-]+)\s*\}\}/g, (_, reference) => resolve(reference)),
  );
} else {
  const lines = (values['env-file'] ?? []).flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  const assigned = lines.flatMap((line) => {
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value.startsWith('op://') ? resolve(value) : value]];
  });
  const [program, ...rest] = positionals;
  const env = { ...process.env, ...Object.fromEntries(assigned) };
  process.exitCode = spawnSync(program, rest, { stdio: 'inherit', env }).status ?? 1;
}
