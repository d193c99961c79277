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
  const bytes = Buffer.alloc(maxBytes + 1);
  try {
    const length = await readInto(bytes, path, place);
    if (length > maxBytes) throw credentialError(`${place} is larger than ${shownSize(maxBytes)}`);
    return decodeText(bytes.subarray(0, length), place);
  } finally {
    bytes.fill(0);
  }
}

/** @throws AccountError of kind `credential-source` for what is not UTF-8 */
export function decodeText(bytes: Buffer, place: string): string {
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
