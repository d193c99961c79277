import { execFileSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder } from '../../test/helpers/process.ts';
import { Interruption } from './io.js';
import { writeOutput } from './output-file.js';

it('is interrupted while a pipe is written to, which is no fault of the pipe', async () => {
  const cwd = folder();
  execFileSync('mkfifo', [join(cwd, 'pipe')]);
  const reader = createReadStream(join(cwd, 'pipe')).resume();
  const controller = new AbortController();
  const interruption = new Interruption(130);
  const chunks = function* () {
    yield 'one';
    controller.abort(interruption);
    yield 'two';
  };
  const quiet = { write: () => true };
  const io = { stdout: quiet, stderr: quiet, env: {}, cwd, signal: controller.signal };
  await expect(writeOutput('pipe', chunks(), io)).rejects.toBe(interruption);
  reader.destroy();
});
