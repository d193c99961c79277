import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Io } from '../io.js';
import { readGivenFields } from './given.js';

const io = (stdin: Readable): Io => ({
  stdin,
  stdout: { write: () => true },
  stderr: { write: () => true },
  env: {},
  cwd: '/',
  signal: new AbortController().signal,
});

describe('what stdin holds', () => {
  it('is put together from its chunks, each of which is overwritten', async () => {
    const chunks = ['{"apiKey": "größe', 'r", "secret"', ': "invented"}'].map((text) => Buffer.from(text));
    // A letter of two bytes may come in two chunks.
    const [first = Buffer.of(), ...others] = chunks;
    const cut = [first.subarray(0, -2), first.subarray(-2), ...others];
    expect([...(await readGivenFields(io(Readable.from(cut))))]).toEqual([
      ['apiKey', 'größer'],
      ['secret', 'invented'],
    ]);
    for (const chunk of cut) expect([...chunk]).toEqual(Array(chunk.length).fill(0));
  });

  it('is refused where it is larger than any key, and overwritten all the same', async () => {
    const chunks = [Buffer.alloc(64 * 1024, 'x'), Buffer.alloc(10, 'x')];
    await expect(readGivenFields(io(Readable.from(chunks)))).rejects.toThrow(/larger than 64 KiB/);
    for (const chunk of chunks) expect(chunk.some((byte) => byte !== 0)).toBe(false);
  });
});
