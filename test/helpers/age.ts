import { spawn } from 'node:child_process';
import { expect } from 'vitest';

/** Has `age` encrypt a file with a passphrase, which it asks for at a terminal, twice. */
export async function encryptWithPassphrase(from: string, to: string, passphrase: string): Promise<void> {
  const child = spawn(
    'script',
    ['--quiet', '--return', '--command', `age -p -o ${to} ${from}`, '/dev/null'],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  child.stdout.on('data', (chunk: Buffer) => {
    if (/passphrase/i.test(String(chunk))) child.stdin.write(`${passphrase}\r`);
  });
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
}
