// HashiCorp Vault: https://developer.hashicorp.com/vault/docs/commands/kv/get
import { parseArgs } from 'node:util';
import { credentials, fail, key, secret } from './store.js';

const stored = {
  'secret/binance': credentials,
  'secret/bots/binance': { api_key: key, api_secret: secret },
};

if (!process.env.VAULT_TOKEN)
  fail('Error making API request.\n\nCode: 403. Errors:\n\n* permission denied', 2);
const [command, subcommand, ...args] = process.argv.slice(2);
if (command !== 'kv' || subcommand !== 'get') fail('Usage: vault kv <subcommand> [options] [args]', 127);
const { values, positionals } = parseArgs({
  // Its flags have one hyphen.
  args: args.map((arg) => arg.replace(/^-/, '--')),
  options: { mount: { type: 'string' }, field: { type: 'string' }, format: { type: 'string' } },
  allowPositionals: true,
});
const data = stored[`${values.mount}/${positionals[0]}`];
if (data === undefined) fail(`No value found at ${values.mount}/data/${positionals[0]}`, 2);
if (values.field !== undefined) {
  process.stdout.write(data[values.field] ?? fail(`Field "${values.field}" not present in secret`));
} else if (values.format === 'json') {
  const metadata = {
    created_time: '2026-11-26T10:00:00Z',
    custom_metadata: null,
    destroyed: false,
    version: 1,
  };
  const answer = {
    request_id: 'invented',
    lease_id: '',
    lease_duration: 0,
    renewable: false,
    warnings: null,
  };
  process.stdout.write(`${JSON.stringify({ ...answer, data: { data, metadata } }, null, 2)}\n`);
} else {
  process.stdout.write('====== Data ======\nKey         Value\n---         -----\n');
}
