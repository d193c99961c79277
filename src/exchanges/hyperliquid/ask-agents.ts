import { AccountError } from '../../model/account-error.js';
import { type Unknown, unknown } from '../../model/fact.js';
import type { ExchangeClient } from '../adapter.js';
import { unexpected } from '../readers.js';
import { type Agent, readNamed, readUnnamed, withUnnamed } from './agents.js';
import { extraAgents, webData2 } from './reads.js';

/** The agents of an account. */
export interface Agents {
  readonly all: readonly Agent[];
  /** What the lists say of one agent. */
  find(address: string): Pick<Agent, 'label' | 'expiresAt'>;
  readonly refused: readonly AccountError[];
}

const untold = (why: Unknown) => ({ label: why, expiresAt: why });

export const none: Agents = {
  all: [],
  find: () =>
    untold(unknown('malformed', 'data.user of userRole, whose agent it is, is missing or no address')),
  refused: [],
};

/**
 * `extraAgents` leaves out the one agent that has no name. `webData2` tells of it, which is what the website loads at
 * its start, and half a megabyte: it is asked where all agents are wanted, since one that nobody looks at signs as
 * well as any, or where the key that asks is not among those with a name.
 */
export async function askAgents(
  client: ExchangeClient,
  user: string,
  own: string | undefined,
  all: boolean,
): Promise<Agents> {
  const refused: AccountError[] = [];
  const named = await unlessFailed(async () => readNamed(await client.read(extraAgents, { user })), refused);
  if (named?.odd) refused.push(unexpected('Hyperliquid', 'an entry of extraAgents has no address'));
  const isNamed = named?.agents.some(({ address }) => address === own);
  const unnamed =
    all || !isNamed
      ? await unlessFailed(async () => readUnnamed(await client.read(webData2, { user })), refused)
      : undefined;
  const agents = (named?.agents ?? []).map((agent) =>
    agent.address === unnamed?.address ? withUnnamed(agent, unnamed) : agent,
  );
  if (unnamed !== undefined && !agents.some(({ address }) => address === unnamed.address)) {
    agents.push(unnamed);
  }
  const [failure] = refused;
  const missing =
    failure === undefined
      ? unknown('not-exposed', 'neither extraAgents nor webData2 lists this agent')
      : unknown('refused', failure.message);
  return {
    all: agents,
    find: (wanted) => agents.find(({ address }) => address === wanted) ?? untold(missing),
    refused,
  };
}

async function unlessFailed<T>(ask: () => Promise<T>, refused: AccountError[]): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    refused.push(error);
    return undefined;
  }
}
