import { isLoopback } from '../model/loopback.js';

/** Where plain `http:`, which anybody on the way can read, is allowed. */
export type PlainHttp = 'anywhere' | 'loopback only';

/** The origin that an address names, or what is wrong with it; the address itself is not repeated. */
export function readAddress(
  text: string,
  plainHttp: PlainHttp,
): { readonly origin: string } | { readonly problem: string } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    return { problem: 'must be an address such as https://host.example:8080' };
  }
  if (url.username !== '' || url.password !== '') {
    return { problem: 'must not hold a user name or password' };
  }
  if (url.href !== `${url.origin}/`) {
    return { problem: 'must be scheme, host and port only, without a path, query or fragment' };
  }
  if (url.protocol === 'http:' && plainHttp === 'loopback only' && !isLoopback(url.hostname)) {
    return {
      problem: 'must be https; plain http is for loopback addresses only (127.0.0.1, [::1], localhost)',
    };
  }
  return { origin: url.origin };
}
