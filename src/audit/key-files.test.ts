import { describe, expect, it } from 'vitest';
import { account, audited, request, run, tools, waiver, wellKept } from '../../test/helpers/audit.ts';
import { keyFile } from '../../test/helpers/key-file.ts';
import { known, unknown } from '../model/fact.ts';
import type { KeyFile } from '../model/key-file.ts';
import { defaultPolicy, type Policy, type Waiver } from '../model/policy.ts';
import { runAudit } from './audit.ts';
import { notAsked } from './not-asked.ts';

const open = keyFile({ readableBy: known(['everybody']) });
const tracked = keyFile({ repository: known('tracked') });

/** The report on accounts that keep their keys in these files. */
async function runOn(
  files: Record<string, readonly KeyFile[] | null>,
  policy: Partial<Policy> = {},
  isOffline = false,
) {
  const accounts = Object.entries(files).map(([name, kept]) =>
    account(name, kept === null ? {} : { storage: async () => kept }),
  );
  return await runAudit(
    { ...request(accounts), policy: { ...defaultPolicy, ...policy } },
    { ...tools, collect: async () => (isOffline ? notAsked : audited(wellKept)) },
  );
}

const ofFiles = ({ findings }: Awaited<ReturnType<typeof runOn>>) =>
  findings.filter(({ file }) => file !== null);

/** `check account severity` of each finding about a file. */
const said = (report: Awaited<ReturnType<typeof runOn>>) =>
  ofFiles(report).map(({ check, account: name, severity }) => `${check} ${name} ${severity}`);

describe('a file', () => {
  it('is told of by its path, with no key', async () => {
    const { findings } = await runOn({ bot: [open] });
    expect(findings).toMatchObject([
      { check: 'readable-by-others', account: 'bot', key: null, file: 'bot/keys.json' },
    ]);
    expect(findings[0]?.evidence).toContain('file.readableBy: everybody');
  });

  it('is told of once, at the first of ten accounts', async () => {
    const names = Array.from({ length: 10 }, (_, at) => `bot-${at}`);
    const report = await runOn(Object.fromEntries(names.map((name) => [name, [tracked]])));
    expect(said(report)).toEqual(['secret-in-repository bot-0 critical']);
    expect(report.findings[0]?.evidence).toContain('file.accounts: bot-9');
    expect(report.summary.findings.critical).toBe(1);
  });

  it('has the same id whichever account tells of it, and another than another file', async () => {
    const [one, other] = [await runOn({ bot: [open] }), await runOn({ desk: [open] })];
    expect(one.findings[0]?.id).toBe(other.findings[0]?.id);
    const elsewhere = await runOn({ bot: [{ ...open, path: 'keys.json' }] });
    expect(elsewhere.findings[0]?.id).not.toBe(one.findings[0]?.id);
  });

  it('is open as long as one account whose key lies in it does not waive it', async () => {
    const waive = (name: string): Waiver => waiver({ check: 'readable-by-others', account: name });
    const files = { bot: [open], desk: [open] };
    const one = await runOn(files, { waivers: [waive('bot')] });
    expect(ofFiles(one)).toMatchObject([{ account: 'desk', waiver: null }]);
    expect(one.waivers).toMatchObject([{ account: 'bot', state: 'used' }]);
    const both = await runOn(files, { waivers: [waive('bot'), waive('desk')] });
    expect(ofFiles(both)).toMatchObject([{ account: 'bot', waiver: { reason: 'pays suppliers' } }]);
    expect(both.summary.verdict).toBe('pass');
  });

  it('is as grave as the strictest account has it', async () => {
    const accounts = {
      desk: { thresholds: {}, checks: { 'readable-by-others': { severity: 'critical' as const } } },
    };
    expect(said(await runOn({ bot: [open], desk: [open] }, { accounts }))).toEqual([
      'readable-by-others desk critical',
    ]);
  });

  it('is told of by another account where the first one switches the check off', async () => {
    const accounts = { bot: { thresholds: {}, checks: { 'readable-by-others': 'off' as const } } };
    expect(said(await runOn({ bot: [open], desk: [open] }, { accounts }))).toEqual([
      'readable-by-others desk high',
    ]);
  });

  it('takes in what says the same in milder words', async () => {
    const weak = { ...open, protection: known('weak' as const) };
    const { findings } = await runOn({ bot: [weak] });
    expect(findings).toMatchObject([
      { check: 'readable-by-others', includes: [{ check: 'weak-encryption' }] },
    ]);
  });

  it('keeps what is within another file’s finding apart in a baseline', async () => {
    const movable = (path: string) => ({ ...open, path, isMovable: true });
    const before = await runOn({ bot: [movable('a')] });
    expect(before.findings[0]?.includes).toMatchObject([{ check: 'plaintext-secret' }]);
    const closed = { ...movable('b'), readableBy: known([]) };
    const accounts = [account('bot', { storage: async () => [closed] })];
    const after = await runAudit(
      { ...request(accounts), baseline: before.findings },
      { ...tools, collect: async () => audited(wellKept) },
    );
    expect(after.findings).toMatchObject([{ check: 'plaintext-secret', file: 'b', inBaseline: false }]);
  });

  it('is new to a baseline once another key lies in it', async () => {
    const before = await runOn({ bot: [tracked] });
    const rerun = async (...names: string[]) =>
      await runAudit(
        {
          ...request(names.map((name) => account(name, { storage: async () => [tracked] }))),
          baseline: before.findings,
        },
        { ...tools, collect: async () => audited(wellKept) },
      );
    expect((await rerun('bot')).findings[0]?.inBaseline).toBe(true);
    expect((await rerun('bot', 'desk')).findings[0]?.inBaseline).toBe(false);
  });
});

describe('accounts[].storage', () => {
  it('has what is known, and why the rest is not', async () => {
    const why = unknown('refused', 'git is not installed');
    const { accounts } = await runOn({ bot: [{ ...open, repository: why }], desk: [], other: null });
    expect(accounts.map(({ storage }) => storage)).toEqual([
      [
        {
          path: 'bot/keys.json',
          protection: 'none',
          readableBy: ['everybody'],
          folderClosed: false,
          repository: 'unknown',
          unknown: [{ fact: 'repository', reason: 'refused', detail: 'git is not installed' }],
        },
      ],
      [],
      null,
    ]);
  });

  it('leaves a check unverifiable that needs what is unknown', async () => {
    const why = unknown('refused', 'git is not installed');
    const { findings, summary } = await runOn({ bot: [keyFile({ repository: why })] });
    expect(findings).toMatchObject([{ check: 'secret-in-repository', outcome: 'unverifiable' }]);
    expect([summary.verdict, summary.unverifiable]).toEqual(['pass', 1]);
  });
});

describe('an audit without the network', () => {
  it('judges the files, and says that nobody was asked', async () => {
    const report = await runOn({ bot: [open], desk: [keyFile()] }, {}, true);
    expect(report.accounts.map(({ status, error }) => [status, error])).toEqual([
      ['not-asked', null],
      ['not-asked', null],
    ]);
    expect(report.keys).toEqual([]);
    expect(said(report)).toEqual(['readable-by-others bot high']);
    expect(report.findings).toHaveLength(1);
    expect(report.summary).toMatchObject({ verdict: 'fail', accounts: 2, notAsked: 2, keys: 0 });
  });

  it('passes where the files are kept well', async () => {
    expect((await runOn({ bot: [keyFile()] }, {}, true)).summary.verdict).toBe('pass');
  });

  it.each([
    ['passes an account without files', [], 'pass'],
    ['does not pass one at whose files nobody looked', null, 'incomplete'],
  ])('%s', async (_, files, verdict) => {
    expect((await runOn({ bot: files, desk: [keyFile()] }, {}, true)).summary.verdict).toBe(verdict);
  });

  it.each<[string, Partial<Waiver>, readonly KeyFile[], string[]]>([
    ['of a key', { check: 'withdrawal-enabled' }, [keyFile()], []],
    ['of a key, expired', { expires: '2026-11-22' }, [keyFile()], ['expired']],
    ['of a file that is in order', { check: 'readable-by-others' }, [keyFile()], ['unused']],
    ['of a file that is not', { check: 'readable-by-others' }, [open], ['used']],
    [
      'of a file of which it is not known',
      { check: 'secret-in-repository' },
      [keyFile({ repository: unknown('refused', 'git is not installed') })],
      ['used'],
    ],
    [
      'of a file of which something else is not known',
      { check: 'readable-by-others' },
      [keyFile({ repository: unknown('refused', 'git is not installed') })],
      [],
    ],
  ])('calls no waiver unused that it could not judge: %s', async (_, given, files, states) => {
    const report = await runOn({ bot: files }, { waivers: [waiver(given)] }, true);
    expect(report.waivers.map(({ state }) => state)).toEqual(states);
  });
});

it('tells of the files of an account whose exchange failed, and of a file’s waiver', async () => {
  const waivers = [waiver({ check: 'secret-in-repository' })];
  const report = await runAudit(
    {
      ...request([account('bot', { storage: async () => [open] })]),
      policy: { ...defaultPolicy, waivers },
    },
    { ...tools, collect: async () => ({ ...audited(), status: 'failed' as const }) },
  );
  expect(said(report)).toEqual(['readable-by-others bot high']);
  expect(report.waivers.map(({ state }) => state)).toEqual(['unused']);
});

it('says nothing of files where nobody looked', async () => {
  const report = await run({ bot: audited(wellKept) });
  expect(report.findings).toEqual([]);
  expect(report.accounts[0]?.storage).toBe(null);
});
