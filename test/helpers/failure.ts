import { expect } from 'vitest';
import { AccountError } from '../../src/model/account-error.ts';

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
