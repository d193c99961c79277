import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { driftChecks } from '../../src/model/history.ts';
import type { Finding, Report } from '../../src/model/report.ts';
import type { FixtureAnswer } from '../../src/simulator/fixtures.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { simulated } from '../helpers/simulated.ts';

const own = 'invented-key-of-bot';

interface Key {
  readonly id?: string;
  readonly permissions?: unknown;
  readonly cidrs?: readonly string[];
}

/** The list of keys as BitMEX answers it (support.bitmex.com, article 6205606449309); a key without an id asks. */
function list(...keys: readonly Key[]): readonly FixtureAnswer[] {
  const body = keys.map(({ id = own, permissions = ['order'], cidrs = ['203.0.113.7/32'] }) => ({
    ...{
      id,
      secret: 'INVENTED-SECRET-THAT-NOBODY-MAY-SEE',
      name: '',
      nonce: 0,
      cidr: cidrs[0] ?? '',
      cidrs,
      permissions,
    },
    ...{ targetAccountId: null, enabled: true, userId: 700001, created: '2025-03-02T09:15:07.139Z' },
  }));
  return [{ method: 'GET', path: '/api/v1/apiKey', body }];
}

const usual = list({});
const withdraws = list({ permissions: ['order', 'withdraw'] });
/** With the right to withdraw, BitMEX does not tell any more whether the key may transfer. */
const told = ['permission-widened critical', 'known-became-unknown medium'];
const unreadable = list({ permissions: 'order' });
const down: readonly FixtureAnswer[] = [{ method: 'GET', path: '/api/v1/apiKey', status: 503, body: {} }];

/** An account at BitMEX that answers what a test wants it to, scan by scan. */
async function setUp(first: readonly FixtureAnswer[] = usual, rest = '') {
  const { config, env, change } = await simulated([{ name: 'bot', exchange: 'bitmex', answers: first }]);
  const cwd = folder({ 'keyaudit.config.yaml': config + rest });
  const all = { ...env, XDG_STATE_HOME: folder(), LANG: 'C.UTF-8' } as Readonly<Record<string, string>>;
  const run = async (...args: readonly string[]) => await keyaudit(args, { cwd, env: all });
  const scan = async (answers: readonly FixtureAnswer[] | null = null, ...args: readonly string[]) => {
    if (answers !== null) change('bot', answers);
    const { code, stdout, stderr } = await run('scan', '--format', 'json', ...args);
    const report = JSON.parse(stdout) as Report;
    const changes = report.findings.filter(({ check }) => driftChecks.some((id) => id === check));
    return {
      code,
      stderr,
      report,
      changes,
      said: changes.map(({ check, severity }) => `${check} ${severity}`),
    };
  };
  const configure = (text: string) => writeFileSync(join(cwd, 'keyaudit.config.yaml'), config + text);
  return { run, scan, configure, env: all };
}

const idOf = (changes: readonly Finding[]) => changes[0]?.id ?? '';

describe('a key that is widened between two scans', () => {
  it('is told of until it is acknowledged, and again when it is widened again', async () => {
    const { run, scan } = await setUp();
    expect((await scan()).said).toEqual([]);
    const second = await scan(withdraws);
    expect([second.code, second.said]).toEqual([1, told]);
    expect(second.changes[0]?.detail).toContain('withdraw denied → granted ("withdraw")');
    const third = await scan();
    expect(third.changes.map(({ id }) => id)).toEqual(second.changes.map(({ id }) => id));

    const ids = second.changes.map(({ id }) => id);
    const ack = await run('ack', ...ids, '--reason', 'pays suppliers from now on');
    expect([ack.code, ack.stderr]).toEqual([0, '']);
    expect((await scan()).said).toEqual([]);

    // Taken away, and given again by whoever was on the phone.
    expect((await scan(usual)).said).toEqual([]);
    const again = await scan(withdraws);
    expect([again.code, again.said]).toEqual([1, told]);
    expect(again.changes[0]?.id).toBe(idOf(second.changes));
  });

  it('is told of when it was narrowed meanwhile', async () => {
    const { scan } = await setUp();
    await scan();
    await scan(withdraws);
    const { said, changes } = await scan(usual);
    expect(said).toEqual(['permission-widened critical']);
    expect(changes[0]?.detail).toContain('withdraw is denied again');
  });

  it('is told of though an answer in between could not be read', async () => {
    const { scan } = await setUp();
    await scan();
    const between = await scan(unreadable);
    expect(between.said).toEqual(['known-became-unknown medium']);
    expect((await scan(withdraws)).said).toEqual(told);
  });

  it('stays told while the exchange is down, which is no change', async () => {
    const { scan } = await setUp();
    await scan();
    expect((await scan(down)).said).toEqual([]);
    await scan(withdraws);
    const { code, said } = await scan(down);
    expect([code, said]).toEqual([1, ['permission-widened critical']]);
  });

  it('is told of with its addresses', async () => {
    const { scan } = await setUp();
    await scan();
    expect((await scan(list({ cidrs: ['203.0.113.0/24'] }))).said).toEqual(['ip-widened high']);
    const { changes } = await scan(list({ cidrs: [], permissions: ['order', 'withdraw'] }));
    expect(changes.map(({ check, severity }) => `${check} ${severity}`)).toEqual([
      'permission-widened critical',
      'ip-widened critical',
      'known-became-unknown medium',
    ]);
  });
});

describe('a key of the account that nobody configured', () => {
  const stranger = { id: 'INVENTED-sibling-one', permissions: ['withdraw'], cidrs: [] };

  it('is told of when it comes, with what else is wrong with it, and when it goes', async () => {
    const { run, scan } = await setUp(list({}));
    await scan();
    const came = await scan(list({}, stranger));
    expect([came.code, came.said]).toEqual([1, ['key-appeared critical']]);
    expect(came.changes[0]?.includes.map(({ check }) => check)).toContain('unlisted-key');
    await run('ack', idOf(came.changes), '--reason', 'the new bot');
    const known = await scan();
    expect(known.said).toEqual([]);
    expect(known.report.findings.map(({ check }) => check)).toContain('unlisted-key');

    const went = await scan(list({}));
    expect(went.said).toEqual(['key-vanished medium']);
    expect(went.changes[0]).toMatchObject({ key: null, account: 'bot' });
    expect((await scan()).said).toEqual(['key-vanished medium']);
    expect((await run('history')).stdout).toMatch(
      /sibling\)\n(.|\n)*key-appeared acknowledged\n {4}the new bot\n(.|\n)*Z not listed any more/,
    );
    await run('ack', idOf(went.changes), '--reason', 'deleted it');
    expect((await scan()).said).toEqual([]);
  });

  it('is not told to have come when it was there at the first scan', async () => {
    const { scan } = await setUp(list({}, stranger));
    expect((await scan()).said).toEqual([]);
    expect((await scan()).said).toEqual([]);
  });
});

describe('what a scan is compared with', () => {
  it('is nothing the first time, which the table says', async () => {
    const { run, scan } = await setUp();
    const first = await run('scan');
    expect(first.stdout.replace(/\s+/g, ' ')).toContain('No earlier scan of these accounts to compare with');
    const second = await scan();
    const { startedAt } = second.report;
    expect(second.report.history).toMatchObject({ firstSeen: [], problem: null });
    expect((second.report.history?.comparedWith ?? '') < startedAt).toBe(true);
    expect((await run('scan')).stdout).toContain('Compared with earlier scans');
  });

  it('is nothing with --no-history, which acknowledges nothing either', async () => {
    const { scan } = await setUp();
    await scan();
    const blind = await scan(withdraws, '--no-history');
    expect([blind.said, blind.report.history]).toEqual([[], null]);
    expect((await scan()).said).toEqual(told);
  });

  it('is nothing where the history cannot be read, which the report says', async () => {
    const { scan, env } = await setUp();
    writeFileSync(join(env.XDG_STATE_HOME ?? '', 'keyaudit'), 'a file of this name');
    const { report, stderr } = await scan();
    expect(report.history).toMatchObject({ comparedWith: null, firstSeen: ['bot'] });
    expect(report.history?.problem).toMatch(/^There is no history this time: /);
    expect(stderr).toContain(report.history?.problem);
  });

  it('is nothing where the history was damaged, which the report says without a path', async () => {
    const { scan, env } = await setUp();
    await scan();
    writeFileSync(join(env.XDG_STATE_HOME ?? '', 'keyaudit', 'history.db'), 'something else');
    const { report } = await scan(withdraws);
    expect(report.history).toMatchObject({ comparedWith: null, firstSeen: ['bot'] });
    expect(report.history?.problem).toMatch(/damaged.*history\.db\.damaged-/);
    expect(JSON.stringify(report)).not.toContain(env.XDG_STATE_HOME);
  });
});

it('waivers and the policy hold for a change', async () => {
  const { scan, configure } = await setUp();
  await scan();
  await scan(withdraws);
  configure(
    'waivers: [{ check: permission-widened, account: bot, reason: on purpose, expires: 2027-01-31 }]\n',
  );
  expect((await scan()).changes[0]?.waiver).toMatchObject({ reason: 'on purpose' });
  configure('policy: { checks: { permission-widened: off, known-became-unknown: off } }\n');
  expect((await scan()).said).toEqual([]);
  configure('policy: { checks: { permission-widened: { severity: low } } }\n');
  expect((await scan()).said).toEqual(['known-became-unknown medium', 'permission-widened low']);
});

describe('keyaudit ack', () => {
  async function changed() {
    const { run, scan } = await setUp();
    await scan();
    const { changes, report } = await scan(withdraws);
    return { run, scan, id: idOf(changes), report };
  }

  it('takes the first digits of an id, says what it covers, and what waits', async () => {
    const { run, id } = await changed();
    const before = await run('ack', '--list');
    expect(before.stdout.replace(/\s+/g, ' ')).toMatch(
      new RegExp(`^2 changes waiting to be acknowledged: .*${id} permission-widened, bot \\(bitmex, `),
    );
    const done = await run('ack', id.slice(0, 6).toUpperCase(), '--reason', 'it was me');
    expect([done.code, done.stdout]).toEqual([
      0,
      expect.stringMatching(/^Acknowledged: permission-widened, bot/),
    ]);
    const after = await run('ack', '--list');
    expect(after.stdout).toMatch(
      /^1 change waiting .*\n.*known-became-unknown(.|\n)*\nAcknowledged:\n(.|\n)*it was me\n/,
    );
    expect((await run('ack', id, '--reason', 'once more')).stdout).toMatch(/^Acknowledged before/);
    const timeline = await run('history', 'bot');
    expect(timeline.stdout).toMatch(/permission-widened acknowledged\n {4}it was me\n/);
    expect(JSON.parse((await run('history', 'export')).stdout).keys[0].acknowledgements).toMatchObject([
      { finding: id, check: 'permission-widened', reason: 'it was me', states: 2 },
    ]);
  });

  it('ends with 2 and acknowledges nothing where anything is wrong', async () => {
    const { run, scan, id } = await changed();
    const wrong: readonly (readonly [problem: RegExp, ...args: readonly string[]])[] = [
      [/name the findings/, '--reason', 'x'],
      [/say why/, id],
      [/say why/, id, '--reason', ' '],
      [/at most 500 characters/, id, '--reason', 'x'.repeat(501)],
      [/one line/, id, '--reason', 'one\ntwo'],
      [/argument 1 is no finding's id/, id.slice(0, 5), '--reason', 'x'],
      [/argument 1 is no finding's id/, 'INVENTED-SECRET', '--reason', 'x'],
      [/no change of the id 0123456789abcdef waits/, '0123456789abcdef', '--reason', 'x'],
      [/no change of the id ffffffffffff waits/, id, 'ffffffffffff', '--reason', 'x'],
      [/--list goes with nothing else/, '--list', id],
    ];
    for (const [problem, ...args] of wrong) {
      const { code, stdout, stderr } = await run('ack', ...args);
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(problem)]);
      expect(stderr).not.toContain('INVENTED-SECRET');
    }
    expect((await scan()).said).toEqual(told);
  });

  it('names what waits where an id is not known, and waivers where it is of another finding', async () => {
    const { run, id, report } = await changed();
    expect((await run('ack', '0123456789', '--reason', 'x')).stderr).toContain(id);
    const other = report.findings.find(({ check }) => check === 'withdrawal-enabled');
    const { code, stderr } = await run('ack', other?.id ?? '', '--reason', 'x');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/withdrawal-enabled.*\n.*waiver/)]);
  });

  it('ends with 2 where there is no history', async () => {
    const { code, stderr } = await keyaudit(['ack', '--list']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('There is no history yet')]);
  });
});
