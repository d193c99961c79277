// Runs the loop of `keyaudit watch` as fast as it goes, against simulated exchanges in another process, and prints
// the memory after so many rounds: node --expose-gc scripts/watch-memory.js 1000 10000 100000
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { watchLoop } from '../dist/cli/watch/loop.js';
import { createWatchMemory } from '../dist/cli/watch/memory.js';
import { readWatched } from '../dist/cli/watch/watched.js';
import { loadExchanges } from '../dist/exchanges/index.js';
import { createAuditor } from '../dist/index.js';

const marks = process.argv.slice(2).map(Number);
const server = fork(new URL('./watch-memory-server.js', import.meta.url));
const [{ config, env }] = await once(server, 'message');

// The limits are kept by the same code, but at full speed.
for (const { reads } of (await loadExchanges(['binance', 'bybit'])).values())
  for (const read of reads) read.rate = { ...read.rate, requests: 100, seconds: 0.001 };

const auditor = createAuditor();
const controller = new AbortController();
const io = {
  stdout: { write: () => true },
  stderr: { write: (text) => process.stderr.write(text) },
  env: { ...process.env, ...env },
  cwd: process.cwd(),
  signal: controller.signal,
};
const memory = createWatchMemory(io);
const watched = await readWatched({ config }, io);
const roundsLooked = 20;
let rounds = 0;
let least = Number.POSITIVE_INFINITY;
const vault = {
  ...watched.vault,
  // Called at the end of each round.
  rest: () => {
    watched.vault.rest();
    rounds += 1;
    if (rounds >= marks[0]) measure();
  },
};
const code = await watchLoop(
  { ...watched, vault, settings: { ...watched.settings, intervalMs: 0.001, silence: 1e12 } },
  {
    signal: controller.signal,
    printer: {
      say: ({ text, isTrouble }) => isTrouble && process.stderr.write(`${text}\n`),
      stand: () => {},
    },
    audit: async (round) => await auditor({ ...round, history: memory.history }),
    historyProblems: memory.problems,
    onBug: console.error,
    reload: async () => watched,
    onReload: () => () => {},
    random: Math.random,
    isQuiet: false,
    givesUp: false,
  },
);
memory.close();
server.disconnect();
process.exitCode = code;

/** The least of some rounds: what is under way at the end of one is not kept. */
function measure() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  least = Math.min(least, heapUsed);
  if (rounds < marks[0] + roundsLooked) return;
  console.log(JSON.stringify({ rounds: marks.shift(), heap: least, rss }));
  least = Number.POSITIVE_INFINITY;
  if (marks.length === 0) controller.abort();
}
