import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openHistory } from '../../src/history/open.ts';
import { bash, folder, keyaudit, type RunOptions, run } from '../helpers/process.ts';
import { finding } from '../helpers/report.ts';
import { keyOf, seenAccount } from '../helpers/seen.ts';

const library = new URL('../../dist/history/open.js', import.meta.url).href;
const numbers = Array.from({ length: 10 }, (_, at) => String(at).padStart(2, '0'));
const account = seenAccount(
  'grid-bot',
  numbers.map((digits) => keyOf(digits)),
);
const told = numbers.map((digits) =>
  finding({
    ...{
      check: 'permission-widened',
      id: `${digits}${'0'.repeat(14)}`,
      account: 'grid-bot',
      exchange: 'bybit',
    },
    key: keyOf(digits).fingerprint,
  }),
);

/** Scans again and again, each time with other rights of all keys, and reports that; prints the number of each. */
const scanner = `
  const [library, file, prefix, rounds, seen, findings] = process.argv.slice(1);
  const { openHistory } = await import(library);
  const account = JSON.parse(seen);
  for (let round = 1; round <= Number(rounds); round += 1) {
    const { history, notices } = openHistory(file);
    if (history === null) throw new Error(notices.join(' '));
    const startedAt = new Date(Date.UTC(2026, 0, 1) + round * 1000).toISOString();
    const grants = [{ name: prefix + round, scope: 'other' }];
    const keys = account.keys.map((key) => ({ ...key, grants }));
    history.record({ startedAt, accounts: [{ ...account, keys }] }).reported(JSON.parse(findings));
    history.close();
    process.stdout.write(round + '\\n');
  }
`;

/** Acknowledges all that waits again and again, with a reason of its own each time; prints the number of each. */
const acknowledger = `
  const [library, file, prefix, rounds] = process.argv.slice(1);
  const { openHistory } = await import(library);
  for (let round = 1; round <= Number(rounds); round += 1) {
    const { history, notices } = openHistory(file);
    if (history === null) throw new Error(notices.join(' '));
    history.acknowledge(history.reported(), prefix + round, new Date());
    history.close();
    process.stdout.write(round + '\\n');
  }
`;

const script = (text: string, args: readonly string[], options: RunOptions = {}) =>
  run(process.execPath, ['--input-type=module', '--eval', text, library, ...args], options);
const scan = (file: string, prefix: string, rounds: number, options?: RunOptions) =>
  script(scanner, [file, prefix, String(rounds), JSON.stringify(account), JSON.stringify(told)], options);
const acknowledge = (file: string, prefix: string, rounds: number, options?: RunOptions) =>
  script(acknowledger, [file, prefix, String(rounds)], options);

function livesIn(file: string) {
  const { history, notices } = openHistory(file);
  expect(notices).toEqual([]);
  const lives = history?.lives(null) ?? [];
  history?.close();
  return lives;
}

/** Once it is at it, after this time. */
const killedAfter = (ms: number): RunOptions => ({
  during: (child) => child.stdout?.once('data', () => setTimeout(() => child.kill('SIGKILL'), ms)),
});
const linesOf = (text: string) => text.split('\n').length - 1;

describe('acknowledgements are whole', () => {
  it('after two scans and an acknowledgement at once, each killed at any moment', async () => {
    const file = join(folder(), 'history.db');
    expect((await scan(file, 'first-', 1)).code).toBe(0);
    let [scans, acks] = [1, 0];
    for (let kill = 0; kill < 10; kill += 1) {
      const [one, other, ack] = await Promise.all([
        scan(file, `a${kill}-`, 1_000, killedAfter(kill * 9)),
        scan(file, `b${kill}-`, 1_000, killedAfter(kill * 13)),
        acknowledge(file, `${kill}-`, 1_000, killedAfter(kill * 11)),
      ]);
      scans += linesOf(one.stdout) + linesOf(other.stdout);
      acks += linesOf(ack.stdout);
    }
    const lives = livesIn(file);
    expect(lives).toHaveLength(numbers.length);
    const [first] = lives;
    const reasons = first?.acknowledgements.map(({ reason }) => reason) ?? [];
    for (const { states, acknowledgements } of lives) {
      // Of all keys of a scan or of none, and likewise of what was acknowledged together.
      expect(states.map(({ facts }) => facts.grants)).toEqual(first?.states.map(({ facts }) => facts.grants));
      expect(acknowledgements.map(({ reason }) => reason)).toEqual(reasons);
    }
    // Nothing that was said to be done is missing; one may have been done that was not said any more.
    expect(first?.states.length).toBeGreaterThanOrEqual(scans);
    expect(first?.states.length).toBeLessThanOrEqual(scans + 20);
    expect(reasons.length).toBeGreaterThanOrEqual(acks);
    expect(reasons.length).toBeLessThanOrEqual(acks + 10);
  });

  it('where history prune forgets the rest, and says what it keeps', async () => {
    const state = folder();
    const file = join(state, 'keyaudit', 'history.db');
    const [changed, other] = account.keys;
    if (changed === undefined || other === undefined) throw new Error('no keys');
    const { history } = openHistory(file);
    const at = (year: number) => `${year}-01-01T00:00:00.000Z`;
    history?.record({ startedAt: at(2020), accounts: [{ ...account, keys: [changed, other] }] });
    const widened = { ...changed, permissions: { ...changed.permissions, withdraw: 'granted' as const } };
    history
      ?.record({ startedAt: at(2021), accounts: [{ ...account, keys: [widened, other] }] })
      .reported(told.slice(0, 1));
    const prune = async () => {
      const args = ['history', 'prune', '--days', '400'];
      const { code, stderr } = await keyaudit(args, { env: { XDG_STATE_HOME: state } });
      return [code, ...stderr.trimEnd().split('\n')];
    };
    expect(await prune()).toEqual([
      0,
      expect.stringMatching(/^Forgotten: 1 state last seen before /),
      'Kept: 2 states as old, of keys with changes that nobody has acknowledged.',
      'keyaudit ack --list names them.',
    ]);
    history?.acknowledge(history.reported(), 'it was me', new Date());
    history?.close();
    expect(await prune()).toEqual([0, expect.stringMatching(/^Forgotten: 2 states/)]);
  });

  it('where the disk is full: it is said, and nothing is acknowledged', async () => {
    const state = folder();
    const file = join(state, 'keyaudit', 'history.db');
    expect((await scan(file, 'only-', 1)).code).toBe(0);
    const bin = new URL('../../bin/keyaudit.js', import.meta.url).pathname;
    // No file may grow beyond 1 KiB: what a full disk does to a database, for this process alone.
    const command = `trap '' XFSZ; ulimit -f 1; exec "${process.execPath}" "${bin}" ack 000000 --reason x`;
    const { code, stdout, stderr } = await bash(command, { env: { XDG_STATE_HOME: state } });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^keyaudit: The history stays as it was: /);
    expect(livesIn(file).flatMap(({ acknowledgements }) => acknowledgements)).toEqual([]);
  });
});
