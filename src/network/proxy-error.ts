import { connectionFailure } from './connection-failure.js';

/**
 * What went wrong before a proxy had connected: whoever lies behind it was not asked. Its message is a clause without a
 * full stop, and holds nothing of the proxy's address but the host.
 */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';

  /**
   * @param proxy null where what is set can be none
   * @param status its answer to CONNECT, where it gave one
   */
  constructor(
    message: string,
    readonly proxy: URL | null,
    readonly status: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** @param cause what ended the connection to the proxy, or the wait for its answer */
export function notConnected(proxy: URL, cause: unknown): ProxyError {
  const { why, code } = connectionFailure(cause);
  // Without a code the connection was there, and ended without an answer that https-proxy-agent understands.
  const what = code === null ? noAnswer : `could not be reached, since ${why}${adviceFor(proxy, code)}`;
  return new ProxyError(`the proxy ${proxy.hostname} ${what}`, proxy, null, { cause });
}

const noAnswer = 'gave no answer that a proxy gives: it closed the connection, or it is no HTTP proxy';

/** A variable without a scheme stands for https, which few proxies speak. */
function adviceFor({ protocol }: URL, code: string): string {
  return protocol === 'https:' && /^(EPROTO$|ERR_SSL_)/.test(code)
    ? '; most proxies are addressed with http://, and lead to https all the same'
    : '';
}

/**
 * A proxy's answer to CONNECT that is no yes. It says nothing of whoever lies behind it, whatever its status would mean
 * from there: RFC 9110, sections 9.3.6 and 15.5.8.
 * @param host where the proxy had to connect to
 */
export function refusedByProxy(proxy: URL, host: string, status: number): ProxyError {
  const isStatus = status >= 100 && status <= 599;
  const what = isStatus ? whyRefused(proxy, host, status) : noAnswer;
  return new ProxyError(`the proxy ${proxy.hostname} ${what}`, proxy, status);
}

function whyRefused({ username, password }: URL, host: string, status: number): string {
  if (status >= 500) return `could not connect to ${host} (HTTP ${status})`;
  if (status !== 407) {
    return `refused to connect to ${host} (HTTP ${status}); ask whoever runs the proxy to allow it`;
  }
  return username === '' && password === ''
    ? 'wants a name and a password (HTTP 407)'
    : 'does not accept the name and the password that it was given (HTTP 407)';
}
