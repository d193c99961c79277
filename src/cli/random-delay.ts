import { setTimeout as sleep } from 'node:timers/promises';
import { sayDuration } from '../model/duration.js';
import type { Io } from './io.js';

/**
 * Waits a random time, so that not all who begin at the same minute ask the exchanges in the same second. A person at
 * a terminal is told. Rejects when the program is called off.
 * @param mostMs what is waited at most
 */
export async function delayAtRandom(mostMs: number, quiet: boolean, io: Io): Promise<void> {
  const ms = Math.random() * mostMs;
  if (io.stderr.isTTY === true && !quiet) {
    io.stderr.write(`Waiting ${sayDuration(ms)} before the scan, as --random-delay says.\n`);
  }
  await sleep(ms, undefined, { signal: io.signal });
}
