/** The way to a value: keys of mappings, indexes of lists. */
export type Path = readonly (string | number)[];

/** Something wrong with a configuration. `message` continues the path: "accounts[2].exchnage: unknown key". */
export interface Problem {
  readonly path: Path;
  readonly message: string;
}

/** More lines than this help nobody. */
const maxShown = 20;

/**
 * All problems as one text, in the order of the file, one line each:
 * `keyaudit.config.yaml:12: accounts[2].exchnage: unknown key; did you mean exchange?`
 * Of several problems with the same value the first is told.
 */
export function describeProblems(
  file: string,
  problems: readonly Problem[],
  lineOf: (path: Path) => number,
): string {
  const byPath = new Map<string, Problem>();
  for (const problem of problems) {
    const path = JSON.stringify(problem.path);
    if (!byPath.has(path)) byPath.set(path, problem);
  }
  const lines = [...byPath.values()]
    .map((problem) => ({ line: lineOf(problem.path), problem }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, problem }) => `${file}:${line}: ${describe(problem)}`);
  const rest = lines.length - maxShown;
  return rest > 0 ? [...lines.slice(0, maxShown), `and ${rest} more`].join('\n') : lines.join('\n');
}

function describe({ path, message }: Problem): string {
  const shown = showPath(path);
  return shown === '' ? message : `${shown}: ${message}`;
}

/** `accounts[2].exchange`; a key that may not be shown, and what is below it, is left out. */
function showPath(path: Path): string {
  let shown = '';
  for (const step of path) {
    if (typeof step === 'number') shown += `[${step}]`;
    else if (!isShowable(step)) return shown;
    else shown += shown === '' ? step : `.${step}`;
  }
  return shown;
}

/**
 * Whether a key of the file may be repeated in a message: only what looks like a word. With a space forgotten,
 * `{apiKey:…}` is a key that holds a secret; so is a secret in the place of a key.
 */
export function isShowable(key: string): boolean {
  return /^[A-Za-z][A-Za-z_-]{0,31}\d{0,2}$/.test(key);
}
