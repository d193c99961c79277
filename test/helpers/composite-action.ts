import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { parse } from 'yaml';
import { folder } from './process.ts';

type Texts = Readonly<Record<string, string>>;

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Texts;
  readonly shell?: string;
  readonly env?: Texts;
  readonly run?: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export interface ActionRun {
  /** The folder that the action is in. */
  readonly path: string;
  /** The workspace. */
  readonly cwd: string;
  /** What the workflow says under `with` and `env`. */
  readonly inputs?: Texts;
  readonly env?: Texts;
  /** Whether actions that are used in it come to nothing. */
  readonly usedFail?: boolean;
}

export interface ActionOutcome {
  readonly succeeded: boolean;
  /** The exit codes of the steps that ran a script, by name; the others were left out. */
  readonly codes: Readonly<Record<string, number | null>>;
  readonly outputs: Texts;
  readonly summary: string;
  /** What the runner reads, stdout and stderr together. */
  readonly log: string;
  /** The other actions that were used, with what they were given. */
  readonly used: readonly { readonly action: string; readonly with: Texts }[];
}

/**
 * Runs a composite action as a runner on Linux does: expressions by GitHub's own evaluator, `bash --noprofile --norc
 * -e -o pipefail` on a file with the script, files for outputs and summary, a step left out where its `if` is false or
 * one before it has failed. Other actions are not run, but told of.
 */
export async function runAction({
  path,
  cwd,
  inputs = {},
  env = {},
  usedFail = false,
}: ActionRun): Promise<ActionOutcome> {
  const action = parse(readFileSync(join(path, 'action.yml'), 'utf8')) as Action;
  const unknown = Object.keys(inputs).filter((name) => !(name in action.inputs));
  if (unknown.length > 0) throw new Error(`no such input: ${unknown}`);
  const given = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: value = '' }]) => [name, inputs[name] ?? value]),
  );
  const temp = folder();
  const base = runnerEnv(path, temp, env);
  const steps: Record<string, { readonly outputs: Texts }> = {};
  const codes: Record<string, number | null> = {};
  const used: { action: string; with: Texts }[] = [];
  let [succeeded, log, summary] = [true, '', ''];

  for (const step of action.runs.steps) {
    const evaluate = (expression: string) => evaluated(expression, { inputs: given, steps }, succeeded);
    const filled = (texts: Texts = {}) =>
      Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, interpolated(value, evaluate)]));
    const condition = step.if ?? 'success()';
    const isAsked = /\b(always|success|failure)\(\)/.test(condition)
      ? condition
      : `success() && (${condition})`;
    if (evaluate(isAsked) !== 'true') continue;
    if (step.uses !== undefined) {
      used.push({ action: step.uses, with: filled(step.with) });
      succeeded &&= !usedFail;
      continue;
    }
    const ran = await runStep(
      interpolated(step.run ?? '', evaluate),
      cwd,
      { ...base, ...filled(step.env) },
      temp,
    );
    codes[step.name ?? step.id ?? ''] = ran.code;
    succeeded &&= ran.code === 0;
    log += ran.log;
    summary += ran.summary;
    if (step.id !== undefined) steps[step.id] = { outputs: ran.outputs };
  }
  const outputs = Object.fromEntries(
    Object.entries(action.outputs).map(([name, { value }]) => [
      name,
      interpolated(value, (expression) => evaluated(expression, { inputs: given, steps }, succeeded)),
    ]),
  );
  return { succeeded, codes, outputs, summary, log, used };
}

function runnerEnv(path: string, temp: string, env: Texts): Texts {
  const { PATH = '' } = process.env;
  return {
    PATH,
    HOME: folder(),
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_PATH: path,
    RUNNER_TEMP: temp,
    ...env,
  };
}

async function runStep(script: string, cwd: string, env: Texts, temp: string) {
  const files = mkdtempSync(join(temp, 'step-'));
  const fileOf = (name: string) => join(files, name);
  writeFileSync(fileOf('script.sh'), script);
  for (const name of ['output', 'summary']) writeFileSync(fileOf(name), '');
  const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', fileOf('script.sh')], {
    cwd,
    env: { ...env, GITHUB_OUTPUT: fileOf('output'), GITHUB_STEP_SUMMARY: fileOf('summary') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const done = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return {
    code: await done,
    log: stdout + stderr,
    outputs: outputsIn(readFileSync(fileOf('output'), 'utf8')),
    summary: existsSync(fileOf('summary')) ? readFileSync(fileOf('summary'), 'utf8') : '',
  };
}

/** `name=value`, a line each; a name that comes twice is an error, since somebody's text may have made it. */
function outputsIn(file: string): Texts {
  const pairs = file.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    return line === '' ? [] : [[line.slice(0, at), line.slice(at + 1)] as const];
  });
  const outputs = Object.fromEntries(pairs);
  if (Object.keys(outputs).length !== pairs.length) throw new Error(`an output twice: ${file}`);
  return outputs;
}

function interpolated(value: string, evaluate: (expression: string) => string): string {
  return value.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => evaluate(expression));
}

/** The value of an expression as text. */
function evaluated(
  expression: string,
  contexts: Readonly<Record<string, unknown>>,
  succeeded: boolean,
): string {
  const constant = (name: string, value: boolean) => ({
    ...{ name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) },
  });
  const functions = [
    constant('always', true),
    constant('success', succeeded),
    constant('failure', !succeeded),
  ];
  const { tokens } = new Lexer(expression).lex();
  const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
  // `as`: an object becomes a dictionary.
  const context = toData(contexts) as data.Dictionary;
  return new Evaluator(tree, context, new Map(functions.map((one) => [one.name, one])))
    .evaluate()
    .coerceString();
}

function toData(value: unknown): data.ExpressionData {
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (typeof value !== 'object' || value === null) return new data.Null();
  return new data.Dictionary(...Object.entries(value).map(([key, item]) => ({ key, value: toData(item) })));
}
