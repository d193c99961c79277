import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { evaluated, runAction } from '../helpers/composite-action.ts';
import { bash, folder } from '../helpers/process.ts';
import { simulated } from '../helpers/simulated.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(root, 'docs/ci.md'), 'utf8');
const recipes = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

const only = <T>(values: readonly T[]): T => {
  const [value, ...others] = values;
  if (value === undefined || others.length > 0) throw new Error(`one, not ${values.length}`);
  return value;
};
const workflows = recipes.filter((text) => /^jobs:/m.test(text));
const stepsOf = (text: string): readonly Step[] => parse(text).jobs.keyaudit.steps;
const [withAction, without] = [true, false].map((uses) =>
  only(workflows.filter((text) => text.includes('OWNER/keyaudit@COMMIT') === uses)),
) as [string, string];
const gitlab = parse(only(recipes.filter((text) => text.includes('CI_PIPELINE_SOURCE')))).keyaudit;

/** A workspace with keyaudit installed, and the configuration of one account, by the names that the recipes have. */
async function workspace(answers: 'tracker' | 'widened') {
  const { config, env } = await simulated([{ name: 'binance', exchange: 'binance', answers }]);
  const cwd = folder({
    'keyaudit.config.yaml': config.replace('BINANCE_KEY', 'BINANCE_APIKEY'),
  });
  mkdirSync(join(cwd, 'node_modules/.bin'), { recursive: true });
  symlinkSync(join(root, 'bin/keyaudit.js'), join(cwd, 'node_modules/.bin/keyaudit'));
  const keys = { BINANCE_APIKEY: env.BINANCE_KEY ?? '', BINANCE_SECRET: env.BINANCE_SECRET ?? '' };
  /** Runs lines of a recipe; what installs is not run. */
  const run = async (lines: readonly string[], more: Readonly<Record<string, string>>) =>
    await bash(lines.filter((line) => !line.startsWith('npm ')).join('\n'), { cwd, env: more });
  return { cwd, keys, run };
}

describe.each(workflows.map((text, at) => [at, text] as const))('the workflow %i', (_, text) => {
  it("is what GitHub's own parser takes", () => {
    const errors = (content: string) =>
      parseWorkflow({ name: 'keyaudit.yml', content }, new NoOperationTraceWriter())
        .context.errors.getErrors()
        .map(({ message }) => message);
    expect(errors(text)).toEqual([]);
    expect(errors(text.replace('runs-on:', 'run-on:'))).not.toEqual([]);
  });

  it('gives the job no more rights than it needs', () => {
    const { permissions } = parse(text);
    const uploads = text.includes('upload-sarif: "true"');
    expect(permissions).toEqual({
      contents: 'read',
      ...(uploads && { actions: 'read', 'security-events': 'write' }),
    });
  });
});

describe('the workflow with the action', () => {
  const step = only(stepsOf(withAction).filter(({ uses = '' }) => uses.startsWith('OWNER/keyaudit')));
  const inputsIn = (event: unknown) =>
    Object.fromEntries(
      Object.entries(step.with ?? {}).map(([name, value]) => [
        name,
        value.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression) =>
          evaluated(expression, { github: { event } }, true),
        ),
      ]),
    );
  const run = async (event: unknown, hasSecrets: boolean) => {
    const { cwd, keys } = await workspace('tracker');
    const env = hasSecrets ? keys : Object.fromEntries(Object.keys(step.env ?? {}).map((name) => [name, '']));
    return await runAction({ path: root, cwd, inputs: inputsIn(event), env });
  };
  const pullRequest = (fork: boolean) => ({ pull_request: { head: { repo: { fork } } } });

  it('names the variables that it has secrets for', async () => {
    expect(Object.keys(step.env ?? {}).toSorted()).toEqual(
      Object.keys((await workspace('tracker')).keys).toSorted(),
    );
  });

  it.each([
    ['a schedule', {}, true, 'pass', '0'],
    ['a schedule with misspelt secrets', {}, false, 'incomplete', '3'],
    ['a pull request', pullRequest(false), true, 'pass', '0'],
    ['a pull request without secrets', pullRequest(false), false, 'incomplete', '3'],
    ['a pull request from a fork', pullRequest(true), false, 'no-credentials', '0'],
  ])('ends as the page says, for %s', async (_, event, hasSecrets, verdict, code) => {
    expect((await run(event, hasSecrets)).outputs).toMatchObject({ verdict, 'exit-code': code });
  });
});

it('the workflow without the action runs keyaudit, and fills the summary', async () => {
  const { cwd, keys, run } = await workspace('widened');
  const lines = stepsOf(without).flatMap((step) => step.run ?? []);
  const [install, scan = '', summary = ''] = lines;
  expect(install).toMatch(/^npm ci /);
  const scanned = await run([scan], keys);
  expect(scanned.code).toBe(1);
  expect(scanned.stdout).toMatch(/^::error title=keyaudit%3A FAIL::/);
  const file = join(cwd, 'summary');
  expect((await run([summary], { GITHUB_STEP_SUMMARY: file })).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toMatch(/^## keyaudit: FAIL\n/);
  const upload = only(stepsOf(without).filter(({ uses = '' }) => uses.includes('upload-artifact')));
  expect(existsSync(join(cwd, upload.with?.path ?? ''))).toBe(true);
});

describe('the job at GitLab', () => {
  const artifacts = Object.values<string>(gitlab.artifacts.reports);

  it.each<[string, 'tracker' | 'widened', number]>([
    ['passes', 'tracker', 0],
    ['fails', 'widened', 1],
  ])('%s, and leaves its reports', async (_, answers, code) => {
    const { cwd, keys, run } = await workspace(answers);
    const { code: status, stdout } = await run(gitlab.script, keys);
    expect(status).toBe(code);
    expect(stdout).toMatch(/^(PASS|FAIL) /m);
    for (const file of artifacts) expect(existsSync(join(cwd, file)), file).toBe(true);
    expect(JSON.parse(readFileSync(join(cwd, gitlab.artifacts.reports.codequality), 'utf8'))).toBeInstanceOf(
      Array,
    );
    expect(readFileSync(join(cwd, gitlab.artifacts.reports.junit), 'utf8')).toMatch(/^<\?xml /);
  });

  it('takes keys from files, as variables of the type "File" are', async () => {
    const { keys, run } = await workspace('tracker');
    const files = folder(keys);
    const env = Object.fromEntries(Object.keys(keys).map((name) => [`${name}_FILE`, join(files, name)]));
    for (const name of Object.keys(env)) expect(page).toContain(`\`${name}\``);
    expect((await run(gitlab.script, env)).code).toBe(0);
  });

  it('is a warning where there are no variables, and where it is incomplete', async () => {
    const { keys, run } = await workspace('tracker');
    const { code, stderr } = await run(gitlab.script, {});
    expect(stderr).toContain('no credentials here');
    const half = await run(gitlab.script, { BINANCE_APIKEY: keys.BINANCE_APIKEY });
    expect(gitlab.allow_failure.exit_codes).toEqual([half.code, code]);
  });
});

it('the hook that the page names is there', () => {
  const { repos } = parse(only(recipes.filter((text) => text.startsWith('repos:'))));
  const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
  expect(repos[0].hooks).toEqual([{ id: hooks[0].id }]);
  expect(page).toContain(`\`${hooks[0].entry}\``);
});

it('the page has every input and output of the action, with what is there without it', () => {
  const rows = [...page.matchAll(/^\| `([\w-]+)` +\|[^|]*\|(?:([^|]*)\|)?$/gm)].map(([, name = '', left]) => [
    name,
    left?.trim(),
  ]);
  const named = Object.keys({ ...action.inputs, ...action.outputs });
  expect(rows.map(([name]) => name)).toEqual(named);
  for (const [name = '', left = ''] of rows) {
    const input = action.inputs[name]?.default ?? '';
    if (input !== '') expect(left).toBe(`\`${input}\``);
  }
});

it('the scan without keys exits with 1, as the page says', async () => {
  const [, text = ''] = /## Try it without keys\n.*?```sh\n(.*?)```/s.exec(page) ?? [];
  const { cwd } = await workspace('tracker');
  expect(text).toContain(' --port 8377');
  // Any free port; and the server is waited for, and ended.
  const script = text
    .replace(' --port 8377', '')
    .replace('sleep 2', 'server=$!\nuntil [ -s keyaudit.config.yaml ]; do sleep 0.1; done');
  rmSync(join(cwd, 'keyaudit.config.yaml'));
  const { code, stdout } = await bash(`trap 'kill $server' EXIT\n${script}`, { cwd });
  expect(stdout).toMatch(/^FAIL /m);
  expect(code).toBe(1);
});
