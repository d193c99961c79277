import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { credentialError } from './secret-text.js';

/** No key, PEM files among them, comes near. */
export const maxKeyBytes = 64 * 1024;

/** No file of a bot's, with all its accounts, comes near. */
export const maxFileBytes = 1024 * 1024;

/** Long enough for a person who unlocks a password manager, whose output is read as a pipe: `<(op read …)`. */
const defaultPatienceMs = 60_000;

export interface ReadOptions {
  /** Aborted when the scan is called off: then the reading rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** How long a pipe may be silent. */
  readonly patienceMs?: number;
}

/**
 * A small file's text; a pipe is read as well, when somebody has written to it. The bytes that were read are
 * overwritten.
 *
 * @param place what messages call the file: the path itself only where it cannot be a secret in a path's place
 * @throws AccountError of kind `credential-source` where there is no reading it, it is larger, or not UTF-8
 */
export async function readText(
  path: string,
  place: string,
  maxBytes: number,
  options: ReadOptions = {},
): Promise<string> {
  const bytes = await readBytes(path, place, maxBytes, options);
  try {
    return decodeText(bytes, place);
  } finally {
    bytes.fill(0);
  }
}

/** A small file's bytes, which whoever asks overwrites; else as `readText`. */
export async function readBytes(
  path: string,
  place: string,
  maxBytes: number,
  options: ReadOptions = {},
): Promise<Buffer> {
  const bytes = Buffer.alloc(maxBytes + 1);
  try {
    const length = await readInto(bytes, path, place, options);
    if (length <= maxBytes) return bytes.subarray(0, length);
    throw credentialError(`${place} is larger than ${shownSize(maxBytes)}`);
  } catch (error) {
    bytes.fill(0);
    throw error;
  }
}

/** @throws AccountError of kind `credential-source` for what is not UTF-8 */
export function decodeText(bytes: Uint8Array, place: string): string {
  const text = toText(bytes);
  if (text === null) throw credentialError(`${place} is not UTF-8 text`);
  return text;
}

/** null where the bytes are not UTF-8. */
export function toText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The decoder has nothing to add but that.
    return null;
  }
}

/** Reads until the buffer is full or the file ends; gives how many bytes there were. */
async function readInto(bytes: Buffer, path: string, place: string, options: ReadOptions): Promise<number> {
  let file: FileHandle | null = null;
  let length: number | null;
  try {
    // Opening a pipe that nobody writes to would block a thread, and with it the end of the process.
    // Windows has no such flag, and no such pipes.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    length = await readToEnd(file, bytes, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw credentialError(`${place} ${reasons[code] ?? `cannot be read (${code})`}`);
  } finally {
    await file?.close();
  }
  if (length === null) throw credentialError(`${place} is a pipe to which nobody writes`);
  return length;
}

const pauseMs = 20;

/** null where nothing came for too long. */
async function readToEnd(
  file: FileHandle,
  bytes: Buffer,
  { signal, patienceMs = defaultPatienceMs }: ReadOptions,
): Promise<number | null> {
  const isPipe = (await file.stat()).isFIFO();
  let length = 0;
  let patience = patienceMs;
  for (;;) {
    const bytesRead = await readSome(file, bytes, length);
    if (bytesRead !== null && bytesRead > 0) {
      length += bytesRead;
      if (length === bytes.length) return length;
      continue;
    }
    // A pipe that nobody has opened for writing yet looks as if it were at its end.
    const isSilent = bytesRead === null || (isPipe && length === 0);
    if (!isSilent) return length;
    if (patience <= 0) return null;
    await sleep(pauseMs, undefined, signal === undefined ? {} : { signal });
    patience -= pauseMs;
  }
}

/** null where there is nothing to be read yet. */
async function readSome(file: FileHandle, bytes: Buffer, offset: number): Promise<number | null> {
  try {
    return (await file.read(bytes, offset, bytes.length - offset, null)).bytesRead;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    throw error;
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
