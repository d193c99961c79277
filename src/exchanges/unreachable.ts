import { AccountError } from '../model/account-error.js';
import { connectionFailure } from '../model/connection-failure.js';

/** What went wrong before the proxy had connected to the exchange; its cause says what. */
export class AtProxy extends Error {
  override readonly name = 'AtProxy';
}

/**
 * Turns what Node throws into words; its own message may hold the address, a header or its value.
 * @param proxy what is on the way, if anything is; of its address only the host is told
 */
export function unreachable(error: unknown, exchangeName: string, proxy: URL | undefined): AccountError {
  if (error instanceof AccountError) return error;
  const isAtProxy = error instanceof AtProxy;
  const cause = isAtProxy ? error.cause : error;
  if (cause instanceof Error && cause.name === 'AbortError') {
    return new AccountError('unreachable', 'The audit was called off.');
  }
  const { why, code } = connectionFailure(cause);
  const way = proxy === undefined ? '' : ` through the proxy ${proxy.hostname}`;
  const message =
    isAtProxy && proxy !== undefined
      ? whyNotProxy(exchangeName, proxy, why, code)
      : `${exchangeName} could not be reached${way}: ${why}.`;
  return new AccountError('unreachable', message, { passing: code !== null && passingCodes.has(code) });
}

const passingCodes = new Set(['ECONNRESET', 'EPIPE', 'EAI_AGAIN']);

/** @param code null: the connection was there, and ended without an answer that https-proxy-agent understands */
function whyNotProxy(exchangeName: string, proxy: URL, why: string, code: string | null): string {
  if (code === null) return `${exchangeName} could not be asked: the proxy ${proxy.hostname} ${noAnswer}.`;
  // A variable without a scheme stands for https, which few proxies speak.
  const isNoTls = proxy.protocol === 'https:' && /^(EPROTO$|ERR_SSL_)/.test(code);
  const advice = isNoTls ? ' Most proxies are addressed with http://, and lead to https all the same.' : '';
  return `The proxy ${proxy.hostname}, through which ${exchangeName} is asked, could not be reached: ${why}.${advice}`;
}

const noAnswer = 'gave no answer that a proxy gives: it closed the connection, or it is no HTTP proxy';

/**
 * A proxy's answer to CONNECT that is no yes. It says nothing about the key, whatever its status would mean if the
 * exchange had given it: RFC 9110, sections 9.3.6 and 15.5.8.
 * @param host where the proxy had to connect to
 */
export function refusedByProxy(exchangeName: string, proxy: URL, host: string, status: number): AccountError {
  const isStatus = status >= 100 && status <= 599;
  const why = isStatus ? `${whyRefused(proxy, host, status)} (HTTP ${status})` : noAnswer;
  const advice = isStatus && status < 500 && status !== 407 ? ' Ask whoever runs the proxy to allow it.' : '';
  return new AccountError(
    'unreachable',
    `${exchangeName} could not be asked: the proxy ${proxy.hostname} ${why}.${advice}`,
    { passing: [502, 503, 504].includes(status) },
  );
}

function whyRefused({ username, password }: URL, host: string, status: number): string {
  if (status >= 500) return `could not connect to ${host}`;
  if (status !== 407) return `refused to connect to ${host}`;
  return username === '' && password === ''
    ? 'wants a name and a password'
    : 'does not accept the name and the password that it was given';
}
