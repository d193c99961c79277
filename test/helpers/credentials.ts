import { expect } from 'vitest';
import type { Programs } from '../../src/credentials/programs.ts';
import type { Outcome } from '../../src/credentials/run-program.ts';
import { AccountError } from '../../src/model/account-error.ts';
import { type CredentialName, type Credentials, credentialNames } from '../../src/model/credentials.ts';

/** The message of the error that says that an account's credentials cannot be had. */
export async function credentialFailure(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AccountError)) throw new Error('no AccountError', { cause: error });
  expect(error.kind).toBe('credential-source');
  return error.message;
}

/** The texts of credentials, for a test to look at. */
export function opened(credentials: Credentials): Partial<Record<CredentialName, string>> {
  const texts = credentialNames.flatMap((name) => {
    const secret = credentials[name];
    return secret === undefined ? [] : [[name, secret.reveal()]];
  });
  return Object.fromEntries(texts);
}

/** Programs whose command lines, joined by spaces, are known; any other is not found. */
export function knownPrograms(outcomes: Readonly<Record<string, string | Outcome>>): Programs {
  return {
    run: async (command) => {
      const outcome = outcomes[command.join(' ')];
      if (outcome === undefined) return { problem: 'was not found' };
      return typeof outcome === 'string' ? { text: outcome } : outcome;
    },
  };
}
