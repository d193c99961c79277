/**
 * Whether it is this machine itself: nobody is in between, and a proxy elsewhere could not reach it.
 * @param hostname as URL gives it: in small letters, every way of writing an IPv4 address brought to the usual one
 */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
