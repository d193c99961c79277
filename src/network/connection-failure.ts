/** Why a connection failed: a clause, and the code that the system, OpenSSL or Node has for it, where there is one. */
export interface ConnectionFailure {
  readonly why: string;
  readonly code: string | null;
}

/** Puts what Node throws into words; its own message may hold the address, a header or its value. */
export function connectionFailure(error: unknown): ConnectionFailure {
  const code = causeCode(error);
  return { why: code === null ? 'the connection failed' : (wordsFor[code] ?? tlsFailure(code)), code };
}

const wordsFor: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut off',
  EPIPE: 'the connection was cut off',
  ENOTFOUND: 'the host name is not known (DNS)',
  EAI_AGAIN: 'the host name could not be looked up (DNS)',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no network',
};

function tlsFailure(code: string): string {
  // OpenSSL's errors of the protocol, and what Node makes of one while it writes.
  if (/^(EPROTO$|ERR_SSL_)/.test(code) && !code.includes('CERT')) {
    return `no TLS connection came about (${code}): it may not speak TLS at all`;
  }
  return /CERT|TLS|SSL|SIGNATURE|ISSUER/.test(code)
    ? `the TLS certificate is not trusted (${code}); never pass over this: somebody may be in between`
    : `the connection failed (${code})`;
}

/** Node wraps the system's error, sometimes twice, and several addresses' errors into one. */
function causeCode(error: unknown): string | null {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    const code = (current as NodeJS.ErrnoException).code;
    if (typeof code === 'string' && /^[A-Z_0-9]+$/.test(code)) return code;
    current = current.cause ?? (current instanceof AggregateError ? current.errors[0] : undefined);
  }
  return null;
}
