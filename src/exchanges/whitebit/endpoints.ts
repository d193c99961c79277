import type { GrantScope } from '../../model/key-facts.js';

/**
 * What an endpoint of `accessEndpoints` allows: whitebit-exchange/api-docs, http-main-v4 and http-trade-v4. A code is
 * money that whoever has it can redeem; an order is placed, changed or cancelled below `order/`.
 */
const scopes: readonly (readonly [path: RegExp, scope: GrantScope])[] = [
  [/^main-account\/withdraw(-pay)?$/, 'withdraw'],
  [/^main-account\/codes$/, 'withdraw'],
  [/^main-account\/codes\/(my|history)$/, 'read'],
  [/^main-account\/codes\/apply$/, 'other'],
  [/^(main-account|sub-account)\/transfer$/, 'transfer'],
  [/^main-account\/(balance|address|history|fee)$/, 'read'],
  [/^order\/.+$/, 'trade'],
  [/^trade-account\/.+$/, 'read'],
  [/^collateral-account\/balance(-summary)?$/, 'read'],
  [/^sub-account\/(list|balances|transfer\/history|api-key\/list|api-key\/ip-address\/list)$/, 'read'],
  [/^sub-account\/(create|delete|edit|block|unblock)$/, 'manage'],
  [/^sub-account\/api-key\/(create|delete|edit|reset|ip-address\/create|ip-address\/delete)$/, 'manage'],
];

export function scopeOf(endpoint: string): GrantScope {
  const path = endpoint
    .trim()
    .toLowerCase()
    .replace(/^\/?api\/v4\//, '')
    .replace(/\/$/, '');
  return scopes.find(([pattern]) => pattern.test(path))?.[1] ?? 'unrecognized';
}
