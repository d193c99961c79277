import type { CredentialSource, DirectorySource, FileSource, NamedPath } from './credentials.js';

/**
 * When a target is told:
 * - `changes`: what it was not told before, and what is no longer so;
 * - `findings`: open findings at or above the threshold, and again each day for as long as there are any;
 * - `always`: each audit;
 * - `heartbeat`: once a day that keyaudit is at work.
 */
export const whens = ['changes', 'findings', 'always', 'heartbeat'] as const;
export type When = (typeof whens)[number];

/** Where one secret of a target is read from; nothing is read yet. Of what holds several, it is the `password`. */
export type SecretSource =
  | Exclude<CredentialSource, FileSource | DirectorySource>
  /** A file that holds it and nothing else. */
  | ({ readonly kind: 'text' } & NamedPath);

/**
 * What each way of telling somebody needs to know.
 * @template Hidden what stands in the place of a secret: where it is, or what opens it
 */
export interface TargetOptions<Hidden> {
  /** `smtp`: `smtp://user@host:port` or `smtps://…`, without a password. */
  readonly email: {
    readonly from: string;
    readonly to: string;
    readonly smtp: string;
    readonly password: Hidden | null;
  };
  readonly webhook: { readonly url: string; readonly secret: Hidden | null };
  readonly slack: { readonly url: Hidden };
  readonly discord: { readonly url: Hidden };
  readonly telegram: { readonly chat: string; readonly token: Hidden };
  readonly ntfy: { readonly url: string; readonly token: Hidden | null };
  /** The program and its arguments, the folder in which it runs, and names of variables that it is given. */
  readonly command: {
    readonly run: readonly [program: string, ...args: string[]];
    readonly cwd: string;
    readonly env: readonly string[];
  };
}

export type TargetKind = keyof TargetOptions<never>;

/** Somebody to be told, and how. */
export type Target<Hidden> = {
  [Kind in TargetKind]: { readonly kind: Kind; readonly options: TargetOptions<Hidden>[Kind] };
}[TargetKind];
