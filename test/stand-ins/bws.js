// Bitwarden Secrets Manager: https://bitwarden.com/help/secrets-manager-cli
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { credentials, fail, key, secret, variables } from './store.js';

const stored = {
  'be8e0ad8-d545-4017-a55a-b02f014d4158': { key: 'BINANCE_APIKEY', value: key },
  '1c0f5a4d-6e3f-4b7e-8a5e-b02f014d4159': { key: 'BINANCE_SECRET', value: secret },
  '5f3b0c1e-2d47-4f0a-9c86-b02f014d4160': { key: 'binance', value: JSON.stringify(credentials) },
};

const { BWS_ACCESS_TOKEN, ...env } = process.env;
if (!BWS_ACCESS_TOKEN) fail('Error: \n   0: Missing access token');
const { positionals } = parseArgs({
  options: { output: { type: 'string', short: 'o' }, color: { type: 'string', short: 'c' } },
  allowPositionals: true,
});
const [command, ...rest] = positionals;
if (command === 'run') {
  // A shell gets the words, joined.
  const { status } = spawnSync('sh', ['-c', rest.join(' ')], {
    stdio: 'inherit',
    env: { ...env, ...variables },
  });
  process.exitCode = status ?? 1;
} else {
  const [subcommand, id] = rest;
  if (command !== 'secret' || subcommand !== 'get') fail(`error: unrecognized subcommand '${subcommand}'`, 2);
  const entry = stored[id] ?? fail('Error: \n   0: Received error message from server: [404 Not Found]');
  const dates = { creationDate: '2026-11-26T10:00:00.000Z', revisionDate: '2026-11-26T10:00:00.000Z' };
  const answer = { id, organizationId: 'invented', projectId: 'invented', ...entry, note: '', ...dates };
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
}
