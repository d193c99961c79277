import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { readHttpAddress } from '../../config/address.js';
import type { WatchSettings } from '../../config/config.js';
import { UserError } from '../../model/user-error.js';
import type { Io } from '../io.js';

const timeoutMs = 10_000;

/**
 * The address that is to be asked after each round; null for none. It is nobody else's business: messages name its
 * host at most.
 * @throws UserError where the variable that should have it does not
 */
export function healthcheckAddress({ healthcheck }: WatchSettings, env: Io['env']): URL | null {
  if (healthcheck === null) return null;
  if ('url' in healthcheck) return new URL(healthcheck.url);
  const { env: name } = healthcheck;
  const read = readHttpAddress(env[name] ?? '');
  if ('href' in read) return new URL(read.href);
  throw new UserError(`watch.healthcheck: the variable ${name} ${env[name] ? read.problem : 'is not set'}.`);
}

/**
 * Tells a monitor that a round was completed, or by the address with `/fail` behind it that it was not, as
 * https://healthchecks.io/docs/signaling_failures/ has it. Nothing is sent but the address.
 * @returns what went wrong, as a sentence; null where it was taken
 */
export async function ping(address: URL, isCompleted: boolean, signal: AbortSignal): Promise<string | null> {
  const url = new URL(address);
  if (!isCompleted) url.pathname = `${url.pathname.replace(/\/$/, '')}/fail`;
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, timeoutMs);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const status = await get(url, controller.signal);
    return status >= 200 && status < 300
      ? null
      : `The healthcheck at ${url.host} answered with HTTP ${status}.`;
  } catch (error) {
    // Node's own message may hold the address.
    const { code = 'no answer in time' } = error as NodeJS.ErrnoException;
    return signal.aborted ? null : `The healthcheck at ${url.host} could not be reached (${code}).`;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** The status of the answer, of which nothing else is read. Follows no redirect. */
function get(url: URL, signal: AbortSignal): Promise<number> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    request(url, { method: 'GET', signal, rejectUnauthorized: true, agent: false }, (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
