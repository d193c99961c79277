import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { formats } from '../../src/reporters/index.ts';
import { installMissing } from '../helpers/debian.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { repository } from '../helpers/repository.ts';
import { traced } from '../helpers/traced.ts';

const secret = 'invented-secret-that-must-not-be-told';

/** A bot's file, and a configuration with an account for each exchange in it. */
const keys = (...exchanges: string[]) =>
  JSON.stringify(
    Object.fromEntries(
      exchanges.map((id) => [id, { apiKey: `invented-key-of-${id}`, secret, password: secret }]),
    ),
  );
const config = (path: string, exchanges: readonly string[], more = '') =>
  `accounts:\n${exchanges
    .map(
      (id) =>
        `  - name: ${id}-bot\n    exchange: ${id}\n    credentials: { file: { path: ${JSON.stringify(path)}, format: ccxt } }\n${more}`,
    )
    .join('')}`;

const three = ['kraken', 'bybit', 'okx'];
const mode = (path: string, bits: number) => {
  chmodSync(path, bits);
  return path;
};

/** A repository whose first commit has everything but what is ignored. */
function bot(bits: number, ignored = '') {
  const made = repository();
  mode(made.path, 0o755);
  made.write('keyaudit.config.yaml', config('./keys.json', three));
  made.write('.gitignore', ignored);
  mode(made.write('keys.json', keys(...three)), bits);
  return made;
}

async function scan(cwd: string, ...args: string[]) {
  const { code, stdout, stderr } = await keyaudit(['scan', '--offline', '--format', 'json', ...args], {
    cwd,
  });
  expect(stdout + stderr).not.toContain(secret);
  const report = JSON.parse(stdout) as Report;
  const told = report.findings.map(({ check, severity, outcome, file, account }) =>
    [check, severity, outcome, file, account].join(' '),
  );
  return { code, stderr, report, told };
}

const reason = installMissing(['strace'], ['strace']);
if (reason !== null) it('is not traced', ({ skip }) => skip(reason));

describe('scan --offline', () => {
  it('passes a file that nobody else reads and git ignores, and says that nobody was asked', async () => {
    const { code, report, told, stderr } = await scan(bot(0o600, '/keys.json\n').path);
    expect([code, told, stderr]).toEqual([0, [], '']);
    expect(report.accounts.map(({ status }) => status)).toEqual(Array(3).fill('not-asked'));
    expect(report.summary).toMatchObject({ verdict: 'pass', accounts: 3, notAsked: 3, keys: 0 });
  });

  it('fails a file that others read and git tracks: once, for its three accounts', async () => {
    const { path, git, commit } = bot(0o644);
    git('add', '.');
    commit();
    const { code, told, report } = await scan(path);
    expect(code).toBe(1);
    expect(told).toEqual([
      'secret-in-repository critical fail keys.json kraken-bot',
      'readable-by-others high fail keys.json kraken-bot',
    ]);
    expect(report.accounts.map(({ storage }) => storage?.map((file) => file.repository))).toEqual(
      Array(3).fill(['tracked']),
    );
  });

  it('is mended by the commands that it gives', async () => {
    const { path, git, commit } = bot(0o644);
    git('add', '.');
    commit();
    const { report } = await scan(path);
    const steps = report.findings.flatMap(({ remediation }) => remediation.steps);
    const commands = steps.flatMap((step) =>
      [...step.matchAll(/`((?:chmod|git) [^`]+)`/g)].map(([, text]) => text),
    );
    expect(commands).toEqual(['git rm --cached -- keys.json', 'chmod 600 keys.json']);
    for (const command of commands) execFileSync('sh', ['-c', command ?? ''], { cwd: path, stdio: 'ignore' });
    writeFileSync(join(path, '.gitignore'), '/keys.json\n');
    git('add', '.');
    commit();
    const { code, told } = await scan(path);
    // The history keeps it.
    expect([code, told]).toEqual([0, ['secret-in-repository medium fail keys.json kraken-bot']]);
  });

  it('obeys the threshold, waivers, a baseline and --strict', async () => {
    const { path, write } = bot(0o600);
    expect((await scan(path)).told).toEqual(['secret-in-repository medium fail keys.json kraken-bot']);
    expect((await scan(path)).code).toBe(0);
    expect((await scan(path, '--fail-on', 'medium')).code).toBe(1);
    const before = (await keyaudit(['scan', '--offline', '--format', 'json'], { cwd: path })).stdout;
    const baseline = join(folder({ 'before.json': before }), 'before.json');
    expect((await scan(path, '--fail-on', 'medium', '--baseline', baseline)).code).toBe(0);
    const waive = (check: string, account: string) =>
      `  - { check: ${check}, account: ${account}, reason: known, expires: ${tomorrow()} }\n`;
    const accepted = three.map((id) => waive('secret-in-repository', `${id}-bot`)).join('');
    const ofKeys = waive('withdrawal-enabled', 'kraken-bot');
    write('keyaudit.config.yaml', `${config('./keys.json', three)}waivers:\n${accepted}${ofKeys}`);
    const { code, report } = await scan(path, '--fail-on', 'medium', '--strict');
    expect([code, report.summary.waived]).toEqual([0, 1]);
  });

  it('finds a file that is not there unverifiable, which fails where it is strict', async () => {
    const cwd = folder({ 'keyaudit.config.yaml': config('./none.json', ['kraken']) });
    const { code, report } = await scan(cwd);
    expect([code, report.summary.verdict, report.summary.unverifiable]).toEqual([0, 'pass', 3]);
    expect((await scan(cwd, '--strict')).code).toBe(1);
  });

  it('asks no exchange and no name server', async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    server.on('connection', () => {
      requests += 1;
    });
    const { port } = server.address() as AddressInfo;
    const cwd = folder({
      'keys.json': keys(...three),
      'keyaudit.config.yaml': config('./keys.json', three, `    baseUrl: http://127.0.0.1:${port}\n`),
    });
    await scan(cwd);
    expect(requests).toBe(0);
    // The same without --offline does ask: it is this server that would have counted.
    await keyaudit(['scan'], { cwd });
    expect(requests).toBeGreaterThan(0);
  });

  it.runIf(reason === null)('opens no connection, and writes no file', async () => {
    const { path } = bot(0o644);
    const { code, output, written, connections, programs, lines } = await traced(['scan', '--offline'], {
      cwd: path,
    });
    // For what it finds.
    expect(code, output).toBe(1);
    expect(lines.some((line) => line.includes('keys.json'))).toBe(true);
    expect(programs.length).toBeGreaterThan(1);
    expect([connections, written]).toEqual([[], []]);
  });

  it.each(formats)('says in %s that no exchange was asked', async (format) => {
    const { path } = bot(0o600, '/keys.json\n');
    const { stdout, code } = await keyaudit(['scan', '--offline', '--format', format], { cwd: path });
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/No exchange was asked|"not-asked"/i);
  });

  it('does not open the keychain where there is no configuration, and says so', async () => {
    const { code, stderr } = await keyaudit(['scan', '--offline'], { cwd: folder() });
    expect(code).toBe(2);
    expect(stderr).toContain('stays closed');
  });

  it('looks at the files that variables name', async () => {
    const cwd = mode(folder({ key: 'invented', secret }), 0o755);
    mode(join(cwd, 'key'), 0o600);
    mode(join(cwd, 'secret'), 0o644);
    const env = { KRAKEN_APIKEY_FILE: join(cwd, 'key'), KRAKEN_SECRET_FILE: join(cwd, 'secret') };
    const { stdout, code } = await keyaudit(['scan', '--offline', '--format', 'json'], { cwd, env });
    const { findings, accounts } = JSON.parse(stdout) as Report;
    expect(code).toBe(1);
    expect(findings.map(({ check, file }) => [check, file])).toEqual([['readable-by-others', 'secret']]);
    expect(accounts[0]?.storage?.map(({ path }) => path)).toEqual(['key', 'secret']);
  });
});

it('a hostile repository has nothing run', async () => {
  const { path, write, git } = bot(0o600);
  const program = mode(write('evil', `#!/bin/sh\ntouch '${path}/owned'\n`), 0o755);
  git('add', 'keyaudit.config.yaml');
  git('config', 'core.fsmonitor', program);
  const { told, report } = await scan(path);
  expect(told).toEqual(['secret-in-repository medium fail keys.json kraken-bot']);
  expect(report.accounts).toHaveLength(3);
  expect(execFileSync('ls', [path], { encoding: 'utf8' })).not.toContain('owned');
});

it('shows a file in the table, at its place in SARIF, and to GitHub', async () => {
  const { path, git } = bot(0o644, '');
  git('add', '.');
  const run = async (format: string) =>
    (await keyaudit(['scan', '--offline', '--format', format], { cwd: path })).stdout;
  expect(await run('table')).toContain('  keys.json (kraken-bot, bybit-bot, okx-bot)\n');
  const sarif = JSON.parse(await run('sarif'));
  const [{ automationDetails, results, tool }] = sarif.runs;
  expect(automationDetails.id).toBe('keyaudit-offline/');
  expect(results[0].locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'keys.json' },
    region: { startLine: 1 },
  });
  const rules = tool.driver.rules.map(({ id }: { id: string }) => id);
  expect(rules).toContain('secret-in-repository');
  expect(rules).not.toContain('withdrawal-enabled');
  expect(await run('github')).toContain('file=keys.json,line=1::');
  expect(await run('junit')).toContain('secret-in-repository (keys.json)');
});

/** As waivers write a day. */
function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
}
