import { readHttpAddress } from '../../config/address.js';
import type { WatchSettings } from '../../config/config.js';
import { UserError } from '../../model/user-error.js';
import { ProxyError } from '../../network/proxy-error.js';
import { openRequest } from '../../network/request.js';
import { wayFinder } from '../../network/way.js';
import type { Io } from '../io.js';

const usualTimeoutMs = 10_000;

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
 * https://healthchecks.io/docs/signaling_failures/ has it; through the proxy that the environment names. Nothing is sent
 * but the address.
 * @returns what went wrong, as a sentence; null where it was taken
 */
export async function ping(
  address: URL,
  isCompleted: boolean,
  signal: AbortSignal,
  timeoutMs = usualTimeoutMs,
): Promise<string | null> {
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
    if (signal.aborted) return null;
    const why = controller.signal.aborted ? 'no answer in time' : reasonOf(error);
    return `The healthcheck at ${url.host} could not be reached (${why}).`;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** Node's own message may hold the address. */
function reasonOf(error: unknown): string {
  if (error instanceof ProxyError) return error.message;
  return (error as NodeJS.ErrnoException).code ?? 'the connection failed';
}

/** The status of the answer, of which nothing else is read. Follows no redirect. */
async function get(url: URL, signal: AbortSignal): Promise<number> {
  const way = await wayFinder(null, false)(url);
  const response = await openRequest(url, { method: 'GET', headers: [] }, way, signal);
  response.destroy();
  return response.statusCode ?? 0;
}
