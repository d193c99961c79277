import { shortestIntervalMs } from '../../config/watch-schema.js';
import { createAuditor } from '../../index.js';
import type { Depth } from '../../model/account.js';
import { UserError } from '../../model/user-error.js';
import { describeBug } from '../bug.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import { writeLine } from '../progress.js';
import { watchLoop } from '../watch/loop.js';
import { createWatchMemory } from '../watch/memory.js';
import { createPrinter, type WatchFormat } from '../watch/printer.js';
import type { WatchTools } from '../watch/tools.js';
import { readWatched, type WatchedOptions } from '../watch/watched.js';

export interface WatchOptions extends WatchedOptions {
  readonly depth: Depth;
  /** Milliseconds. */
  readonly timeout: number;
  readonly concurrency: number;
  /** False: what is seen is not remembered. */
  readonly history: boolean;
  readonly oncePerChange?: boolean;
  readonly giveUp?: boolean;
  readonly format: WatchFormat;
  readonly debug?: boolean;
}

/** `keyaudit watch`. Throws a UserError where it cannot begin. */
export async function watch(options: WatchOptions, io: Io): Promise<ExitCode> {
  if (options.interval !== undefined && options.interval < shortestIntervalMs)
    throw new UserError('--interval is too short: 1s is the shortest.');
  const hangups = createHangups(io);
  const watched = await readWatched(options, io);
  for (const notice of watched.notices) io.stderr.write(`keyaudit: ${notice}\n`);
  // A terminal that is closed hangs up, and nobody reads any more.
  const isOnTerminal = io.stdout.isTTY === true;
  const auditor = createAuditor();
  const memory = options.history ? createWatchMemory(io) : null;
  const closed = new AbortController();
  const end = () => closed.abort();
  io.signal.addEventListener('abort', end, { once: true });
  if (io.signal.aborted) end();
  const tools: WatchTools = {
    signal: closed.signal,
    printer: createPrinter(io, options.format),
    audit: async (round) => {
      const report = await auditor({
        ...round,
        ...(memory !== null && { history: memory.history }),
        depth: options.depth,
        concurrency: options.concurrency,
        timeoutMs: options.timeout,
        onRequest: (line) => {
          if (options.debug === true) writeLine(io, line);
        },
      });
      await memory?.reported(report);
      return report;
    },
    historyProblems: () => memory?.problems() ?? [],
    onBug: (error) => io.stderr.write(describeBug(error)),
    reload: async () => await readWatched(options, io),
    onReload: (listener) => hangups.pass(isOnTerminal ? end : listener),
    random: Math.random,
    isQuiet: options.oncePerChange ?? false,
    givesUp: options.giveUp ?? false,
  };
  try {
    return await watchLoop(watched, tools);
  } finally {
    memory?.close();
  }
}

/** Keeps the hangups that come before there is somebody to take them: one would end the program, and look meant. */
function createHangups({ onHangup = () => () => {} }: Io) {
  let isWaiting = false;
  let take = () => {
    isWaiting = true;
  };
  const off = onHangup(() => take());
  return {
    pass: (listener: () => void): (() => void) => {
      take = listener;
      if (isWaiting) listener();
      return off;
    },
  };
}
