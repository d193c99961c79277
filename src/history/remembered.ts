import type { RememberedFacts } from '../model/history.js';
import type { KeyReport } from '../model/report.js';

/** The facts of a key, in an order of their own: an exchange may tell the same in another one. */
export function rememberedFacts(key: KeyReport): RememberedFacts {
  const { permissions, grants, ipRestriction, createdAt, modifiedAt, expiresAt, enabled, unknown } = key;
  const { read, trade, transfer, withdraw, manage } = permissions;
  const { state, allowed } = ipRestriction;
  return {
    permissions: { read, trade, transfer, withdraw, manage },
    grants: grants.map(({ name, scope }) => ({ name, scope })).toSorted(byText),
    ipRestriction: { state, allowed: allowed === null ? null : [...new Set(allowed)].toSorted() },
    ...{ createdAt, modifiedAt, expiresAt, enabled },
    unknown: unknown.map(({ fact }) => fact).toSorted(),
  };
}

function byText(one: object, other: object): number {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
