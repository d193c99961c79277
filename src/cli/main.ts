import { harmlessIn, Interruption, type Io } from './io.js';
import { run } from './run.js';

/** Runs the program in this process. Sets the exit code and lets the process end by itself, so that pipes drain. */
export async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), nodeIo());
}

function nodeIo(): Io {
  // Whoever reads may stop early (`| head -1`): what is left to write is then nobody's loss.
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', (error: NodeJS.ErrnoException) => {
      // EIO: the terminal is gone.
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    });
  }
  const controller = new AbortController();
  // Once: a second Ctrl-C ends the process in the system's way.
  process.once('SIGINT', () => controller.abort(new Interruption(130)));
  process.once('SIGTERM', () => controller.abort(new Interruption(143)));
  return {
    stdout: process.stdout,
    stderr: harmlessIn(process.env, process.stderr),
    // Opened only when a command asks: a pipe on stdin must not hold the process up.
    get stdin() {
      return process.stdin;
    },
    env: process.env,
    cwd: process.cwd(),
    signal: controller.signal,
    onHangup: (listener) => {
      process.on('SIGHUP', listener);
      return () => process.off('SIGHUP', listener);
    },
  };
}
