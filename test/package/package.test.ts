import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '../../src/simulator/demo.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
let workspace = '';

/** Result of a process, whichever way it ended. */
async function outcome(file: string, args: readonly string[], cwd: string, env: Record<string, string>) {
  try {
    const { stdout, stderr } = await run(file, args, { cwd, env, maxBuffer: 50_000_000 });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

async function npm(args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await run('npm', [...args, '--no-audit', '--no-fund'], { cwd, maxBuffer: 50_000_000 });
  return stdout;
}

beforeAll(async () => {
  workspace = await realpath(await mkdtemp(join(tmpdir(), 'keyaudit-package-')));
  await npm(['pack', '--pack-destination', workspace], root);
});
afterAll(async () => {
  await rm(workspace, { recursive: true, force: true });
});

async function tarball(): Promise<string> {
  const name = (await readdir(workspace)).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error('npm pack made no tarball');
  return join(workspace, name);
}

/** Where a Node of this major version is. */
async function nodeFolder(major: number): Promise<string> {
  const script = join(root, 'scripts', 'with-node.js');
  const args = [script, String(major), workspace, 'node', '-p', 'process.execPath'];
  const { stdout } = await run(process.execPath, args);
  return join(stdout.trim(), '..');
}

it('ships no tests, sources or tools', async () => {
  const { stdout } = await run('tar', ['-tzf', await tarball()]);
  const files = stdout.trim().split('\n');
  expect(files).toContain('package/dist/index.d.ts');
  expect(files).toContain('package/schema/report.schema.json');
  expect(files).toContain('package/LICENSE');
  // Messages send people there.
  expect(files).toContain('package/docs/credentials.md');
  // Of the fixtures, those that the demonstration serves, and what their exchanges answer in every case.
  const cases = new Set(
    files.flatMap((file) => /^package\/(fixtures\/exchanges\/[^/]+\/[^/]+)\//.exec(file)?.[1] ?? []),
  );
  expect([...cases].toSorted()).toEqual(
    demoAccounts.map(({ exchange, answers }) => `fixtures/exchanges/${exchange}/${answers}`).toSorted(),
  );
  expect(files.filter((file) => /\.test\.|^package\/(src|test|scripts|\.ci)\//.test(file))).toEqual([]);
});

it('has types that a strict program compiles against', async () => {
  const folder = join(workspace, 'typed');
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  await npm(['install', '--ignore-scripts', await tarball()], folder);
  const program = `import { type Account, audit, type Report, Secret, UserError } from 'keyaudit';
    const account: Account = { name: 'bot', exchange: 'binance', acceptHazards: [], proxy: null, baseUrl: null,
      credentials: async () => ({ apiKey: new Secret('invented') }) };
    const report: Report = await audit({ accounts: [account], policy: { failOn: 'low' } });
    const verdict: 'pass' | 'fail' | 'incomplete' = report.summary.verdict;
    // @ts-expect-error: a verdict is no number
    const wrong: number = verdict;
    export { UserError, wrong };`;
  await writeFile(join(folder, 'program.ts'), program);
  const strict = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--module',
    'nodenext',
    '--target',
    'es2023',
  ];
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const { code, stdout } = await outcome(tsc, [...strict, '--types', '', 'program.ts'], folder, {
    PATH: process.env.PATH ?? '',
  });
  expect([code, stdout]).toEqual([0, '']);
});

describe.each([20, 22, 24])('on Node %i, installed into an empty folder', (major) => {
  let folder = '';
  let env: Record<string, string> = {};
  beforeAll(async () => {
    folder = join(workspace, `user-${major}`);
    await mkdir(folder);
    env = { PATH: `${await nodeFolder(major)}:${process.env.PATH}`, HOME: folder, NO_COLOR: '1' };
    await writeFile(join(folder, 'package.json'), '{"private":true}');
    // As npm 11 does by default: no install script runs.
    await npm(['install', '--ignore-scripts', await tarball()], folder);
  });

  it('runs under that Node', async () => {
    expect((await outcome('node', ['--version'], folder, env)).stdout).toMatch(new RegExp(`^v${major}\\.`));
  });

  it('demonstrates', async () => {
    const { code, stdout, stderr } = await outcome('npx', ['keyaudit', 'demo'], folder, env);
    expect(stderr).toContain('would have exited with 1');
    expect(stdout).toMatch(/FAIL/);
    expect(code).toBe(0);
    const json = await outcome('npx', ['keyaudit', 'demo', '--format', 'json', '--exit-code'], folder, env);
    expect(JSON.parse(json.stdout).summary).toMatchObject({ verdict: 'fail', accounts: 5 });
    expect(json.code).toBe(1);
  });

  it('scans', async () => {
    const nothing = await outcome('npx', ['keyaudit', 'scan'], folder, env);
    expect(nothing.code).toBe(2);
    expect(nothing.stderr).toContain('keyaudit demo');
    await writeFile(
      join(folder, 'keyaudit.config.yaml'),
      'accounts:\n  - name: bot\n    exchange: binance\n    baseUrl: http://127.0.0.1:9\n    credentials: { env: { apiKey: K, secret: S } }\n',
    );
    const down = await outcome('npx', ['keyaudit', 'scan', '--format', 'json'], folder, {
      ...env,
      K: 'invented-key',
      S: 'invented-secret',
    });
    expect(JSON.parse(down.stdout).accounts).toMatchObject([{ name: 'bot', error: { kind: 'unreachable' } }]);
    expect(down.code).toBe(3);
  });

  it('is a library', async () => {
    const script = `import { audit, Secret } from 'keyaudit';
      const report = await audit({ accounts: [{ name: 'bot', exchange: 'binance', acceptHazards: [], proxy: null,
        baseUrl: 'http://127.0.0.1:9', credentials: async () => ({ apiKey: new Secret('invented'), secret: new Secret('x') }) }] });
      console.log(report.summary.verdict, String(new Secret('CANARY')));`;
    const { stdout } = await outcome('node', ['--input-type=module', '-e', script], folder, env);
    expect(stdout).toBe('incomplete [redacted]\n');
  });
});
