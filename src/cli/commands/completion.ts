import type { Command } from 'commander';
import { type Candidate, complete, files, type Typed } from '../completion.js';
import { type Shell, scripts } from '../completion-scripts.js';
import type { Io } from '../io.js';

/** `keyaudit completion bash`: the script that a shell reads. */
export function printScript(shell: Shell, io: Io): void {
  io.stdout.write(scripts[shell]);
}

/**
 * What that script asks each time: a line for each candidate, with its description after a tab for shells that show
 * one; or `:files`. Nothing goes wrong aloud here: it would land in the line that somebody is typing.
 */
export async function printCandidates(
  program: Command,
  shell: Shell,
  raw: readonly string[],
  io: Io,
): Promise<void> {
  const words = shell === 'bash' ? asTyped(raw) : raw;
  const found = await complete(
    program,
    words,
    async (placeholder, typed) => await values(placeholder, typed, io),
  ).catch(() => []);
  if (found === files) {
    io.stdout.write(`:${files}\n`);
    return;
  }
  const isSplit = words.at(-1)?.includes('=') === true;
  for (const each of found) {
    if (isSafe(each.value)) io.stdout.write(`${line(each, shell, isSplit)}\n`);
  }
}

/** bash replaces what stands after the equals sign alone. */
function line({ value, description }: Candidate, shell: Shell, isSplit: boolean): string {
  if (shell === 'bash') return escapedForBash(isSplit ? value.replace(/^[^=]*=/, '') : value);
  return description === '' ? value : `${value}\t${description.replaceAll(/\s+/g, ' ')}`;
}

/** A name from a configuration must not act on the terminal, nor be taken for several lines. */
function isSafe(value: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value);
}

function escapedForBash(value: string): string {
  return value.replace(/[^\w@%+=:,./\p{L}\p{N}-]/gu, '\\$&');
}

/** bash hands over words as they are written, and what has an equals sign in it as three of them. */
function asTyped(raw: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const [at, word] of raw.entries()) {
    const plain = word.replace(/\\(.)|["']/gs, '$1');
    if (at > 0 && (word === '=' || raw[at - 1] === '=')) joined.push(`${joined.pop() ?? ''}${plain}`);
    else joined.push(plain);
  }
  return joined;
}

async function values(placeholder: string, { word, config }: Typed, io: Io): Promise<readonly string[]> {
  switch (placeholder) {
    case 'check':
      return (await import('../../checks/index.js')).checks.map(({ id }) => id);
    case 'exchange':
      return (await import('../../exchanges/index.js')).exchangeIds;
    case 'id': {
      const { notifyEntry } = await import('../../credentials/keychain.js');
      return [...(await import('../../exchanges/index.js')).exchangeIds, notifyEntry];
    }
    case 'account': {
      // `name=exchange`, or a name alone.
      const name = /^[^=]*=/.exec(word)?.[0];
      if (name === undefined) return await accountNames(config, io);
      const { exchangeIds } = await import('../../exchanges/index.js');
      return exchangeIds.map((id) => name + id);
    }
    case 'name':
      return await accountNames(config, io);
    default:
      return [];
  }
}

async function accountNames(config: string | null, io: Io): Promise<readonly string[]> {
  const { readConfiguration } = await import('../accounts.js');
  return (await readConfiguration(config, io))?.accounts.map(({ name }) => name) ?? [];
}
