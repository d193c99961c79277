import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { credentialFailure } from '../../test/helpers/credentials.ts';
import { maxKeyBytes, readText } from './read-text.js';

let folder: string;
let pipe: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyaudit-text-'));
  pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const read = (path: string, patienceMs = 20_000) => readText(path, 'the file', maxKeyBytes, { patienceMs });

/** Another process, which works in the folder. */
const write = (script: string) => spawn('sh', ['-c', script], { cwd: folder, stdio: 'ignore' });

describe('a pipe', () => {
  it.each([
    ['from somebody who was there first', 'printf invented > pipe'],
    ['from somebody who comes late', 'sleep 0.3; printf invented > pipe'],
    ['from somebody slow', 'exec 3> pipe; sleep 0.2; printf inven >&3; sleep 0.2; printf ted >&3'],
  ])('is read %s', async (_, script) => {
    write(script);
    expect(await read(pipe)).toBe('invented');
  });

  it('to which nobody writes is given up', async () => {
    expect(await credentialFailure(read(pipe, 60))).toBe('the file is a pipe to which nobody writes.');
  });

  it('of somebody who holds it open and writes nothing is given up', async () => {
    const writer = write('exec sleep 60 > pipe');
    expect(await credentialFailure(read(pipe, 200))).toBe('the file is a pipe to which nobody writes.');
    writer.kill();
  });

  it('is left when the scan is called off', async () => {
    const controller = new AbortController();
    const reading = readText(pipe, 'the file', maxKeyBytes, { signal: controller.signal });
    const reason = new Error('called off');
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });

  it('without an end is left', async () => {
    write('yes > pipe');
    expect(await credentialFailure(read(pipe))).toBe('the file is larger than 64 KiB.');
  });
});

it('reads no endless device behind a link, and no empty file for ever', async () => {
  symlinkSync('/dev/zero', join(folder, 'link'));
  expect(await credentialFailure(read(join(folder, 'link')))).toBe('the file is larger than 64 KiB.');
  writeFileSync(join(folder, 'empty'), '');
  expect(await read(join(folder, 'empty'))).toBe('');
});
