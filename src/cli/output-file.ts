import { constants } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UserError } from '../model/user-error.js';
import type { Io } from './io.js';

/**
 * Finds out beforehand whether the file of an option can be written, so that no work is done in vain.
 * @throws UserError that says why not
 */
export async function checkOutput(output: string, io: Io, option = '--output'): Promise<void> {
  const file = resolve(io.cwd, output);
  const target = await stat(file).catch(() => null);
  if (target?.isDirectory() === true)
    throw new UserError(`${option} ${output} is a folder.`, another(option));
  if (target !== null && !target.isFile()) return;
  const folder = dirname(file);
  const place = await stat(folder).catch(() => null);
  if (place?.isDirectory() !== true)
    throw new UserError(`${option} ${output}: there is no folder ${folder}.`, makeIt(option));
  try {
    await access(folder, constants.W_OK);
  } catch {
    throw new UserError(
      `${option} ${output}: this user may not write to the folder ${folder}.`,
      another(option),
    );
  }
}

const another = (option: string) => `Name another file with ${option}.`;
const makeIt = (option: string) => `Make the folder first, or name another file with ${option}.`;

/**
 * Writes a file whole or not at all, readable by its owner alone: a reader never meets half of one. A device or a pipe
 * is written to as it is; a file in its place would take it away from all others.
 * @param text whole, or in chunks
 * @throws UserError where it cannot be written
 */
export async function writeOutput(
  output: string,
  text: string | Iterable<string>,
  io: Io,
  option = '--output',
): Promise<void> {
  const path = resolve(io.cwd, output);
  const chunks = typeof text === 'string' ? [text] : text;
  try {
    const isFile = await stat(path).then(
      (target) => target.isFile(),
      () => true,
    );
    if (!isFile) return await writeFile(path, chunks, { signal: io.signal });
    const { default: writeFileAtomic } = await import('write-file-atomic');
    // It takes one text only, but leaves time to write more to the file that will take the other's place.
    const tmpfileCreated = async (file: string) => await writeFile(file, chunks);
    await writeFileAtomic(path, '', { mode: 0o600, tmpfileCreated });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ABORT_ERR') throw io.signal.reason;
    // A bug in what makes the chunks is none of the file's.
    if (code === undefined) throw error;
    throw new UserError(`${option} ${output}: could not be written (${code}).`, another(option));
  }
}
