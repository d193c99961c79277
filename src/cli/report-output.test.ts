import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../../test/helpers/process.ts';
import { demoReport } from '../../test/helpers/report.ts';
import { UserError } from '../model/user-error.ts';
import { reporters } from '../reporters/index.ts';
import type { Io } from './io.ts';
import { planOutputs, type ReportOptions, writeReports } from './report-output.ts';

/** What was printed, and where reports go. */
function console(cwd: string) {
  const printed = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({ write: (text: string) => (printed[name] += text) });
  const io: Io = {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env: { LANG: 'C.UTF-8' },
    cwd,
    signal: new AbortController().signal,
  };
  return { printed, io };
}

const options = (output: readonly string[], over: Partial<ReportOptions> = {}): ReportOptions => ({
  ...{ format: 'table', show: 'info', color: true, output },
  ...over,
});

describe('planOutputs', () => {
  const plan = async (output: readonly string[], over: Partial<ReportOptions> = {}, cwd = folder()) => {
    const { stdout, files } = await planOutputs(options(output, over), console(cwd).io);
    return [stdout, ...files.map(({ format, name }) => `${format} ${name}`)];
  };

  it.each<[readonly string[], readonly (string | null)[]]>([
    [[], ['table']],
    [['report.txt'], [null, 'table report.txt']],
    [['json=a.json'], ['table', 'json a.json']],
    [
      ['json=a.json', 'markdown=b.md'],
      ['table', 'json a.json', 'markdown b.md'],
    ],
    [
      ['csv=a', 'b'],
      [null, 'csv a', 'table b'],
    ],
    [['./a=b.json'], [null, 'table ./a=b.json']],
    [['json=a=b.json'], ['table', 'json a=b.json']],
    [['my report=1.txt'], [null, 'table my report=1.txt']],
  ])('takes %j', async (output, expected) => {
    expect(await plan(output)).toEqual(expected);
  });

  it('gives a file without a format that of --format', async () => {
    expect(await plan(['a', 'csv=b'], { format: 'json' })).toEqual([null, 'json a', 'csv b']);
  });

  it.each<[readonly string[], RegExp]>([
    [['jsn=a'], /no format jsn; did you mean json\?$/],
    [['JSON=a'], /no format JSON; did you mean json\?$/],
    [['spreadsheet=a'], /no format spreadsheet\.$/],
    [['json='], /names no file/],
    [['a', './a'], /a is the same file/],
    [['json=a', 'csv=a'], /a is the same file/],
    [['json=here/a', 'csv=there/a'], /here\/a is the same file/],
    [['json=here/a', 'csv=link'], /here\/a is the same file/],
    [['json=missing/a'], /missing\/a: there is no folder .*missing\./],
    [['json=a', 'csv=here'], /here is a folder/],
  ])('refuses %j', async (output, message) => {
    const cwd = folder();
    mkdirSync(join(cwd, 'here'));
    symlinkSync('here', join(cwd, 'there'));
    writeFileSync(join(cwd, 'here', 'a'), '');
    symlinkSync(join('here', 'a'), join(cwd, 'link'));
    const refused = plan(output, {}, cwd);
    await expect(refused).rejects.toThrow(UserError);
    await expect(refused).rejects.toThrow(message);
  });
});

describe('writeReports', () => {
  /** Plans, lets `between` happen, as an audit takes its time, and writes. */
  async function write(
    output: readonly string[],
    between: (cwd: string) => void = () => {},
    over: Partial<ReportOptions> = {},
  ) {
    const cwd = folder();
    mkdirSync(join(cwd, 'gone'));
    const { io, printed } = console(cwd);
    const outputs = await planOutputs(options(output), io);
    between(cwd);
    const error: unknown = await writeReports(demoReport(), 'high', outputs, options(output, over), io).catch(
      (problem: unknown) => problem,
    );
    return { cwd, printed, error };
  }
  const loseFolder = (cwd: string) => rmSync(join(cwd, 'gone'), { recursive: true });

  it('prints one and writes the others, readable by the user alone', async () => {
    const { cwd, printed, error } = await write(['json=a.json', 'markdown=b.md']);
    expect(error).toBeUndefined();
    expect(printed.stdout).toMatch(/^ACCOUNT .*\nFAIL .*\n$/s);
    expect(printed.stderr).toBe('Report written to a.json\nReport written to b.md\n');
    expect(JSON.parse(readFileSync(join(cwd, 'a.json'), 'utf8'))).toEqual(demoReport());
    expect(readFileSync(join(cwd, 'b.md'), 'utf8')).toMatch(/^## keyaudit: FAIL\n/);
    expect(statSync(join(cwd, 'b.md')).mode & 0o777).toBe(0o600);
    expect(readdirSync(cwd).toSorted()).toEqual(['a.json', 'b.md', 'gone']);
  });

  it('writes to a pipe, and leaves it one', async () => {
    const cwd = folder();
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const { io } = console(cwd);
    const outputs = await planOutputs(options(['json=pipe']), io);
    const [read] = await Promise.all([
      readFile(join(cwd, 'pipe'), 'utf8'),
      writeReports(demoReport(), 'high', outputs, options(['json=pipe']), io),
    ]);
    expect(JSON.parse(read)).toEqual(demoReport());
    expect(statSync(join(cwd, 'pipe')).isFIFO()).toBe(true);
  });

  it('prints nothing where a file takes the report of --format, and says the verdict last', async () => {
    const { printed } = await write(['report.txt']);
    expect(printed.stdout).toBe('');
    expect(printed.stderr).toBe(
      'Report written to report.txt\n' +
        'FAIL  1 critical, 1 high in 1 account. 2 accounts could not be fully audited.\n',
    );
  });

  it('says no more than the report with --quiet, and what went wrong all the same', async () => {
    const { printed } = await write(['report.txt'], undefined, { quiet: true });
    expect(printed).toEqual({ stdout: '', stderr: '' });
    const failed = await write(['json=gone/report.json'], loseFolder, { quiet: true });
    expect(failed.printed.stderr).toBe('');
    expect(failed.error).toMatchObject({ message: expect.stringContaining('could not be written') });
  });

  it('prints the report that could not be written', async () => {
    const { printed, error } = await write(['gone/report.txt'], loseFolder);
    expect(printed.stdout).toMatch(/^ACCOUNT /);
    expect(error).toBeInstanceOf(UserError);
    expect(error).toMatchObject({
      message: '--output gone/report.txt: could not be written (ENOENT). The report is on stdout instead.',
      hint: 'Name another file with --output.',
    });
  });

  it('writes the others all the same, and prints no second report after the first', async () => {
    const { cwd, printed, error } = await write(
      ['json=gone/a.json', 'csv=b.csv', 'markdown=gone/c.md'],
      loseFolder,
    );
    expect(readFileSync(join(cwd, 'b.csv'), 'utf8')).toMatch(/^type,/);
    expect(printed.stdout).toMatch(/^ACCOUNT .*\nFAIL .*\n$/s);
    expect(error).toMatchObject({
      message:
        '--output gone/a.json: could not be written (ENOENT).\n--output gone/c.md: could not be written (ENOENT).',
    });
  });

  it('writes the others though one cannot be drawn', async () => {
    const load = reporters.csv.load;
    const broken = new Error('a bug');
    Object.assign(reporters.csv, { load: () => Promise.reject(broken) });
    try {
      const { cwd, error } = await write(['csv=a.csv', 'json=b.json']);
      expect(error).toBe(broken);
      expect(readdirSync(cwd)).toContain('b.json');
    } finally {
      Object.assign(reporters.csv, { load });
    }
  });
});
