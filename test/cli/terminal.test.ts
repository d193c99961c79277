import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folder } from '../helpers/process.ts';

const bin = fileURLToPath(new URL('../../bin/keyaudit.js', import.meta.url));
const esc = '\u001b';

/** What a terminal of 80 columns gets to see, stdout and stderr together. */
function onTerminal(args: string, env: Readonly<Record<string, string>> = {}): string {
  const command = `stty cols 80 && ${process.execPath} ${bin} ${args}`;
  return execFileSync('script', ['--quiet', '--command', command, '/dev/null'], {
    cwd: folder(),
    env: { PATH: process.env.PATH, HOME: folder(), TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env },
    encoding: 'utf8',
  });
}

/** Colours and moves of the cursor. */
const sequences = new RegExp(`${esc}\\[[0-9;]*[A-Za-z]`, 'g');

/** util-linux's, which makes a terminal; other systems' take other arguments, or there is none. */
const canMakeTerminal = /util-linux/.test(String(spawnSync('script', ['--version']).stdout ?? ''));
if (!canMakeTerminal)
  it('is not tried on a terminal', ({ skip }) => skip("util-linux's script is not installed"));

describe.runIf(canMakeTerminal)('on a terminal', () => {
  it('colours the report and says how far it is', () => {
    const seen = onTerminal('demo');
    expect(seen).toContain(`${esc}[31m`);
    expect(seen).toMatch(/0 of 5 accounts, 1 request/);
    expect(seen).toMatch(/5 of 5 accounts, \d+ requests/);
    expect(seen).toContain('FAIL');
  });

  it.each(['--no-progress', '--quiet', '-q'])('does not say how far it is with %s', (option) => {
    const seen = onTerminal(`demo ${option}`);
    expect(seen).not.toContain('of 5 accounts,');
    expect(seen).toContain('READ');
    expect(seen.includes('are simulated')).toBe(option === '--no-progress');
  });

  it.each(['demo', 'demo --output json=report.json', 'demo --output report.txt'])(
    'ends with the verdict: %s',
    (args) => {
      const lines = onTerminal(args)
        .replaceAll(sequences, '')
        .trimEnd()
        .split(/\r?\n|\r/);
      expect(lines.at(-1)).toMatch(/^FAIL {2}1 critical, 1 high/);
    },
  );

  it('keeps within its columns', () => {
    const lines = onTerminal('demo')
      .replaceAll(sequences, '')
      .split(/\r?\n|\r/);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('wraps the list of checks below its last column', () => {
    const lines = onTerminal('checks').split(/\r?\n/);
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(lines.some((line) => /^ {38}\S/.test(line))).toBe(true);
  });

  it.each<[string, string, Record<string, string>]>([
    ['NO_COLOR', 'demo', { NO_COLOR: '1' }],
    ['--no-color', 'demo --no-color', {}],
    ['a dumb terminal', 'demo', { TERM: 'dumb' }],
  ])('has no colour with %s', (_, args, env) => {
    // The progress line is cleared by a sequence that is no colour.
    expect(onTerminal(args, env)).not.toMatch(new RegExp(`${esc}\\[[0-9;]*m`));
  });
});
