// Draws the pictures of docs/ from real runs: of `keyaudit demo` the keys, the two gravest findings and the verdict;
// of `keyaudit explain` all of it; of the page that `keyaudit demo` writes what comes before the findings.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

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

/** Debian's Chromium, or the one that CHROMIUM names. */
async function photograph(page, picture) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const tab = await browser.newPage({ viewport: { width: 1100, height: 900 }, colorScheme: 'light' });
    await tab.goto(pathToFileURL(page).href);
    const { y, height } = await tab.locator('#keys').boundingBox();
    await tab.setViewportSize({ width: 1100, height: Math.ceil(y + height) + 16 });
    await tab.screenshot({ path: file(picture) });
  } finally {
    await browser.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'keyaudit-'));
const page = join(folder, 'report.html');
run('../bin/keyaudit.js', ['demo', '--quiet', '--format', 'html', '--output', page]);
await photograph(page, '../docs/report.png');
rmSync(folder, { recursive: true });
