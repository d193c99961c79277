import { type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import {
  type Grant,
  type IpRestriction,
  type KeyDescription,
  permissions,
  unknownDescription,
} from '../../model/key-facts.js';
import { listIn, unlessCutShort } from '../key-lists.js';
import { goesOn } from '../pages.js';
import { absent, anyIp, asObject, type Body, flag, restrictedTo } from '../readers.js';

const notTold = (what: string) => unknown('not-exposed', `Pacifica does not tell ${what}`);

/** The agents of an account, by their addresses, and whether these are all. */
export interface Agents {
  readonly addresses: readonly string[];
  /** Why a key that is not among them may be an agent all the same; undefined where it cannot. */
  readonly doubt: Unknown | undefined;
}

/**
 * The answer of `agent/list`. No page shows one: `data` as a list of addresses is what a client's author saw. A list
 * of objects, or one inside `data`, is read as well; what is neither leaves a doubt.
 */
export function readAgents(answer: unknown): Agents {
  const data = asObject(answer)?.data;
  const list = listIn(data);
  if (list === undefined) {
    const how = absent(data) ? 'missing' : 'not a list';
    return { addresses: [], doubt: unknown('malformed', `data is ${how}`) };
  }
  const found = list.rows.map(addressIn);
  return {
    addresses: [...new Set(found.filter((address) => address !== undefined))],
    doubt: found.includes(undefined)
      ? unknown('malformed', 'data has an entry without an address')
      : (list.doubt ?? goesOn(asObject(answer) ?? {}, found.length)),
  };
}

const agentFields = ['agent_wallet', 'api_agent_key', 'agent_wallet_address'];
const addressFields = [...agentFields, 'address', 'public_key'];

/** An address is 32 bytes in base58. */
function addressIn(row: unknown): string | undefined {
  const body = asObject(row) ?? {};
  const fields = addressFields.filter((field) => !absent(body[field]));
  const text = typeof row === 'string' ? row : fields.length === 1 ? body[fields[0] ?? ''] : undefined;
  const isAddress = typeof text === 'string' && /^[0-9A-Za-z]{20,64}$/.test(text);
  return isAddress ? text : undefined;
}

const switches = ['enabled', 'is_enabled', 'ip_whitelist_enabled', 'whitelist_enabled'];

/**
 * The answer of `agent/ip_whitelist/list`. A whitelist has a switch, and the addresses alone do not show whether it is
 * on: only with a field that says so do they restrict.
 * @param agent whose whitelist was asked for
 */
export function ipWhitelist(answer: unknown, agent: string): Fact<IpRestriction> {
  const { data, ...outer } = asObject(answer) ?? {};
  const levels = [outer, asObject(data) ?? {}];
  if (levels.some((body) => agentFields.some((field) => !absent(body[field]) && body[field] !== agent))) {
    return unknown('unrecognized', 'the whitelist names another agent than the one asked about');
  }
  const on = switchIn(levels);
  if (on?.known && !on.value) return known(anyIp);
  const list = listIn(data);
  if (list === undefined) {
    return unknown('malformed', `data is ${absent(data) ? 'missing' : 'without a list of addresses'}`);
  }
  const { rows, doubt = goesOn(outer, rows.length) } = list;
  const entries = rows.map(ipIn);
  if (!entries.every((entry) => entry !== undefined)) {
    return unknown('malformed', 'the whitelist has an entry without an address');
  }
  const restriction = unlessCutShort(restrictedTo(entries, 'the whitelist'), { rows, doubt });
  // A range that is the whole internet restricts nothing, on or off.
  if (restriction.known && !restriction.value.restricted) return restriction;
  if (on === undefined) return notTold('whether the IP whitelist of an agent is switched on');
  return on.known ? whileOn(rows, restriction) : on;
}

/** What an entry is worth that has a switch of its own is not documented, unless that is on as well. */
function whileOn(rows: readonly unknown[], restriction: Fact<IpRestriction>): Fact<IpRestriction> {
  const isOff = rows.some((row) => {
    const own = switchIn([asObject(row) ?? {}]);
    return own !== undefined && !(own.known && own.value);
  });
  return isOff ? unknown('unrecognized', 'the whitelist has an entry that is not switched on') : restriction;
}

/** Undefined where nothing says whether the whitelist is on; unknown where one thing says so and another not. */
function switchIn(levels: readonly Body[]): Fact<boolean> | undefined {
  const facts = levels.flatMap((body) =>
    switches.filter((field) => field in body).map((field) => flag(body[field], field)),
  );
  const [first] = facts;
  if (first === undefined) return undefined;
  const unread = facts.find((fact) => !fact.known);
  if (unread !== undefined) return unread;
  return facts.every((fact) => fact.known && first.known && fact.value === first.value)
    ? first
    : unknown('unrecognized', 'two fields differ in whether the whitelist is on');
}

function ipIn(row: unknown): string | undefined {
  const { ip_address: address, ip } = asObject(row) ?? {};
  const text = typeof row === 'string' ? row : (address ?? ip);
  return typeof text === 'string' ? text : undefined;
}

/** What no answer tells of any key. */
const untold = {
  ...unknownDescription(notTold('it')),
  owner: known(null),
  label: notTold('a name of a key'),
  createdAt: notTold('when an agent was bound'),
  modifiedAt: notTold('when an agent was changed'),
  expiresAt: notTold('when an agent ends'),
  lastUsedAt: notTold('when a key was last used'),
};

/** "Allows … Agent Wallets to sign on behalf of the original account": docs.pacifica.fi, "API Agent Keys". */
export function describeAgent(ipRestriction: Fact<IpRestriction>): KeyDescription {
  return {
    ...untold,
    kind: known('agent'),
    permissions: {
      read: known(true),
      trade: known(true),
      transfer: notTold('whether an agent may move funds to a sub-account'),
      // On the testnet a client's author saw it withdraw.
      withdraw: notTold('whether an agent may withdraw'),
      // Agents and their whitelists are managed with the account's own signature (pacifica-fi/python-sdk).
      manage: known(false),
    },
    grants: known([
      { name: 'agent', scope: 'read' },
      { name: 'agent', scope: 'trade' },
    ]),
    ipRestriction,
    // It is among the agents that are bound.
    enabled: known(true),
  };
}

/** The wallet's own key, whose public half is the account's address. */
export function describeOwner(): KeyDescription {
  const all = Object.fromEntries(permissions.map((name) => [name, known(true)]));
  return {
    ...untold,
    kind: known('master-key'),
    // All five are there: the list of their names made it.
    permissions: all as KeyDescription['permissions'],
    grants: known(permissions.map((scope): Grant => ({ name: 'account', scope }))),
    ipRestriction: notTold("an IP whitelist of the account's own key"),
    enabled: known(true),
  };
}
