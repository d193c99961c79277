/** A JSON object: no list, no null. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object's own fields: a file may have one that is called `__proto__` or `constructor`. None for what is no object. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(isMapping(value) ? Object.entries(value) : []);
}

/** The fields of all of these; the later wins, and where both are mappings, so do the fields of those. */
export function mergeFields(parts: readonly ReadonlyMap<string, unknown>[]): ReadonlyMap<string, unknown> {
  const whole = new Map<string, unknown>();
  for (const [name, value] of parts.flatMap((part) => [...part])) {
    const before = whole.get(name);
    const both = isMapping(before) && isMapping(value);
    whole.set(name, both ? Object.fromEntries(mergeFields([fieldsOf(before), fieldsOf(value)])) : value);
  }
  return whole;
}
