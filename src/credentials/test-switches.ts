/** What ccxt, and bots that hand their fields to it, set for a test site, in small letters; some in its `options`. */
const switches: ReadonlySet<string> = new Set([
  'sandbox',
  'sandboxed',
  'testnet',
  'demo',
  'sandboxmode',
  'enabledemotrading',
]);

/** Whether a field says that a key is of a test site: the live site must never see it. */
export function isTestSwitch(name: string, value: unknown): boolean {
  return switches.has(name.toLowerCase()) && isOn(value);
}

/** Written by hand, or by Python. */
function isOn(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(true|yes|on|1)$/i.test(value));
}

/** What such an exchange is called: no exchange is. */
export function testSiteOf(exchange: string | null): string {
  return `${exchange ?? 'a'} sandbox`;
}
