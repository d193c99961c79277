import type { Agent } from 'node:http';
import { AccountError } from '../model/account-error.js';

/** How a request leaves: an agent, and what https-proxy-agent's tells of itself. */
export interface Way extends Agent {
  /** Absent where no proxy is on the way. */
  readonly proxy?: URL;
}

/** @throws AccountError for a proxy variable that is no address: Node's own error would hold it, and its password */
export async function wayFor(
  address: URL,
  agentFor: (address: URL) => Promise<Way | undefined>,
  exchangeName: string,
): Promise<Way | undefined> {
  try {
    return await agentFor(address);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_INVALID_URL') throw error;
    throw new AccountError(
      'unreachable',
      `${exchangeName} could not be asked: what the environment names as the proxy is no address such as http://proxy.example.org:3128.`,
    );
  }
}
