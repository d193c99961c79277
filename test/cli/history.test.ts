import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHistory } from '../../src/history/open.ts';
import { bash, folder, keyaudit, type RunOptions, run } from '../helpers/process.ts';
import { keyReport } from '../helpers/report.ts';
import { seenAccount } from '../helpers/seen.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';

const bot: ConfiguredAccount = { name: 'grid-bot', exchange: 'bybit', answers: 'documented' };
const name = 'keyaudit.config.yaml';

/** A scan with a state of its own, again and again with what the exchange answers then. */
async function setUp(account: ConfiguredAccount = bot) {
  const state = folder();
  const cwd = folder();
  const file = join(state, 'keyaudit', 'history.db');
  const answer = async (answers: ConfiguredAccount['answers']) => {
    const { config, env } = await simulated([{ ...account, answers }]);
    writeFileSync(join(cwd, name), config);
    return { ...env, XDG_STATE_HOME: state, LANG: 'C.UTF-8' } as Readonly<Record<string, string>>;
  };
  const env = await answer(account.answers);
  return { cwd, state, file, env, answer };
}

describe('the history', () => {
  it('shows what was changed between two scans, and since when', async () => {
    const { cwd, env, answer } = await setUp();
    await keyaudit(['scan', '--fail-on', 'critical'], { cwd, env });
    const then = await answer('documented-read-write');
    await keyaudit(['scan', '--fail-on', 'critical'], { cwd, env: then });
    const { code, stdout, stderr } = await keyaudit(['history'], { cwd, env: then });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^grid-bot \(bybit, inve…-bot\)\n {2}\S+ \S+Z first seen\n/);
    expect(stdout).toMatch(/\n {2}\S+ \S+Z changed since \S+ \S+Z\n/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toContain('    manage: denied → granted\n');
    expect(stdout).not.toContain(env.GRID_BOT_KEY);
  });

  it('is one line longer each time that nothing else is', async () => {
    const { cwd, env, file } = await setUp();
    await keyaudit(['scan', '--fail-on', 'critical'], { cwd, env });
    await keyaudit(['scan', '--fail-on', 'critical'], { cwd, env });
    const { keys } = JSON.parse((await keyaudit(['history', 'export'], { cwd, env })).stdout);
    expect(keys).toMatchObject([{ account: 'grid-bot', states: [{}] }]);
    expect(keys[0].states[0].lastSeen > keys[0].states[0].firstSeen).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each<[string, string[], RegExp]>([
    ['there is none', ['history'], /There is no history yet/],
    ['there is none to export', ['history', 'export'], /There is no history yet/],
    ['prune is not told how much', ['history', 'prune'], /--days/],
  ])('ends with 2 where %s', async (_, args, problem) => {
    const { code, stderr } = await keyaudit(args);
    expect(code).toBe(2);
    expect(stderr).toMatch(problem);
  });

  it.each([
    ['scan --no-history', ['scan', '--no-history']],
    ['demo', ['demo']],
  ])('is not touched by %s', async (_, args) => {
    const { cwd, env, state } = await setUp();
    await keyaudit(args, { cwd, env });
    expect(readdirSync(state)).toEqual([]);
  });

  it('is exported with nothing that a terminal obeys, and reads back as it was', async () => {
    const state = folder();
    const label = 'a\u009b31mb\u202ec';
    const { history } = openHistory(join(state, 'keyaudit', 'history.db'));
    history?.record({
      startedAt: '2026-11-01T06:00:00.000Z',
      accounts: [seenAccount('grid-bot', [keyReport({ label })])],
    });
    history?.close();
    const { stdout } = await keyaudit(['history', 'export'], { env: { XDG_STATE_HOME: state } });
    expect(stdout).not.toMatch(/[\u0080-\u009f\u202e]/);
    expect(JSON.parse(stdout).keys).toMatchObject([{ label }]);
  });

  it('forgets what it is told to', async () => {
    const { cwd, env } = await setUp();
    await keyaudit(['scan', '--fail-on', 'critical'], { cwd, env });
    const kept = await keyaudit(['history', 'prune', '--days', '1'], { cwd, env });
    expect(kept.stderr).toMatch(/^Forgotten: 0 states/);
    // Before any time that a date can have.
    const all = await keyaudit(['history', 'prune', '--days', '999999999'], { cwd, env });
    expect([all.code, all.stderr]).toEqual([0, expect.stringMatching(/^Forgotten: 0 states/)]);
    expect((await keyaudit(['history', 'grid-bot'], { cwd, env })).code).toBe(0);
  });
});

const withoutSqlite = `
  const Module = require('node:module');
  const load = Module._load;
  Module._load = (name, ...others) => {
    if (!name.startsWith('@libsql/')) return load(name, ...others);
    throw Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' });
  };
`;

/** What Node does for a user without an entry in the list of users. */
const withoutHome = `
  require('node:os').homedir = () => {
    throw Object.assign(new Error('no such user'), { code: 'ERR_SYSTEM_ERROR' });
  };
  require('node:module').syncBuiltinESMExports();
`;

describe('a scan goes on, and says that it is not remembered', () => {
  it('where the folder cannot be made', async () => {
    const { cwd, env, state } = await setUp();
    writeFileSync(join(state, 'keyaudit'), 'a file of this name');
    const { code, stdout, stderr } = await keyaudit(['scan', '--fail-on', 'critical', '--format', 'json'], {
      cwd,
      env,
    });
    expect(stderr).toMatch(/There is no history this time: /);
    expect([code, JSON.parse(stdout).keys.length]).toEqual([0, 1]);
  });

  it('where the disk is full', async () => {
    const { cwd, env, file } = await setUp();
    await keyaudit(['scan', '--fail-on', 'critical'], { cwd, env });
    const before = JSON.parse((await keyaudit(['history', 'export'], { cwd, env })).stdout);
    // No file may grow beyond 1 KiB: what a full disk does to a database, for this process alone.
    const bin = new URL('../../bin/keyaudit.js', import.meta.url).pathname;
    const command = `trap '' XFSZ; ulimit -f 1; exec "${process.execPath}" "${bin}" scan --fail-on critical --format json`;
    const full = await bash(command, { cwd, env });
    expect(full.stderr).toMatch(/not remembered: |no history this time: /i);
    expect(full.code).toBe(0);
    const after = JSON.parse((await keyaudit(['history', 'export'], { cwd, env })).stdout);
    expect(after).toEqual(before);
    expect(readdirSync(join(file, '..'))).toEqual(['history.db']);
  });

  it('where SQLite has no build for this system', async () => {
    const { cwd, env } = await setUp();
    // Before anything else, in each process: the package of this system is not there.
    const preload = join(folder({ 'no-sqlite.cjs': withoutSqlite }), 'no-sqlite.cjs');
    const lacking = { ...env, NODE_OPTIONS: `--require ${preload}` };
    const args = ['scan', '--fail-on', 'critical', '--format', 'json'];
    const { code, stdout, stderr } = await keyaudit(args, { cwd, env: lacking });
    expect(stderr).toMatch(/There is no history this time: SQLite cannot be loaded/);
    expect([code, JSON.parse(stdout).keys.length]).toEqual([0, 1]);
    await keyaudit(args, { cwd, env });
    const shown = await keyaudit(['history'], { cwd, env: lacking });
    expect([shown.code, shown.stderr]).toEqual([2, expect.stringContaining('SQLite cannot be loaded')]);
  });

  it('where the user has neither a home nor a folder for states', async () => {
    const { cwd, env } = await setUp();
    const preload = join(folder({ 'no-home.cjs': withoutHome }), 'no-home.cjs');
    const nowhere = { HOME: '', XDG_STATE_HOME: '', XDG_CONFIG_HOME: cwd };
    const lacking = { ...env, ...nowhere, NODE_OPTIONS: `--require ${preload}` };
    const args = ['scan', '--fail-on', 'critical', '--format', 'json'];
    const { code, stdout, stderr } = await keyaudit(args, { cwd, env: lacking });
    expect(stderr).toContain('This scan is not remembered: this user has no home.');
    expect([code, JSON.parse(stdout).keys.length]).toEqual([0, 1]);
    const shown = await keyaudit(['history'], { cwd, env: lacking });
    expect([shown.code, shown.stderr]).toEqual([2, expect.stringContaining('Set XDG_STATE_HOME')]);
  });

  it('where the file is damaged, which is kept', async () => {
    const { cwd, env, file } = await setUp();
    mkdirSync(join(file, '..'));
    writeFileSync(file, 'not a database, but somebody’s');
    const { code, stderr } = await keyaudit(['scan', '--fail-on', 'critical'], { cwd, env });
    expect(code).toBe(0);
    expect(stderr).toMatch(/The history was damaged\. It is kept as .*damaged-/);
    const aside = readdirSync(join(file, '..')).find((each) => each.includes('damaged'));
    expect(readFileSync(join(file, '..', aside ?? ''), 'utf8')).toBe('not a database, but somebody’s');
  });
});

const keys = Array.from({ length: 20 }, (_, at) =>
  keyReport({ fingerprint: `sha256:${String(at).padStart(64, '0')}`, account: 'grid-bot' }),
);

/** Records twenty keys again and again, each time with other facts; prints the number of each. */
const recorder = `
  const [library, file, prefix, rounds, seen] = process.argv.slice(1);
  const { openHistory } = await import(library);
  const account = JSON.parse(seen);
  for (let round = 1; round <= Number(rounds); round += 1) {
    const { history, notices } = openHistory(file);
    if (history === null) throw new Error(notices.join(' '));
    const startedAt = new Date(Date.UTC(2026, 0, 1) + round * 1000).toISOString();
    const grants = [{ name: prefix + round, scope: 'other' }];
    history.record({
      startedAt,
      accounts: [{ ...account, keys: account.keys.map((key) => ({ ...key, grants })) }],
    });
    history.close();
    process.stdout.write(round + '\\n');
  }
`;

async function record(file: string, prefix: string, rounds: number, options: RunOptions = {}) {
  const library = new URL('../../dist/history/open.js', import.meta.url).href;
  const seen = JSON.stringify(seenAccount('grid-bot', keys));
  const args = ['--input-type=module', '--eval', recorder, library, file, prefix, String(rounds), seen];
  return await run(process.execPath, args, options);
}

/** The rounds that each key has a state of. */
function roundsOf(file: string): readonly (readonly string[])[] {
  const { history, notices } = openHistory(file);
  expect(notices).toEqual([]);
  const lives = history?.lives(null) ?? [];
  history?.close();
  return lives.map(({ states }) => states.map(({ facts }) => facts.grants[0]?.name ?? ''));
}

describe('the history is whole', () => {
  it('after processes were killed at any moment', async () => {
    const file = join(folder(), 'history.db');
    let told = 0;
    for (let kill = 0; kill < 15; kill += 1) {
      // Once it is at it, after a time that differs.
      const { stdout } = await record(file, `${kill}-`, 1_000, {
        during: (child) =>
          child.stdout?.once('data', () => setTimeout(() => child.kill('SIGKILL'), kill * 7)),
      });
      told += stdout.split('\n').length - 1;
    }
    const rounds = roundsOf(file);
    expect(rounds).toHaveLength(20);
    // All keys of a scan or none; nothing that was reported as done is missing.
    for (const each of rounds) expect(each).toEqual(rounds[0]);
    expect(rounds[0]?.length).toBeGreaterThanOrEqual(told);
    expect(rounds[0]?.length).toBeLessThanOrEqual(told + 15);
  });

  it('after several wrote at once', async () => {
    const file = join(folder(), 'history.db');
    const writers = ['a', 'b', 'c'].map((prefix) => record(file, prefix, 20));
    for (const { code, stderr } of await Promise.all(writers)) expect(code, stderr).toBe(0);
    const [first, ...others] = roundsOf(file);
    for (const each of others) expect(each).toEqual(first);
    const expected = ['a', 'b', 'c'].flatMap((prefix) =>
      Array.from({ length: 20 }, (_, at) => prefix + (at + 1)),
    );
    expect(first?.toSorted()).toEqual(expected.toSorted());
  });
});
