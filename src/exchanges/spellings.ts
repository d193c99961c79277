import { type Fact, unknown } from '../model/fact.js';
import { absent, type Body } from './readers.js';

/**
 * A field that is documented in two spellings, of which an answer has one. Where it has both, and they differ, nothing
 * tells which is right: unknown.
 * @param names the spelling that is expected, and the other one
 */
export function eitherSpelling<T>(
  body: Body,
  [usual, other]: readonly [usual: string, other: string],
  read: (value: unknown, field: string) => Fact<T>,
): Fact<T> {
  if (absent(body[other])) return read(body[usual], usual);
  if (absent(body[usual])) return read(body[other], other);
  const [one, another] = [read(body[usual], usual), read(body[other], other)];
  if (!one.known) return one;
  if (!another.known || JSON.stringify(one) === JSON.stringify(another)) return another;
  return unknown('unrecognized', `${usual} and ${other} contradict each other`);
}
