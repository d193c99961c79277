import { isLoopback } from '../model/loopback.js';

/** Where plain `http:`, which anybody on the way can read, is allowed. */
export type PlainHttp = 'anywhere' | 'loopback only';

/** The origin that an address names, or what is wrong with it; the address itself is not repeated. */
export function readAddress(
  text: string,
  plainHttp: PlainHttp,
): { readonly origin: string } | { readonly problem: string } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^socks/.test(url.protocol)) {
    return { problem: 'must begin with http:// or https://; SOCKS proxies are not supported' };
  }
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    return { problem: 'must be an address such as https://host.example:8080' };
  }
  if (url.username !== '' || url.password !== '') {
    return { problem: 'must not hold a user name or password' };
  }
  if (url.href !== `${url.origin}/`) {
    return { problem: 'must be scheme, host and port only, without a path, query or fragment' };
  }
  return plainHttp === 'loopback only' && isOpen(url) ? { problem: mustBeHttps } : { origin: url.origin };
}

/**
 * The address that is told something by HTTP, as it is sent there; or what is wrong with it, which does not repeat it.
 */
export function readHttpAddress(text: string): { readonly href: string } | { readonly problem: string } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    return { problem: 'must be an address such as https://host.example/path' };
  }
  if (url.username !== '' || url.password !== '') {
    return { problem: 'must not hold a user name or password' };
  }
  if (url.hash !== '') return { problem: 'must not have a fragment, which is never sent' };
  return isOpen(url) ? { problem: mustBeHttps } : { href: url.href };
}

const mustBeHttps = 'must be https; plain http is for loopback addresses only (127.0.0.1, [::1], localhost)';

/** Whether anybody on the way could read what goes there. */
function isOpen({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && !isLoopback(hostname);
}

/**
 * The address of a mail server: how to reach it, and as whom; or what is wrong with it, which does not repeat it.
 * `user` is null where the server takes mail from anybody.
 */
export function readSmtpAddress(
  text: string,
): { readonly user: string | null } | { readonly problem: string } {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    return { problem: 'must be an address such as smtp://user@mail.example.org:587 or smtps://…' };
  }
  if (url.password !== '') return { problem: 'must not hold a password; name its place under `password`' };
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') {
    return { problem: 'must be scheme, user, host and port only; a / or ? in the user is written %2F, %3F' };
  }
  try {
    return { user: url.username === '' ? null : decodeURIComponent(url.username) };
  } catch {
    return { problem: 'has a user name with a % that stands for nothing; a % itself is written %25' };
  }
}
