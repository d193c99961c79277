import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createIdentity, isIdentity, isRecipient } from '../../credentials/age-format.js';
import { UserError } from '../../model/user-error.js';
import type { Io } from '../io.js';

export interface RecipientOptions {
  /** `age1…` */
  readonly recipient?: readonly string[];
  /** A file of such, one to a line, among comments. */
  readonly recipientsFile?: string;
  /** A file to be made, with a new identity. */
  readonly newIdentity?: string;
}

/**
 * Whom to encrypt for. Where that is asked for, it makes a new identity and its file, readable by this user alone.
 * @throws UserError for what is no recipient, for none at all, and where the identity's file is there already
 */
export async function findRecipients(options: RecipientOptions, io: Io): Promise<readonly string[]> {
  const { recipient = [], recipientsFile, newIdentity } = options;
  const listed = recipientsFile === undefined ? [] : await recipientsIn(recipientsFile, io);
  for (const text of recipient) check(text, '--recipient');
  for (const text of listed) check(text, `--recipients-file ${recipientsFile}`);
  const given = [...new Set([...recipient, ...listed])];
  if (newIdentity !== undefined) return [...given, await makeIdentity(newIdentity, io)];
  if (given.length > 0) return given;
  throw new UserError(
    'say whom to encrypt for, with --recipient age1….',
    'Where there is no identity yet, --new-identity FILE makes one.',
  );
}

async function recipientsIn(file: string, io: Io): Promise<readonly string[]> {
  const text = await readFile(resolve(io.cwd, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`--recipients-file ${file}: could not be read (${error.code ?? 'error'}).`);
  });
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function check(text: string, place: string): void {
  if (isRecipient(text)) return;
  if (isIdentity(text)) {
    throw new UserError(
      `${place}: that is an identity, which decrypts; it is secret.`,
      'The recipient begins with age1; `age-keygen -y` prints it. Replace an identity that was typed into a shell: its history has it.',
    );
  }
  throw new UserError(
    `${place}: must be recipients like age1…; those of plugins and SSH keys are not taken.`,
  );
}

async function makeIdentity(file: string, io: Io): Promise<string> {
  const { identity, recipient } = await createIdentity();
  const text = `# created by keyaudit: ${new Date().toISOString()}\n# public key: ${recipient}\n${identity}\n`;
  try {
    await writeFile(resolve(io.cwd, file), text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'is there already' : `could not be written (${code})`;
    throw new UserError(`--new-identity ${file}: ${why}.`, 'Name another file, or give its --recipient.');
  }
  io.stderr.write(`Written: ${file}, the identity that decrypts. Keep it apart from what it opens.\n`);
  return recipient;
}
