import { version } from '../version.js';

/**
 * An error that nothing accounts for, fit for a public issue. Its message is left out: it may come from a
 * library that quotes what it was given, and that may be a secret.
 */
export function describeBug(error: unknown): string {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  return [
    `keyaudit: this is a bug in keyaudit ${version} (Node ${process.versions.node}): ${name}`,
    ...frames.slice(0, 8),
    'Its message is not shown, as it might hold a secret. Please report the lines above.',
    '',
  ].join('\n');
}
