import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NoOperationTraceWriter } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/index';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formats } from '../../src/reporters/index.ts';
import { type ActionRun, runAction } from '../helpers/composite-action.ts';
import { folder } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';
import { commandsIn } from '../helpers/workflow-commands.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = readFileSync(join(root, 'action.yml'), 'utf8');

const tracker = { name: 'tracker', exchange: 'binance', answers: 'tracker' } satisfies ConfiguredAccount;
const widened = { name: 'widened', exchange: 'binance', answers: 'widened' } satisfies ConfiguredAccount;
const down = { ...tracker, name: 'down', fault: 'http-503' } satisfies ConfiguredAccount;

/** Runs the action in a repository with a configuration of these accounts. */
async function audit(
  accounts: readonly ConfiguredAccount[],
  inputs: ActionRun['inputs'] = {},
  more: Partial<ActionRun> = {},
) {
  const { config, env } = await simulated(accounts);
  const cwd = folder({ 'keyaudit.config.yaml': config });
  return { cwd, ...(await runAction({ path: root, cwd, inputs, env, ...more })) };
}

describe('action.yml', () => {
  const problemsOf = (content: string) => {
    const { context } = parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter());
    return context.errors.getErrors().map(({ message }) => message);
  };
  const { runs, inputs, outputs } = parse(source);

  it("is what GitHub's own parser takes", () => {
    expect(problemsOf(source)).toEqual([]);
    expect(problemsOf(source.replace('using: composite', 'using: compost'))).not.toEqual([]);
    expect(problemsOf(source.replace('shell: bash', 'shel: bash'))).not.toEqual([]);
  });

  it('has no expression in a script, where what is in it would be run', () => {
    for (const { run = '' } of runs.steps) expect(run).not.toContain('${{');
  });

  it('uses other actions by commit, with the version beside it', () => {
    const uses = source.match(/^ *uses: .*$/gm) ?? [];
    expect(uses).toHaveLength(1);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('asks for the Node that the package asks for', () => {
    const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(engines.node).toBe('>=20.19');
    expect(source).toContain('major > 20 || (major === 20 && minor >= 19)');
  });

  it('describes each input and output', () => {
    for (const { description } of [
      ...Object.values<{ description: string }>(inputs),
      ...Object.values<{ description: string }>(outputs),
    ])
      expect(description).toMatch(/\.$/);
  });
});

describe('the action', () => {
  it.each<[string, readonly ConfiguredAccount[], ActionRun['inputs'], number, string]>([
    ['nothing at the threshold', [tracker], {}, 0, 'pass'],
    ['a high finding', [widened], {}, 1, 'fail'],
    ['below fail-on', [widened], { 'fail-on': 'critical' }, 0, 'pass'],
    ['an account that could not be audited', [tracker, down], {}, 3, 'incomplete'],
    ['the same, allowed', [tracker, down], { 'allow-incomplete': 'true' }, 0, 'incomplete'],
    ['only some accounts', [tracker, widened], { account: 'tracker\n' }, 0, 'pass'],
    ['two of three', [tracker, widened, down], { account: 'tracker\r\ndown' }, 3, 'incomplete'],
    ['what could not be verified, strictly', [tracker], { strict: 'true' }, 1, 'fail'],
    ['a severity that there is not', [tracker], { 'fail-on': 'grave' }, 2, 'error'],
    ['a configuration that there is not', [tracker], { config: 'none.yaml' }, 2, 'error'],
    ['an account that there is not', [tracker], { account: 'traker' }, 2, 'error'],
  ])('ends as keyaudit does: %s', async (_, accounts, inputs, code, verdict) => {
    const { outputs, codes, succeeded } = await audit(accounts, inputs);
    expect(outputs).toMatchObject({ 'exit-code': String(code), verdict });
    expect(codes).toMatchObject({ 'Audit the keys': 0, 'Say what keyaudit says': code });
    expect(succeeded).toBe(code === 0);
  });

  it('puts the report into the summary, makes annotations, and leaves reports outside the workspace', async () => {
    const { summary, log, outputs, cwd } = await audit([widened], {
      formats: 'junit, csv\ncodequality  jsonl',
    });
    expect(summary).toMatch(/^## keyaudit: FAIL\n/);
    expect(summary).toContain('widened');
    expect(log).toMatch(/^::error title=keyaudit%3A FAIL::/m);
    expect(log).toMatch(/^::error title=HIGH%3A .*,file=keyaudit\.config\.yaml,line=\d+::/m);
    const { reports = '' } = outputs;
    expect(readdirSync(reports).toSorted()).toEqual([
      'keyaudit.codequality.json',
      'keyaudit.csv',
      'keyaudit.json',
      'keyaudit.jsonl',
      'keyaudit.md',
      'keyaudit.xml',
    ]);
    expect(readFileSync(join(reports, 'keyaudit.md'), 'utf8')).toBe(summary);
    expect(readdirSync(cwd)).toEqual(['keyaudit.config.yaml']);
  });

  it('writes every format that there is', async () => {
    const { outputs } = await audit([tracker], { formats: formats.join(' ') });
    expect(readdirSync(outputs.reports ?? '')).toHaveLength(formats.length);
  });

  it('leaves the summary alone, and the log to a table, where it is told to', async () => {
    const { summary, log } = await audit([widened], { summary: 'false', log: 'table' });
    expect(summary).toBe('');
    expect(log).toMatch(/^FAIL /m);
    expect(commandsIn(log)).toEqual([]);
  });

  it('takes keys without a configuration', async () => {
    const cwd = folder();
    // Leaves through a proxy that there is not, so that nothing goes out.
    const env = { BINANCE_APIKEY: 'invented', BINANCE_SECRET: 'invented', HTTPS_PROXY: 'http://127.0.0.1:9' };
    const { outputs, summary } = await runAction({ path: root, cwd, env });
    expect(outputs).toMatchObject({ 'exit-code': '3', verdict: 'incomplete' });
    expect(summary).toContain('binance');
  });

  it.each(['fail-on', 'strict', 'summary', 'upload-sarif', 'formats', 'log'])(
    'says that %s is wrong, and audits nothing',
    async (name) => {
      const { log, succeeded } = await audit([tracker], { [name]: 'yes' });
      expect(succeeded).toBe(false);
      expect(log).toMatch(
        new RegExp(`${name === 'log' ? '--format' : name}.*(must be|no format|choices|invalid)`, 'i'),
      );
      expect(log).not.toContain('keyaudit: PASS');
    },
  );
});

describe('upload-sarif', () => {
  const upload = { 'upload-sarif': 'true' };

  it('hands the SARIF file to the action that uploads it, and then says what keyaudit says', async () => {
    const { used, outputs, succeeded, codes } = await audit([widened], upload);
    expect(used).toEqual([
      {
        action: expect.stringMatching(/^github\/codeql-action\/upload-sarif@/),
        with: { sarif_file: outputs.sarif, category: 'keyaudit' },
      },
    ]);
    const { runs } = JSON.parse(readFileSync(outputs.sarif ?? '', 'utf8')) as Log;
    expect(runs[0]?.results?.map(({ ruleId }) => ruleId)).toContain('withdrawal-enabled');
    expect(codes['Say what keyaudit says']).toBe(1);
    expect(succeeded).toBe(false);
  });

  it('is asked for in a workflow with colours, too', async () => {
    const { config, env } = await simulated([tracker]);
    const cwd = folder({ 'keyaudit.config.yaml': config });
    const coloured = { ...env, FORCE_COLOR: '3' };
    const { used, outputs } = await runAction({ path: root, cwd, inputs: upload, env: coloured });
    expect(outputs.verdict).toBe('pass');
    expect(used).toHaveLength(1);
  });

  it('is not asked for by itself', async () => {
    const { used, outputs } = await audit([widened], { formats: 'sarif' });
    expect(used).toEqual([]);
    expect(existsSync(outputs.sarif ?? '')).toBe(true);
  });

  it('does not hide what keyaudit says where it fails', async () => {
    const bad = await audit([widened], upload, { usedFail: true });
    expect(bad.codes['Say what keyaudit says']).toBe(1);
    const good = await audit([tracker], upload, { usedFail: true });
    expect([good.codes['Say what keyaudit says'], good.succeeded]).toEqual([0, false]);
  });

  it('is left out, and that is said, where no account could be audited', async () => {
    const { used, log, outputs } = await audit([down], { ...upload, 'allow-incomplete': 'true' });
    expect(used).toEqual([]);
    expect(log).toMatch(/^::warning title=keyaudit::No account could be audited\./m);
    expect(outputs).toMatchObject({ 'exit-code': '0', verdict: 'incomplete' });
    expect(existsSync(outputs.sarif ?? '')).toBe(true);
  });
});

describe('a pull request from a fork, whose secrets are empty', () => {
  const fork = async (inputs: NonNullable<ActionRun['inputs']>) => {
    const { config, env } = await simulated([tracker, widened]);
    const none = Object.fromEntries(Object.keys(env).map((name) => [name, '']));
    return await runAction({
      path: root,
      cwd: folder({ 'keyaudit.config.yaml': config }),
      inputs,
      env: none,
    });
  };

  it.each([0, 3, 78])('gets a clear word and the exit code of the workflow: %i', async (code) => {
    const { outputs, log, summary, used, succeeded } = await fork({
      'without-credentials': String(code),
      'upload-sarif': 'true',
    });
    expect(outputs).toMatchObject({ 'exit-code': String(code), verdict: 'no-credentials', sarif: '' });
    expect(succeeded).toBe(code === 0);
    expect(log).toMatch(/^::warning title=keyaudit::no credentials here; nothing was audited/m);
    expect(summary).toMatch(/^## keyaudit: no credentials here\n/);
    expect(`${summary}${log}`).not.toMatch(/pass|safe/i);
    expect(used).toEqual([]);
  });

  it('is incomplete where the workflow says nothing of it', async () => {
    const { outputs } = await fork({});
    expect(outputs).toMatchObject({ 'exit-code': '3', verdict: 'incomplete' });
  });
});

describe('an input is text and nothing else', () => {
  // What a shell would run, were it part of a script: by itself and within quotes, and after the end of such quotes.
  const commands = ['$(touch pwned)`touch pwned`', '"\ntouch pwned\n"', "'\ntouch pwned\n'"];
  const words: [string, string][] = [
    ['account', '--without-credentials=0'],
    ['config', 'x --without-credentials=0'],
    ['log', 'table --without-credentials=0'],
    ['formats', '*'],
    ['formats', '--without-credentials=0'],
    ['without-credentials', `\${{ 0 }}`],
    ['sarif-category', 'x\nexit-code=0'],
    ['config', 'x\nexit-code=0\n::stop-commands::x\n##[error]x'],
  ];
  const names = Object.keys(parse(source).inputs);
  const rows = [...names.flatMap((name) => commands.map((text): [string, string] => [name, text])), ...words];

  it.each(rows)('%s: %j', async (name, text) => {
    const cwd = folder({ json: '' });
    const { outputs, log, succeeded } = await runAction({ path: root, cwd, inputs: { [name]: text } });
    expect(readdirSync(cwd)).toEqual(['json']);
    // There is nothing to audit, and nothing that an input says makes that a success.
    expect(succeeded).toBe(false);
    expect(outputs['exit-code']).not.toBe('0');
    expect(commandsIn(log).filter((line) => !/^::(error|warning) title=keyaudit::/.test(line))).toEqual([]);
  });
});

describe('the runner', () => {
  /** A folder of its own that comes first in PATH, with programs that are scripts. */
  const programs = (scripts: Readonly<Record<string, string>>) => {
    const path = folder(scripts);
    for (const name of Object.keys(scripts)) chmodSync(join(path, name), 0o755);
    return { PATH: `${path}:${process.env.PATH}` };
  };

  it.each(['20.18.3', '18.20.8'])('is told that Node %s is too old', async (version) => {
    const node = `#!/bin/sh
[ "$1" = --version ] && echo v${version} && exit
exec ${process.execPath} -e "Object.defineProperty(process.versions, 'node', { value: '${version}' }); $2"
`;
    const { log, codes, succeeded } = await audit([tracker], {}, { env: programs({ node }) });
    expect(codes).toEqual({ 'Look for Node': 2 });
    expect(log).toMatch(/^::error title=keyaudit::Node 20\.19 or newer is needed, and there is v\d+/m);
    expect(log).toContain(`v${version}`);
    expect(succeeded).toBe(false);
  });

  it('builds keyaudit in the folder of the action, with no key in the environment', async () => {
    const path = folder();
    copyFileSync(join(root, 'action.yml'), join(path, 'action.yml'));
    const npm = `#!/bin/sh
{ echo "npm $*"; pwd; env; } >> ${join(path, 'npm.log')}
`;
    const env = {
      ...programs({ npm }),
      BINANCE_SECRET: 'invented-secret',
      bot_key: 'invented-key',
      GITHUB_TOKEN: 'invented-token',
      npm_config_registry: 'http://127.0.0.1:9/',
      HTTPS_PROXY: 'http://127.0.0.1:9',
    };
    await runAction({ path, cwd: folder(), env });
    const log = readFileSync(join(path, 'npm.log'), 'utf8');
    expect(log.match(/^npm .*$/gm)).toEqual([
      'npm ci --ignore-scripts --no-audit --no-fund',
      'npm run build',
    ]);
    expect(log).toMatch(new RegExp(`^.*/${basename(path)}$`, 'm'));
    expect(log).not.toContain('invented');
    expect(log).toContain('npm_config_registry=');
    expect(log).toContain('HTTPS_PROXY=');
  });

  it('builds it once, however often it is used in a job', async () => {
    const npm = '#!/bin/sh\nexit 1\n';
    const { log } = await audit([tracker], {}, { env: programs({ npm }) });
    expect(log).not.toContain('npm');
  });
});
