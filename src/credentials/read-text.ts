import { type FileHandle, open } from 'node:fs/promises';
import { credentialError } from './secret-text.js';

/** No key, PEM files among them, comes near. */
export const maxKeyBytes = 64 * 1024;

/** No file of a bot's, with all its accounts, comes near. */
export const maxFileBytes = 1024 * 1024;

/**
 * A small file's text; a pipe is read as well. The bytes that were read are overwritten.
 *
 * @param place what messages call the file: the path itself only where it cannot be a secret in a path's place
 * @throws AccountError of kind `credential-source` where there is no reading it, it is larger, or not UTF-8
 */
export async function readText(path: string, place: string, maxBytes: number): Promise<string> {
  const bytes = await readBytes(path, place, maxBytes);
  try {
    return decode(bytes, place);
  } finally {
    bytes.fill(0);
  }
}

/** A small file's bytes, which whoever asks overwrites; else as `readText`. */
export async function readBytes(path: string, place: string, maxBytes: number): Promise<Buffer> {
  const bytes = Buffer.alloc(maxBytes + 1);
  const length = await readInto(bytes, path, place);
  if (length <= maxBytes) return bytes.subarray(0, length);
  bytes.fill(0);
  throw credentialError(`${place} is larger than ${shownSize(maxBytes)}`);
}

/**
 * The text that bytes are.
 * @throws AccountError of kind `credential-source` where they are not UTF-8
 */
export function decode(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The decoder has nothing to add but that.
    throw credentialError(`${place} is not UTF-8 text`);
  }
}

/** Reads until the buffer is full or the file ends; gives how many bytes there were. */
async function readInto(bytes: Buffer, path: string, place: string): Promise<number> {
  let file: FileHandle | null = null;
  try {
    file = await open(path);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, null);
      length += bytesRead;
      if (bytesRead === 0 || length === bytes.length) return length;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw credentialError(`${place} ${reasons[code] ?? `cannot be read (${code})`}`);
  } finally {
    await file?.close();
  }
}

const reasons: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read by this user',
  EISDIR: 'is a directory',
};

function shownSize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes / 1024} KiB` : `${bytes / 1024 / 1024} MiB`;
}
