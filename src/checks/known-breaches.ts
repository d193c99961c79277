import type { Breach } from '../model/policy.js';

/**
 * Vendors known to have leaked their users' keys. Only keys named after them are told of: who never used the vendor
 * has nothing to fear.
 */
export const knownBreaches: readonly Breach[] = [
  // An anonymous account published more than 10,000 keys, and the company confirmed that they were its users'.
  { vendor: '3Commas', date: '2022-12-28', everyKey: false },
];
