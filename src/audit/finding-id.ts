import { createHash } from 'node:crypto';

/**
 * A finding's name, the same in every run.
 * @param key of a finding about a key, or about the account around it, the fingerprint of the key that asks
 */
export function keyFindingId(check: string, exchange: string, key: string): string {
  return nameOf(check, `${exchange}|${key}`);
}

/** A file's is the same whichever account tells of it. */
export function fileFindingId(check: string, file: string): string {
  return nameOf(check, `file:${file}`);
}

function nameOf(check: string, about: string): string {
  return createHash('sha256').update(`${check}|${about}`).digest('hex').slice(0, 16);
}
