import { credentialError } from '../credentials/secret-text.js';
import { Secret } from '../model/secret.js';
import { UserError } from '../model/user-error.js';
import type { Io } from './io.js';
import { clearLine } from './questioned.js';

type Ask = (question: string) => Promise<Secret>;

/**
 * Asks for the passwords of files during an audit, one at a time: accounts are opened side by side.
 * `ask` is null where nobody is there to be asked, which is found out only when it is looked at.
 */
export function createPasswordPrompt(io: Io): { readonly ask: Ask | null } {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn: Ask = (question) => {
    const answer = last.then(async () => await askPassword(question, io));
    // Who asked hears of it.
    last = answer.catch(() => {});
    return answer;
  };
  return {
    get ask() {
      return io.stdin?.isTTY === true && io.stderr.isTTY === true ? inTurn : null;
    },
  };
}

async function askPassword(question: string, io: Io): Promise<Secret> {
  io.signal.throwIfAborted();
  const { createPrompt } = await import('./prompt.js');
  const prompt = createPrompt(io);
  if (prompt === null) throw credentialError('the password was not given, since nobody can be asked');
  try {
    io.stderr.write(clearLine);
    return await prompt.secret(question, (answer) => new Secret(answer));
  } catch (error) {
    // No configuration is wrong: it is this account that cannot be opened.
    if (error instanceof UserError) throw credentialError('the password was not given');
    throw error;
  } finally {
    prompt.close();
  }
}
