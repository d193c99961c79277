import { type Fact, known, unknown } from '../../model/fact.js';
import { asObject, epoch, label, unexpected } from '../readers.js';
import { addressIn } from '../wallets.js';

/** An agent of an account, as a list has it. */
export interface Agent {
  readonly address: string;
  /** null for the one without a name. */
  readonly label: Fact<string | null>;
  /** null: it never ends. */
  readonly expiresAt: Fact<Date | null>;
}

/**
 * The answer of `extraAgents`: the agents that have a name. Throws where it is no list; null is one without entries.
 * @returns `odd` where an entry names no address, so that an agent may be missing
 */
export function readNamed(answer: unknown): { readonly agents: readonly Agent[]; readonly odd: boolean } {
  const rows = answer === null ? [] : answer;
  if (!Array.isArray(rows)) throw unexpected('Hyperliquid', 'extraAgents is not the documented list');
  const agents = new Map<string, Agent>();
  let odd = false;
  for (const value of rows) {
    const row = asObject(value);
    const address = addressIn(row?.address);
    if (row === undefined || address === undefined) {
      odd = true;
      continue;
    }
    const agent = {
      address,
      label: label(row.name, 'extraAgents.name'),
      expiresAt: validUntil(row.validUntil, 'extraAgents.validUntil'),
    };
    const before = agents.get(address);
    const twice = 'extraAgents has one agent twice';
    agents.set(address, before === undefined ? agent : agreed(before, agent, twice));
  }
  return { agents: [...agents.values()], odd };
}

/**
 * What two entries for one agent say alike.
 * @param both where they are
 */
function agreed(one: Agent, other: Agent, both: string): Agent {
  const differing = (field: string) => unknown('unrecognized', `${both}, with another ${field}`);
  return {
    address: one.address,
    label: isSame(one.label, other.label) ? one.label : differing('name'),
    expiresAt: isSame(one.expiresAt, other.expiresAt) ? one.expiresAt : differing('validUntil'),
  };
}

/** An agent with a name that `webData2` tells of as well: what it does not know there counts for nothing. */
export function withUnnamed(named: Agent, unnamed: Agent): Agent {
  const { expiresAt } = unnamed.expiresAt.known
    ? agreed(named, unnamed, 'extraAgents and webData2 have one agent')
    : named;
  return { ...named, expiresAt };
}

function isSame(one: Fact<unknown>, other: Fact<unknown>): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** null means that it does not end: seen on the main network by the authors of a client (nktkas/hyperliquid). */
function validUntil(value: unknown, field: string): Fact<Date | null> {
  return value === null ? known(null) : epoch(value, 1, field);
}

/** The one agent that `webData2` tells of; undefined where there is none. Throws where it is not as it should be. */
export function readUnnamed(answer: unknown): Agent | undefined {
  // Of an account that was never used there may be nothing to tell.
  if (answer === null || (Array.isArray(answer) && answer.length === 0)) return undefined;
  const body = asObject(answer);
  if (body?.agentAddress === null) return undefined;
  const address = addressIn(body?.agentAddress);
  if (address === undefined) throw unexpected('Hyperliquid', 'agentAddress of webData2 is not an address');
  const ends = body?.agentValidUntil;
  return {
    address,
    label: known(null),
    expiresAt:
      ends === null
        ? unknown('not-exposed', 'agentValidUntil is null, and nobody documents what that means of an agent')
        : epoch(ends, 1, 'agentValidUntil'),
  };
}
