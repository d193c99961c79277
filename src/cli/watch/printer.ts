import { printable } from '../../reporters/table/printable.js';
import { type Io, wantsUnicode } from '../io.js';
import { clearLine, questioned } from '../questioned.js';
import type { WatchEvent } from './events.js';

export const watchFormats = ['text', 'jsonl'] as const;
export type WatchFormat = (typeof watchFormats)[number];

/** Says what happens, a line for each event, and on a terminal how things stand. */
export interface Printer {
  readonly say: (event: WatchEvent) => void;
  /** The last line of a terminal; empty for none. */
  readonly stand: (line: string) => void;
}

/** More than any sentence of keyaudit's has. */
const longest = 2000;

/**
 * For people, trouble goes to stderr and the rest to stdout; for programs, all of it goes to stdout, and trouble to
 * stderr too.
 */
export function createPrinter(io: Io, format: WatchFormat): Printer {
  const { stdout, stderr, env } = io;
  const unicode = wantsUnicode(env, process.platform);
  // systemd's journal has the time already.
  const stamped = (text: string) =>
    env.JOURNAL_STREAM ? text : `${new Date().toISOString().replace('T', ' ').slice(0, 19)}Z ${text}`;
  let standing = '';
  const draw = (line: string) => {
    if (stderr.isTTY !== true || questioned.has(stderr)) return;
    // A line that wraps could not be taken back.
    stderr.write(`${clearLine}${line.slice(0, (stderr.columns ?? 80) - 1)}`);
  };
  return {
    say: ({ event, text, data, isTrouble }) => {
      draw('');
      const line = `${stamped(printable(text, longest, unicode))}\n`;
      if (format === 'jsonl')
        stdout.write(`${JSON.stringify({ time: new Date().toISOString(), event, text, ...data })}\n`);
      if (isTrouble) stderr.write(line);
      else if (format === 'text') stdout.write(line);
      draw(standing);
    },
    stand: (line) => {
      standing = line;
      draw(line);
    },
  };
}
