import { fieldsOf } from '../fields.js';

/** What ccxt, and bots that hand their fields to it, set for a test site; some in its `options`. */
const switches = ['sandbox', 'sandboxed', 'testnet', 'demo', 'sandboxMode', 'enableDemoTrading'];

/**
 * The exchange's id; where a mapping says that the key is of a test site, a word that is none: the live site must
 * never see it.
 * https://github.com/ccxt/ccxt/blob/master/js/src/base/Exchange.js (setSandboxMode)
 */
export function siteOf<Id extends string | null>(
  exchange: Id,
  ...mappings: readonly ReadonlyMap<string, unknown>[]
): Id | string {
  return isOfTestSite(mappings) ? `${exchange ?? 'a'} sandbox` : exchange;
}

/** Whether one of these mappings, or its `options`, says so. */
export function isOfTestSite(mappings: readonly ReadonlyMap<string, unknown>[]): boolean {
  const all = mappings.flatMap((fields) => [fields, fieldsOf(fields.get('options'))]);
  return all.some((fields) => switches.some((name) => isOn(fields.get(name))));
}

/** Written by hand, by Python, or in a variable of freqtrade's. */
function isOn(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(t|true|yes|on|1)$/i.test(value));
}
