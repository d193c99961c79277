/** A JSON object: no list, no null. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object's own fields: a file may have one that is called `__proto__` or `constructor`. None for what is no object. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(isMapping(value) ? Object.entries(value) : []);
}
