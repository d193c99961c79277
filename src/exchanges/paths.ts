import type { Params, Read } from './adapter.js';

/** The path with its parameters in their places. */
export function placeIn(path: string, params: Params): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));
}

/**
 * Whether a path is the declared one. What a segment like `{user_id}` stands for has letters, digits, hyphens and
 * underscores only, so that no parameter can lead to another endpoint.
 */
export function isPathOf({ path: declared }: Pick<Read, 'path'>, path: string): boolean {
  const segments = path.split('/');
  const expected = declared.split('/');
  return (
    segments.length === expected.length &&
    expected.every((segment, at) =>
      /^\{\w+\}$/.test(segment) ? /^[\w-]+$/.test(segments[at] ?? '') : segment === segments[at],
    )
  );
}
