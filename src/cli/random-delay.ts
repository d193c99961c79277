import { setTimeout as sleep } from 'node:timers/promises';
import type { Io } from './io.js';

/**
 * Waits a random time, so that not all who begin at the same minute ask the exchanges in the same second. A person at
 * a terminal is told. Rejects when the program is called off.
 * @param mostMs what is waited at most
 */
export async function delayAtRandom(mostMs: number, quiet: boolean, io: Io): Promise<void> {
  const ms = Math.random() * mostMs;
  if (io.stderr.isTTY === true && !quiet) {
    io.stderr.write(`Waiting ${durationText(ms)} before the scan, as --random-delay says.\n`);
  }
  await sleep(ms, undefined, { signal: io.signal });
}

/** `4 min 10 s`: the two largest units. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
