import { UserError } from '../model/user-error.js';
import { type ExitCode, exitCodes } from './exit-code.js';
import { Interruption, type Io } from './io.js';
import { CommanderError, createProgram } from './program.js';

/** The program as a function: arguments in, exit code out. Whatever goes wrong is said on stderr. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.ok;
  const program = createProgram(io, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said what is wrong; help and version are no errors.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    if (error instanceof UserError) {
      io.stderr.write(`keyaudit: ${error.message}\n${error.hint === null ? '' : `${error.hint}\n`}`);
      return exitCodes.usage;
    }
    if (io.signal.aborted && io.signal.reason instanceof Interruption) {
      io.stderr.write('keyaudit: interrupted; nothing was written.\n');
      return io.signal.reason.exitCode;
    }
    const { describeBug } = await import('./bug.js');
    io.stderr.write(describeBug(error));
    return exitCodes.bug;
  }
}
