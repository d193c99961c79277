import { anyOf, type Fact, known, unknown } from '../../model/fact.js';
import {
  permissions as allPermissions,
  type Grant,
  type IpRestriction,
  type KeyDescription,
  unknownDescription,
} from '../../model/key-facts.js';
import { bit, flagGrantsAmong } from '../flags.js';
import { describeOwn, type KeyList, listIn, readKeyList } from '../key-lists.js';
import { heedingNewWords, type Vocabulary } from '../new-words.js';
import { absent, anyIp, type Body, epoch, label, restrictedTo, unexpected } from '../readers.js';
import { addressIn } from '../wallets.js';

const name = 'Aster';
const notTold = (what: string) => unknown('not-exposed', `${name} does not tell ${what}`);

/** An agent's rights: asterdex.github.io/aster-api-website, asterCode, "Get Agents". */
const documented: Vocabulary = new Map([
  ['canRead', ['read']],
  ['canSpotTrade', ['trade']],
  ['canPerpTrade', ['trade']],
  ['canWithdraw', ['withdraw']],
]);

/**
 * The wallet's agents, by their addresses in lower case. Throws where there is no list.
 * @param signer the address of what signs, in lower case
 */
export function agentsOf(answer: unknown, signer: string): KeyList {
  const rows = listIn(answer);
  if (rows === undefined) throw unexpected(name, 'its answer is not a list of agents');
  return readKeyList(
    rows,
    ({ agentAddress }) => addressIn(agentAddress),
    (address) => address === signer,
  );
}

const untold = {
  createdAt: notTold('when an agent was approved'),
  modifiedAt: notTold('when an agent was changed'),
  lastUsedAt: notTold('when a key was last used'),
};

/** The wallet's own key: it may do everything, from anywhere and for ever, and nothing can be taken from it. */
export function describeMasterKey(): KeyDescription {
  return {
    ...untold,
    kind: known('master-key'),
    owner: notTold("whether a wallet is a sub-account's"),
    label: known(null),
    permissions: {
      read: known(true),
      trade: known(true),
      transfer: known(true),
      withdraw: known(true),
      manage: known(true),
    },
    grants: known(allPermissions.map((scope): Grant => ({ name: 'user', scope }))),
    ipRestriction: known(anyIp),
    expiresAt: known(null),
    enabled: known(true),
  };
}

/** The agent that signs: it has just been let in. */
export function describeCallingAgent(list: KeyList): KeyDescription {
  if (list.own.length > 0) return describeOwn(list, describeAgent);
  const why = unknown('malformed', 'the list of agents lacks the address that signs');
  return { ...unknownDescription(why), kind: why, enabled: known(true) };
}

export function describeAgent(row: Body): KeyDescription {
  const grants = flagGrantsAmong(row, documented);
  const held = (field: string) => bit(row[field], field);
  const agent: KeyDescription = {
    ...untold,
    kind: known('agent'),
    owner: notTold("whether a wallet is a sub-account's"),
    label: label(row.agentName, 'agentName'),
    permissions: {
      read: held('canRead'),
      trade: anyOf([held('canSpotTrade'), held('canPerpTrade')]),
      // Between sub-accounts it takes the wallet's own signature; of spot and futures nothing is said.
      transfer: notTold('whether an agent may move funds between spot and futures'),
      withdraw: held('canWithdraw'),
      manage: mayManage(grants),
    },
    grants,
    ipRestriction: ipRestriction(row.ipWhitelist),
    expiresAt: epoch(row.expired, 1, 'expired'),
    enabled: notTold('whether an agent is switched on'),
  };
  return heedingNewWords(agent, documented, 'the row');
}

/**
 * Agents and sub-accounts are managed with the wallet's own signature: "the signer private key must not be used as a
 * substitute" (futures-v3, Create and Update Sub-Account; asterCode, "Management endpoints"). A new flag may change that.
 */
function mayManage(grants: Fact<readonly Grant[]>): Fact<boolean> {
  return grants.known && grants.value.some(({ scope }) => scope === 'unrecognized')
    ? unknown('unrecognized', 'an agent has a right of no known meaning')
    : known(false);
}

/** One text, "" for none; its addresses and ranges are separated by spaces, in a demonstration by commas. */
function ipRestriction(value: unknown): Fact<IpRestriction> {
  if (absent(value)) return unknown('malformed', 'ipWhitelist is missing');
  if (typeof value !== 'string') return unknown('malformed', 'ipWhitelist is not a text');
  const entries = value.split(/[\s,]+/).filter((entry) => entry !== '');
  if (entries.length > 0) return restrictedTo(entries, 'ipWhitelist');
  return value.trim() === ''
    ? known(anyIp)
    : unknown('unrecognized', 'ipWhitelist has separators and no address');
}
