import { fieldsOf } from '../fields.js';

/** What ccxt, and bots that hand their fields to it, set for a test site, in small letters; some in its `options`. */
const switches: ReadonlySet<string> = new Set([
  'sandbox',
  'sandboxed',
  'testnet',
  'demo',
  'sandboxmode',
  'enabledemotrading',
]);

/**
 * The exchange's id; where a mapping, or its `options`, says that the key is of a test site, a word that is none: the
 * live site must never see it.
 * https://github.com/ccxt/ccxt/blob/master/js/src/base/Exchange.js (setSandboxMode)
 */
export function siteOf<Id extends string | null>(
  exchange: Id,
  ...mappings: readonly ReadonlyMap<string, unknown>[]
): Id | string {
  const all = mappings.flatMap((fields) => [fields, fieldsOf(fields.get('options'))]);
  const isOfTest = all.some((fields) =>
    [...fields].some(([name, value]) => switches.has(name.toLowerCase()) && isOn(value)),
  );
  return isOfTest ? `${exchange ?? 'a'} sandbox` : exchange;
}

/** Written by hand, by Python, or in a variable of freqtrade's. */
function isOn(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && /^(t|true|yes|on|1)$/i.test(value));
}
