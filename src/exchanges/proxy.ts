import type { Agent } from 'node:http';
import { AccountError } from '../model/account-error.js';

/** How a request leaves: an agent, and what https-proxy-agent's tells of itself. */
export interface Way extends Agent {
  /** Absent where no proxy is on the way. */
  readonly proxy?: URL;
  /** How the proxy is connected to. */
  readonly connectOpts?: object;
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

/**
 * The same agent for one request, with the same connections. It trusts no proxy whose certificate is not known, whatever
 * NODE_TLS_REJECT_UNAUTHORIZED says: the proxy's password goes there. And where https-proxy-agent waits for a proxy's
 * answer for as long as the proxy likes, and the process with it, here the wait ends with the signal.
 * @param signal not to be raised once the proxy has connected: the connection may then serve other requests
 */
export function forOneRequest(way: Way, signal: AbortSignal): Agent {
  const connectOpts = { ...way.connectOpts, rejectUnauthorized: true, signal };
  return Object.create(way, { connectOpts: { value: connectOpts } });
}
