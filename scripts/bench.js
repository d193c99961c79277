// Prints how quick keyaudit is, as ratios against something measured in the same run on the same machine.
// What each figure may be at most stands beside it; the run fails where one is over.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formats } from '../dist/reporters/index.js';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const keyaudit = file('../bin/keyaudit.js');
const folder = await mkdtemp(join(tmpdir(), 'keyaudit-bench-'));
const accounts = 1000;
const latencyMs = 50;
const concurrency = 8;
let slow = false;

const servers = [];
try {
  const [quick, slowServer] = [await serve(1, 0), await serve(accounts, latencyMs)];

  const node = ['-e', '0'];
  await compare('keyaudit --version', [keyaudit, '--version'], 'node -e 0', node, 1.5, 21);
  await compare('keyaudit --help', [keyaudit, '--help'], 'node -e 0', node, 1.5, 21);

  const scan = [keyaudit, 'scan', '--config', await configuration('one', quick, 1)];
  await compare(
    'scan of one account',
    scan,
    'import ccxt, one call',
    ['--input-type=module', '-e', shortest(quick)],
    0.7,
    9,
  );

  const thousand = [keyaudit, 'scan', '--config', await configuration('thousand', slowServer, accounts)];
  const { ms, megabytes } = await time(
    [...thousand, '--concurrency', String(concurrency), '--format', 'json'],
    ['--import', file('./peak-memory.js')],
  );
  const allowed = (accounts * latencyMs) / concurrency;
  report(
    `scan of ${accounts} accounts at ${latencyMs} ms, ${concurrency} at a time`,
    ms / allowed,
    1.3,
    `${seconds(ms)} of ${seconds(allowed)}`,
  );
  report('… its memory against 200 MB', megabytes / 200, 1, `${megabytes.toFixed(0)} MB`);

  for (const format of formats) await compareReport(format);
} finally {
  for (const server of servers) server.kill();
  await rm(folder, { recursive: true });
}
process.exitCode = slow ? 1 : 0;

/** A report of 10,000 keys against what JSON.stringify and JSON.parse take for it, where a second takes about 1.4 of that. */
async function compareReport(format) {
  const [ours, theirs] = [[], []];
  let most = 0;
  for (let run = 0; run < 5; run += 1) {
    const { ms, megabytes } = await drawing(format);
    ours.push(ms);
    most = Math.max(most, megabytes);
    theirs.push((await drawing('json-there-and-back')).ms);
  }
  const [mine, other] = [median(ours), median(theirs)];
  const detail = `${mine.toFixed(0)} ms against ${other.toFixed(0)} ms`;
  report(`${format} of 10,000 keys against JSON there and back`, mine / other, 1.4, detail);
  report('… its memory against 300 MB', most / 300, 1, `${most.toFixed(0)} MB`);
}

async function drawing(format) {
  const [result] = await once(fork(file('./bench-report.js'), [format]), 'message');
  return result;
}

/** The least that asks Binance the same question with the whole of ccxt. */
function shortest(url) {
  return `import ccxt from 'ccxt';
    const exchange = new ccxt.binance({ apiKey: 'bench-key-0', secret: 'bench-secret' });
    exchange.urls.api.sapi = '${url}/sapi/v1';
    await exchange.sapiGetAccountApiRestrictions();`;
}

async function serve(count, delayMs) {
  const server = fork(file('./bench-server.js'), [String(count), String(delayMs)]);
  servers.push(server);
  const [url] = await once(server, 'message');
  return url;
}

async function configuration(name, url, count) {
  const lines = Array.from(
    { length: count },
    (_, at) =>
      `  - { name: bot-${at}, exchange: binance, baseUrl: '${url}', credentials: { env: { apiKey: KEY_${at}, secret: SECRET } } }`,
  );
  const path = join(folder, `${name}.yaml`);
  await writeFile(path, `accounts:\n${lines.join('\n')}\n`);
  return path;
}

/** Runs Node once; gives wall time, and peak memory where a preloaded script may tell it. */
async function time(args, preload = []) {
  const keys = Object.fromEntries(
    Array.from({ length: accounts }, (_, at) => [`KEY_${at}`, `bench-key-${at}`]),
  );
  const env = { ...process.env, ...keys, SECRET: 'bench-secret', XDG_STATE_HOME: folder };
  const started = performance.now();
  const child = spawn(process.execPath, [...preload, ...args], {
    cwd: file('..'),
    env,
    stdio: ['ignore', 'ignore', 'pipe', ...(preload.length > 0 ? ['ipc'] : [])],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  let kilobytes = 0;
  child.on('message', (message) => {
    kilobytes = message;
  });
  const [code] = await once(child, 'close');
  if (code > 1) throw new Error(`${args.join(' ')} exited with ${code}: ${errors}`);
  return { ms: performance.now() - started, megabytes: kilobytes / 1000 };
}

/** Takes turns, so that a busy moment of the machine falls on both; compares the medians. */
async function compare(name, args, against, otherArgs, limit, runs) {
  const [ours, theirs] = [[], []];
  for (let run = 0; run < runs + 1; run += 1) {
    const [mine, other] = [await time(args), await time(otherArgs)];
    if (run > 0) {
      ours.push(mine.ms);
      theirs.push(other.ms);
    }
  }
  const [mine, other] = [median(ours), median(theirs)];
  report(
    `${name} against ${against}`,
    mine / other,
    limit,
    `${mine.toFixed(0)} ms against ${other.toFixed(0)} ms`,
  );
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(2)} s`;
}

function report(name, ratio, limit, detail) {
  if (ratio > limit) slow = true;
  console.log(
    `${ratio.toFixed(2)} (at most ${limit})${ratio > limit ? ' TOO SLOW' : ''}  ${name}: ${detail}`,
  );
}
