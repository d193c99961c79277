import type { Fact } from '../model/fact.js';
import { known, unknown } from '../model/fact.js';
import { flag } from './readers.js';

/** A flag that is written as 1 or 0, or as a boolean: in the spelling of JSON or of Python, as a text or not. */
export function bit(value: unknown, field: string): Fact<boolean> {
  if (value === 1 || value === '1') return known(true);
  if (value === 0 || value === '0') return known(false);
  if (typeof value === 'number') return unknown('unrecognized', `${field} is neither 0 nor 1`);
  return flag(typeof value === 'string' ? value.toLowerCase() : value, field);
}
