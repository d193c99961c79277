import { type Fact, known, unknown } from '../../model/fact.js';
import {
  permissions as allPermissions,
  type GrantScope,
  type KeyDescription,
} from '../../model/key-facts.js';
import { anyIp } from '../readers.js';
import type { Agent } from './agents.js';

const notTold = (what: string) => unknown('not-exposed', `Hyperliquid does not tell ${what}`);

/** Nothing binds a key to an address: what signs is checked, and not from where. No source has such a concept. */
const anywhere = known(anyIp);

const times = {
  createdAt: notTold('when an agent was approved'),
  modifiedAt: notTold('when an agent was changed'),
  lastUsedAt: notTold('when a key was last used'),
};

/** The words of `userRole`, which decide what a key may do: there are no rights of a single key. */
const grants = (role: string, scopes: readonly GrantScope[]) =>
  known(scopes.map((scope) => ({ name: role, scope })));

/**
 * What every agent may: the actions that an agent signs are orders and the like. Withdrawals, sends and approvals of
 * agents are signed by the account's own key alone (hyperliquid-python-sdk, exchange.py; official page "Nonces and API
 * wallets"). Funds can be moved all the same within the account, and perhaps into vaults.
 */
const ofAgents = {
  permissions: {
    read: known(true),
    trade: known(true),
    transfer: notTold(
      'which transfers it takes from an agent (agentSendAsset moves funds between the account and its sub-accounts; ' +
        'whether vaultTransfer reaches vaults of others is not documented)',
    ),
    withdraw: known(false),
    manage: known(false),
  },
  grants: grants('agent', ['read', 'trade']),
};

/**
 * @param nowMs the present: an agent that has ended may stay in the list for a while
 * @param approved whether something other than the list says that it is approved at present
 */
export function describeAgent(
  agent: Pick<Agent, 'label' | 'expiresAt'>,
  owner: Fact<string | null>,
  nowMs: number,
  approved: boolean,
): KeyDescription {
  return {
    ...times,
    ...ofAgents,
    kind: known('agent'),
    owner,
    label: agent.label,
    ipRestriction: anywhere,
    expiresAt: agent.expiresAt,
    enabled: enabled(agent.expiresAt, nowMs, approved),
  };
}

function enabled(expiresAt: Fact<Date | null>, nowMs: number, approved: boolean): Fact<boolean> {
  if (!expiresAt.known) return approved ? known(true) : expiresAt;
  const ended = expiresAt.value !== null && expiresAt.value.getTime() <= nowMs;
  return ended ? notTold('whether an agent that has ended is still let in') : known(true);
}

/** The key of an account: it may do everything, and nothing can be taken from it. */
export function describeMasterKey(owner: Fact<string | null>): KeyDescription {
  return {
    ...times,
    kind: known('master-key'),
    owner,
    label: known(null),
    permissions: {
      read: known(true),
      trade: known(true),
      transfer: known(true),
      withdraw: known(true),
      manage: known(true),
    },
    grants: grants('user', allPermissions),
    ipRestriction: anywhere,
    createdAt: notTold('when an account was made'),
    modifiedAt: notTold('when an account was changed'),
    expiresAt: known(null),
    enabled: known(true),
  };
}
