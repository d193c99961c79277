/**
 * An answer without any field that is called after a secret, at whatever depth. XT's documentation shows the
 * `secretKey` of every key in the list of keys, and nothing of keyaudit has use for it.
 */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      /secret/i.test(name) ? [] : [[name, withoutSecrets(inner)]],
    ),
  );
}
