/** Something the user can put right: said without a stack, and exits with 2. */
export class UserError extends Error {
  override readonly name = 'UserError';

  /**
   * @param message what is wrong and where, one sentence, free of secrets
   * @param hint what to do about it; null where the message says it
   */
  constructor(
    message: string,
    readonly hint: string | null = null,
  ) {
    super(message);
  }
}
