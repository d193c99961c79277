import pLimit from 'p-limit';
import type { AccountError } from '../model/account-error.js';
import { type Command, notFound } from '../processes/group.js';
import { type Outcome, type ProgramOptions, runProgram } from './run-program.js';
import { credentialError } from './secret-text.js';

/** Runs the programs that print credentials, for one scan. */
export interface Programs {
  /** @param cwd null for the working directory of keyaudit */
  readonly run: (command: Command, cwd: string | null) => Promise<Outcome>;
}

/** Long enough for a person to find the fingerprint reader. */
const defaultTimeoutMs = 60_000;

/**
 * One program runs at a time, so that a person is asked one thing at a time; and what several accounts name runs once
 * for all of them.
 */
export function createPrograms(
  options: Omit<ProgramOptions, 'cwd' | 'timeoutMs'>,
  timeoutMs = defaultTimeoutMs,
): Programs {
  const inTurn = pLimit(1);
  const outcomes = new Map<string, Promise<Outcome>>();
  return {
    run: (command, cwd) => {
      const key = JSON.stringify([cwd, command]);
      const known = outcomes.get(key);
      if (known !== undefined) return known;
      const outcome = inTurn(() => runProgram(command, { ...options, cwd, timeoutMs }));
      outcomes.set(key, outcome);
      return outcome;
    },
  };
}

/** @param problem a clause that follows the program's name */
export function programError([program]: Command, problem: string): AccountError {
  const hint = problem === notFound ? '; give its path, or put its folder on PATH' : '';
  return credentialError(`the program ${shownProgram(program)} ${problem}${hint}`);
}

/** Whoever writes a whole command line where the program belongs may have a secret in it. */
export function shownProgram(program: string): string {
  return program.replace(/\s.*/su, ' …');
}
