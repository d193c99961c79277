/** A body with one field broken. */
export interface Mutation {
  /** Where and how: "result.readOnly missing". */
  readonly name: string;
  readonly body: unknown;
  /** A text replaced by another text: a label may follow it. */
  readonly renamed: boolean;
}

const strange = 'zzz-unknown';

/**
 * Each field of each object of a body in turn: missing, null, of other types, with a value nobody knows.
 * Elements of lists are not taken out, since a list without a word is another answer, not a broken one.
 */
export function* mutations(body: unknown, path: readonly string[] = []): Generator<Mutation> {
  if (typeof body !== 'object' || body === null) return;
  for (const [key, value] of Object.entries(body)) {
    const here = [...path, key];
    const change = (how: string, replacement: unknown, renamed = false): Mutation => ({
      name: `${here.join('.')} ${how}`,
      body: Array.isArray(body)
        ? body.map((item, index) => (String(index) === key ? replacement : item))
        : { ...body, [key]: replacement },
      renamed,
    });
    if (!Array.isArray(body)) {
      const { [key]: _, ...rest } = body as Record<string, unknown>;
      yield { name: `${here.join('.')} missing`, body: rest, renamed: false };
      for (const [how, replacement] of others(value)) {
        yield change(how, replacement, typeof value === 'string' && typeof replacement === 'string');
      }
    }
    for (const inner of mutations(value, here)) {
      yield { ...change('', inner.body), name: inner.name, renamed: inner.renamed };
    }
  }
}

function others(value: unknown): readonly (readonly [how: string, replacement: unknown])[] {
  const types: [string, unknown][] = [
    ['null', null],
    ['an object', {}],
    ['a number', 7.5],
    ['an unknown text', strange],
  ];
  if (Array.isArray(value)) types.push(['with an unknown element', [...value, strange]]);
  else types.push(['an empty list', []], ['a list', [strange]]);
  if (typeof value === 'string') types.push(['with an unknown word', `${value},${strange}`]);
  // Of what may be a flag in another spelling, a boolean is another answer.
  const flags: readonly unknown[] = [true, false, 'true', 'false', 0, 1, '0', '1'];
  if (!flags.includes(value)) types.push(['true', true], ['false', false]);
  return types;
}
