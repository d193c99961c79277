import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';

/** Characters that steer a terminal, or deceive the eye. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

const maxLines = 200;
const maxLineLength = 500;

/** A question without a line break is not held back for longer. */
const quietMs = 250;

/**
 * Shows what another program says, line by line as it comes: nothing in it steers the terminal, each line begins with
 * the program's name, and there are not endlessly many.
 */
export function relayLines(stream: Readable, speaker: string, show: (line: string) => void): LineRelay {
  const decoder = new StringDecoder('utf8');
  let pending = '';
  let shown = 0;
  let timer: NodeJS.Timeout | undefined;

  const say = (line: string) => {
    const text = harmless(line);
    if (text.trim() === '' || shown > maxLines) return;
    shown += 1;
    show(`${harmless(speaker)}: ${shown > maxLines ? 'says more, which is not shown' : text}`);
  };
  const flush = () => {
    say(pending);
    pending = '';
  };
  stream.on('data', (chunk: Buffer) => {
    clearTimeout(timer);
    const lines = (pending + decoder.write(chunk)).split(/\r\n|[\r\n]/);
    pending = lines.pop() ?? '';
    lines.forEach(say);
    if (pending.length > maxLineLength) flush();
    else timer = setTimeout(flush, quietMs);
  });
  return {
    hasSpoken: () => shown > 0,
    end: () => {
      clearTimeout(timer);
      flush();
    },
  };
}

export interface LineRelay {
  readonly hasSpoken: () => boolean;
  /** Shows what is left; nothing is shown later. */
  readonly end: () => void;
}

function harmless(text: string): string {
  const plain = stripVTControlCharacters(text.slice(0, maxLineLength)).replaceAll('\t', ' ');
  return plain.replace(unprintable, '?');
}
