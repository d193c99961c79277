import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/cli/exit-code.ts';
import type { Report } from '../../src/model/report.ts';
import { folder, keyaudit } from '../helpers/process.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const readme = read('README.md');

/** Every text for people, by its path. */
const texts = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'],
  ...readdirSync(new URL('docs/', root), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`),
];

/** It reads the built adapters, as `npm run generate` does; `npm test` builds them first. */
it('says what the code says, in the parts that `npm run generate` writes', () => {
  const script = fileURLToPath(new URL('scripts/generate.js', root));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect([status, stdout + stderr]).toEqual([0, '']);
});

it('has a page for each command, with every option that its --help lists', async () => {
  const pages: string[] = [];
  const visit = async (path: readonly string[]): Promise<void> => {
    const { stdout: help } = await keyaudit([...path, '--help']);
    const name = path.length === 0 ? 'README.md' : `${path.join('-')}.md`;
    pages.push(name);
    const page = read(`docs/commands/${name}`).replaceAll('\\', '');
    for (const [flag] of help.matchAll(/(?<=^ {2}(?:-\w, )?)--[\w-]+/gm)) expect(page).toContain(flag);
    const values = help.replace(/\s+/g, ' ').matchAll(/\((?:choices|default): [^)]*\)/g);
    for (const [text] of values) expect(page).toContain(text);
    const [, commands = ''] = /^Commands:\n((?: {2}.*\n)*)/m.exec(help) ?? [];
    for (const [, command = ''] of commands.matchAll(/^ {2}([a-z]+)/gm)) {
      if (command !== 'help') await visit([...path, command]);
    }
  };
  await visit([]);
  expect(pages.length).toBeGreaterThan(5);
  expect(readdirSync(new URL('docs/commands/', root)).toSorted()).toEqual(pages.toSorted());
});

describe("the README's configuration", () => {
  const configurations = [...readme.matchAll(/```yaml\n(accounts:.*?)```/gs)].map(([, text]) => text ?? '');

  /** A scan without the variables and the keychain entry that it names: it is read, and nothing is asked. */
  async function scan(text = '') {
    const cwd = folder({ 'keyaudit.config.yaml': text });
    const { code, stdout, stderr } = await keyaudit(['scan', '--format', 'json'], { cwd });
    const kinds = code === 3 ? (JSON.parse(stdout) as Report).accounts.map(({ error }) => error?.kind) : [];
    return { code, stderr, kinds };
  }

  it('is one that this version acts on', async () => {
    expect(await scan(configurations[0])).toEqual({
      code: 3,
      stderr: '',
      kinds: Array(3).fill('credential-source'),
    });
  });

  it('names every key that it does not act on', async () => {
    const { code, stderr } = await scan(configurations[1]);
    expect(code).toBe(3);
    const notices = stderr.trimEnd().split('\n');
    const words = ['watch'];
    expect(notices).toEqual(words.map((word) => expect.stringContaining(`\`${word}\``)));
  });
});

it('has every exit code', () => {
  const told = [...readme.matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => Number(code));
  expect(told).toEqual(Object.values(exitCodes).toSorted((one, other) => one - other));
});

describe.each(texts)('%s', (path) => {
  const text = read(path);

  it('links to files and headings that there are', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target ?? '');
    const broken = targets.filter((target) => !/^https?:/.test(target) && !leadsSomewhere(path, target));
    expect(broken).toEqual([]);
  });

  it('names files that there are', () => {
    const named = [...text.matchAll(/`((?:bin|docs|fixtures|schema|scripts|src|test)\/[\w./-]*)`/g)];
    const missing = named.map(([, name]) => name ?? '').filter((name) => !existsSync(new URL(name, root)));
    expect(missing).toEqual([]);
  });
});

function leadsSomewhere(from: string, target: string): boolean {
  const [file = '', heading] = target.split('#');
  const url = file === '' ? new URL(from, root) : new URL(file, new URL(from, root));
  if (!existsSync(url)) return false;
  return heading === undefined || headingsOf(readFileSync(url, 'utf8')).includes(heading);
}

/** The anchors that GitHub and GitLab make of a text's headings. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
