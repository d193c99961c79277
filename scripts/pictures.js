// Draws the pictures of docs/ from real runs: of `keyaudit demo` the keys, the two gravest findings and the verdict;
// of `keyaudit explain` all of it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const shownFindings = 2;

/** Runs a script of this package in an environment of its own, so that every machine draws the same. */
function run(path, args, input) {
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8', FORCE_COLOR: '1', COLUMNS: '80' };
  return execFileSync(process.execPath, [file(path), ...args], { env, input, encoding: 'utf8' });
}

/** The report's parts, which blank lines set apart; most of the findings left out, and said so. */
function shortened(report) {
  const parts = report.trimEnd().split('\n\n');
  const findings = parts.filter((part) => /^\S*(CRITICAL|HIGH|MEDIUM|LOW|INFO)\S* /.test(part));
  const first = parts.indexOf(findings[0]);
  const verdict = parts.at(-1);
  const left = `  … ${findings.length - shownFindings} more findings, and what could not be verified …`;
  return [...parts.slice(0, first + shownFindings), `\u001b[2m${left}\u001b[22m`, verdict].join('\n\n');
}

function draw(name, title, text) {
  mkdirSync(file('../docs/'), { recursive: true });
  writeFileSync(file(`../docs/${name}.svg`), run('./picture.js', ['--title', title], text));
}

const explained = 'trade-without-ip';
draw('demo', 'keyaudit demo', shortened(run('../bin/keyaudit.js', ['demo', '--quiet'])));
draw('explain', `keyaudit explain ${explained}`, run('../bin/keyaudit.js', ['explain', explained]));
