import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { simulated } from '../helpers/simulated.ts';
import { pathWithStandIns, signedIn } from '../helpers/stand-ins.ts';
import { testSite } from '../helpers/test-site.ts';

const document = readFileSync(new URL('../../docs/credentials.md', import.meta.url), 'utf8');

/** The blocks of a language, each with the heading that it stands under. */
function blocks(language: string): [heading: string, text: string][] {
  return document.split(/^#{2,} /m).flatMap((section) => {
    const [heading = ''] = section.split('\n');
    const found = [...section.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))];
    return found.map(([, text = '']): [string, string] => [heading, text]);
  });
}

const key = 'inventedKeyOfRecipes';
const secret = 'inventedSecretOfRecipes';
const encrypted = 'ENC[AES256_GCM,data:invented,type:str]';
const [[, keysEnv = ''] = []] = blocks('ini').filter(([heading]) => heading === '1Password');
const [[, template = ''] = []] = blocks('json').filter(([heading]) => heading === '1Password');

/** What lies where the recipes say; the two of their own scripts print what the document says of them. */
const files: Readonly<Record<string, string>> = {
  'keys.env': keysEnv,
  'binance.json.tpl': template,
  'keys.enc.yaml': encrypted,
  'bots.enc.yaml': encrypted,
  'keys.enc.env': encrypted,
  'identity.txt': 'AGE-SECRET-KEY-1INVENTED',
  'binance.json.age': 'age-encryption.org/v1\n',
  '.keys/grid-bot.key': `${key}\n`,
  '.keys/grid-bot.secret': `${secret}\n`,
  'keys/grid-bot/api-key': `${key}\n`,
  'keys/grid-bot/secret': secret,
  'run/secrets/grid_bot_key': key,
  'run/secrets/grid_bot_secret': secret,
  'unit/grid_bot_key': key,
  'unit/grid_bot_secret': secret,
  'print-credentials': `#!/bin/sh
key='{ "apiKey": "${key}", "secret": "${secret}" }'
[ "$2" = --all ] && echo "{ \\"data\\": { \\"$1\\": $key } }" || echo "$key"
`,
  'print-credential': `#!/bin/sh
[ "$2" = key ] && exec echo ${key}
[ "$2 $3" = 'secret --json' ] && exec echo '{ "value": "${secret}" }'
`,
};

async function setUp() {
  const account = { name: 'bot', exchange: 'binance', apiKey: key, secret };
  const { url } = await simulated([{ ...account, answers: 'tracker' }]);
  const cwd = folder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text, { mode: name.startsWith('print-') ? 0o755 : 0o600 });
  }
  const stored = { INVENTED_KEY: key, INVENTED_SECRET: secret };
  const env = { PATH: pathWithStandIns(), HOME: cwd, ...signedIn, ...stored };
  return { cwd, env, url };
}

/** The report of a scan that a shell starts. */
async function scanBy(line: string, cwd: string, env: NodeJS.ProcessEnv) {
  const { stdout, stderr } = await promisify(execFile)('sh', ['-c', line], { cwd, env });
  expect(stderr).toBe('');
  expect(stdout).not.toContain(key);
  expect(stdout).not.toContain(secret);
  return (JSON.parse(stdout) as Report).accounts.map(({ name, status, error }) => [
    name,
    error?.message ?? status,
  ]);
}

/** One key in many accounts is found fault with; what is looked at here is whether each was read. */
const scan = 'keyaudit scan --format json --fail-on critical --allow-incomplete';

it('each `credentials` of docs/credentials.md gives an account that is audited', async () => {
  const { cwd, env, url } = await setUp();
  const recipes = blocks('yaml').filter(([, text]) => !isWhole(text));
  const accounts = recipes.map(([, block], index) => {
    // The places that are the same on every machine lie in the test's folder.
    const here = block.replace(/(?<= )(?=\/(run|keys)\/)/g, cwd).replace(/^/gm, '    ');
    return `  - name: ${nameOf(index)}\n    exchange: binance\n    baseUrl: ${url}\n${here}`;
  });
  writeFileSync(join(cwd, 'keyaudit.config.yaml'), `accounts:\n${accounts.join('\n')}`);
  const places = { GRID_BOT_KEY: key, GRID_BOT_SECRET: secret, CREDENTIALS_DIRECTORY: join(cwd, 'unit') };
  const told = await scanBy(scan, cwd, { ...env, ...places });
  expect(told).toEqual(recipes.map((_, index) => [nameOf(index), 'audited']));

  /** Says in a failure which recipe it is. */
  function nameOf(index: number): string {
    return `${index} ${recipes[index]?.[0]}`;
  }
});

/** A configuration, not the part of one that says where a key is. */
function isWhole(text: string): boolean {
  return text.startsWith('accounts:');
}

it.each(blocks('yaml').filter(([, text]) => isWhole(text)))(
  '%s: a configuration that is right',
  async (_, text) => {
    const { code, stderr } = await keyaudit(['config'], { cwd: folder({ 'keyaudit.config.yaml': text }) });
    expect([code, stderr]).toEqual([0, '']);
  },
);

describe('each command line of docs/credentials.md starts a scan that finds the key', () => {
  // Offline, no exchange is asked; what a folder holds is found by test/cli/discover.test.ts.
  const scans = blocks('sh').filter(([, text]) => /keyaudit scan(?! --(?:offline|discover))/.test(text));
  it.each(scans)('%s: %s', async (_, line) => {
    const { cwd, env, url } = await setUp();
    const site = await testSite('api.binance.com', url);
    const account = 'binance';
    const started = line.replace('keyaudit scan', scan);
    expect(started).not.toBe(line);
    expect(await scanBy(started, cwd, { ...env, ...site.env, HTTPS_PROXY: site.proxy })).toEqual([
      [account, 'audited'],
    ]);
  });

  it('by files that variables name', async () => {
    const { cwd, env, url } = await setUp();
    const [[, environment = ''] = []] = blocks('yaml');
    const config = `accounts:\n- name: bot\n  exchange: binance\n  baseUrl: ${url}\n${environment.replace(/^/gm, '  ')}`;
    writeFileSync(join(cwd, 'keyaudit.config.yaml'), config);
    const [[, exports = ''] = []] = blocks('sh').filter(([heading]) => heading === 'Files');
    expect(exports).toContain('_FILE');
    expect(await scanBy(`${exports}\n${scan}`, cwd, env)).toEqual([['bot', 'audited']]);
  });
});

it('has a recipe for every stand-in', () => {
  const commands = [...blocks('yaml'), ...blocks('sh')].map(([, text]) => text).join();
  for (const name of ['op', 'vault', 'bws', 'bw', 'pass', 'sops', 'age', 'security']) {
    expect(commands).toMatch(new RegExp(`\\[${name}, |^${name} `, 'm'));
  }
});
