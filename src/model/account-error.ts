/**
 * Why an account, or one call for it, could not be audited:
 * - `invalid-credentials`: the exchange does not accept the key, secret or passphrase;
 * - `ip-refused`: it refused this machine's IP, so the key's restriction is real and the rest unknown;
 * - `permission-refused`: the key may not make this call, or keyaudit may not (a hazard not accepted);
 * - `clock-skew`: a timestamp or nonce was refused;
 * - `rate-limited`, `unreachable`: try again later;
 * - `unexpected-response`: an answer that keyaudit cannot read;
 * - `unsupported-exchange`: nothing is known of that exchange;
 * - `credential-source`: the secret could not be read, and nothing was asked.
 */
export const accountErrorKinds = [
  'invalid-credentials',
  'ip-refused',
  'permission-refused',
  'clock-skew',
  'rate-limited',
  'unreachable',
  'unexpected-response',
  'unsupported-exchange',
  'credential-source',
] as const;
export type AccountErrorKind = (typeof accountErrorKinds)[number];

/**
 * An account's failure, in a sentence fit for a report. The message is always written by keyaudit: it never
 * holds a URL, header, key, signature, or an exchange's or a library's own text, which may hold them.
 */
export class AccountError extends Error {
  override readonly name = 'AccountError';

  /** The exchange's own error code, where it gave one. */
  readonly code: string | null;
  /** Whether the same request may well succeed a second later: a cut connection, a gateway's hiccup. */
  readonly passing: boolean;

  constructor(
    readonly kind: AccountErrorKind,
    message: string,
    { code = null, passing = false }: { readonly code?: string | null; readonly passing?: boolean } = {},
  ) {
    super(message);
    this.code = code;
    this.passing = passing;
  }
}
