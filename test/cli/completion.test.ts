import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { exchangeIds } from '../../src/exchanges/index.ts';
import { formats } from '../../src/reporters/index.ts';
import { installMissing } from '../helpers/debian.ts';
import { folder, keyaudit } from '../helpers/process.ts';

const bin = fileURLToPath(new URL('../../bin/keyaudit.js', import.meta.url));
const config = `accounts:
  - { name: grid bot, exchange: bybit }
  - { name: treasury, exchange: kraken }
`;

/** What is typed before Tab, and the words that the command then gets. */
const lines: readonly [typed: string, words: readonly string[]][] = [
  ['keyaudit sca', ['scan']],
  ['keyaudit help expl', ['help', 'explain']],
  ['keyaudit scan --allow', ['scan', '--allow-incomplete']],
  ['keyaudit scan --format mark', ['scan', '--format', 'markdown']],
  ['keyaudit scan --fail-on=crit', ['scan', '--fail-on=critical']],
  ['keyaudit scan -a treasury gri', ['scan', '-a', 'treasury', 'grid bot']],
  ['keyaudit scan --config oth', ['scan', '--config', 'other file.yaml']],
  ['keyaudit explain withdrawal-e', ['explain', 'withdrawal-enabled']],
  ['keyaudit init -a desk=bybite', ['init', '-a', 'desk=bybiteu']],
  ['keyaudit completion fi', ['completion', 'fish']],
  ['keyaudit watch --once', ['watch', '--once-per-change']],
  ['keyaudit watch -a gri', ['watch', '-a', 'grid bot']],
  ['keyaudit ack --rea', ['ack', '--reason']],
  ['keyaudit notify tes', ['notify', 'test']],
];

/** A folder with a configuration, and a command `keyaudit` that answers Tab, and otherwise says what it got. */
function prepared() {
  const cwd = folder({ 'keyaudit.config.yaml': config, 'other file.yaml': config });
  mkdirSync(join(cwd, 'bin'));
  const command = join(cwd, 'bin', 'keyaudit');
  const answers = `case "$1" in __complete|completion) [ $# -gt 2 ] || [ "$2" = "$SHELL_NAME" ] && exec '${process.execPath}' '${bin}' "$@";; esac`;
  writeFileSync(command, `#!/bin/sh\n${answers}\nprintf 'RAN'; printf '<%s>' "$@"; echo\n`);
  chmodSync(command, 0o755);
  return { cwd, path: `${join(cwd, 'bin')}:${process.env.PATH}` };
}

/** A session in a shell on a terminal, each line typed with Tab and Enter once the prompt is there. */
async function session(shell: string, command: string, setUp: string): Promise<readonly string[]> {
  const { cwd, path } = prepared();
  const child = spawn(
    'script',
    ['--quiet', '--return', '--command', `stty cols 200 && ${command}`, '/dev/null'],
    {
      cwd,
      env: { PATH: path, HOME: cwd, TERM: 'dumb', LANG: 'C.UTF-8', SHELL_NAME: shell },
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  const left = [...lines.map(([typed]) => `${typed}\t\r`), 'exit\r'];
  let [seen, from] = ['', 0];
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk.toString();
    const at = seen.indexOf('READY:', from);
    if (at === -1) return;
    from = at + 'READY:'.length;
    child.stdin.write(left.shift() ?? '');
  });
  child.stdin.write(setUp);
  await new Promise((resolve) => child.on('close', resolve));
  return [...seen.matchAll(/^RAN(<.*>)\r?$/gm)].map(([, words]) => words ?? '');
}

const expected = lines.map(([, words]) => words.map((word) => `<${word}>`).join(''));

/** util-linux's, which makes a terminal. */
const canMakeTerminal = /util-linux/.test(String(spawnSync('script', ['--version']).stdout ?? ''));
const missing = canMakeTerminal
  ? installMissing(['bash', 'zsh', 'fish'], ['bash', 'zsh', 'fish'])
  : "util-linux's script is not installed";
if (missing !== null) it('completes in real shells', ({ skip }) => skip(missing));

describe.runIf(missing === null)('in the real shell', () => {
  it('bash completes', async () => {
    const setUp = 'PS1=REA; PS1+=DY:; source <(keyaudit completion bash)\r';
    expect(await session('bash', 'bash --norc --noprofile -i', setUp)).toEqual(expected);
  });

  it('zsh completes', async () => {
    const setUp =
      'autoload -U compinit; compinit -u -D; source <(keyaudit completion zsh); PS1=REA; PS1+=DY:\r';
    expect(await session('zsh', 'zsh -f -i', setUp)).toEqual(expected);
  });

  it('fish completes', () => {
    const { cwd, path } = prepared();
    const env = { PATH: path, HOME: cwd, LANG: 'C.UTF-8', SHELL_NAME: 'fish' };
    for (const [typed, words] of lines) {
      const program = `keyaudit completion fish | source; complete -C '${typed}'`;
      const found = execFileSync('fish', ['--no-config', '-c', program], { cwd, env, encoding: 'utf8' });
      const values = found
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t')[0]?.replaceAll('\\ ', ' '));
      expect([typed, values]).toEqual([typed, [words.at(-1)]]);
    }
  });
});

/** What the command answers for zsh, a line for each candidate. */
async function candidates(words: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await keyaudit(['__complete', 'zsh', '--', ...words], {
    cwd: folder(files),
  });
  expect([code, stderr]).toEqual([0, '']);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t')[0]);
}

describe('candidates', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['formats', ['scan', '--format', ''], formats],
    ['checks', ['explain', ''], checks.map(({ id }) => id)],
    ['exchanges', ['init', '--account', 'x='], exchangeIds.map((id) => `x=${id}`)],
    ['what a key is for', ['keys', 'add', 'x', '--exchange', ''], [...exchangeIds, 'notify']],
    ['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
    ['files', ['scan', '--baseline', ''], [':files']],
    ['nothing where anything may stand', ['scan', '--timeout', ''], []],
    ['nothing after the last argument', ['explain', 'key-age', ''], []],
    ['nothing of a command that there is not', ['scam', '--'], ['--version', '--help']],
  ])('%s', async (_, words, values) => {
    expect(await candidates(words)).toEqual(values);
  });

  it('are what --help lists, for each command', async () => {
    const commands = await candidates(['']);
    expect(commands).toEqual(
      expect.arrayContaining([
        'scan',
        'watch',
        'demo',
        'init',
        'notify',
        'ack',
        'explain',
        'completion',
        'help',
      ]),
    );
    expect(commands).not.toContain('__complete');
    for (const command of [['scan'], ['init'], ['watch'], ['ack'], ['notify', 'test']]) {
      const { stdout } = await keyaudit([...command, '--help']);
      const listed = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, flag]) => flag);
      expect(await candidates([...command, '-'])).toEqual(listed);
    }
  });

  it('are the names in the configuration that the line names, but none that acts on the terminal', async () => {
    const other = 'accounts:\n  - { name: elsewhere, exchange: okx }\n';
    const files = { 'keyaudit.config.yaml': config, 'other.yaml': other, 'broken.yaml': 'accounts: [' };
    expect(await candidates(['scan', '--account', ''], files)).toEqual(['grid bot', 'treasury']);
    expect(await candidates(['scan', '-c', 'other.yaml', '--account', ''], files)).toEqual(['elsewhere']);
    expect(await candidates(['scan', '--config=broken.yaml', '--account', ''], files)).toEqual([]);
    expect(await candidates(['scan', '--account', ''])).toEqual([]);
  });
});
