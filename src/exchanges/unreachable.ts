import { AccountError } from '../model/account-error.js';
import { connectionFailure } from '../network/connection-failure.js';
import { ProxyError } from '../network/proxy-error.js';

/**
 * Turns what Node throws into words; its own message may hold the address, a header or its value.
 * @param proxy what is on the way, if anything is; of its address only the host is told
 */
export function unreachable(error: unknown, exchangeName: string, proxy: URL | undefined): AccountError {
  if (error instanceof AccountError) return error;
  const cause = error instanceof ProxyError ? error.cause : error;
  if (cause instanceof Error && cause.name === 'AbortError') {
    return new AccountError('unreachable', 'The audit was called off.');
  }
  const { why, code } = connectionFailure(cause);
  const passing = code !== null && passingCodes.has(code);
  if (error instanceof ProxyError) {
    return new AccountError('unreachable', `${exchangeName} could not be asked: ${error.message}.`, {
      passing: passing || passingStatuses.includes(error.status),
    });
  }
  const way = proxy === undefined ? '' : ` through the proxy ${proxy.hostname}`;
  return new AccountError('unreachable', `${exchangeName} could not be reached${way}: ${why}.`, { passing });
}

const passingCodes = new Set(['ECONNRESET', 'EPIPE', 'EAI_AGAIN']);

/** A proxy's. */
const passingStatuses: readonly (number | null)[] = [502, 503, 504];
