import type { SeenAccount } from '../../src/model/history.ts';
import type { KeyReport } from '../../src/model/report.ts';
import { keyReport } from './report.ts';

/** One account at bybit that was audited, with these keys. */
export function seenAccount(
  name: string,
  keys: readonly KeyReport[],
  more: Partial<SeenAccount> = {},
): SeenAccount {
  return { name, exchange: 'bybit', status: 'audited', listed: null, keys, ...more };
}

/** A key at bybit with a fingerprint of these two digits again and again. */
export function keyOf(digits: string, more: Partial<KeyReport> = {}): KeyReport {
  return keyReport({ fingerprint: `sha256:${digits.repeat(32)}`, masked: `${digits}…${digits}`, ...more });
}
