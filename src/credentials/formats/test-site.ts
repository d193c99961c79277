import { isTestSwitch, testSiteOf } from '../test-switches.js';
import { fieldsOf } from './json.js';

/**
 * The exchange's id; where a mapping says that the key is of a test site, a word that is none.
 * https://github.com/ccxt/ccxt/blob/master/js/src/base/Exchange.js (setSandboxMode)
 */
export function siteOf<Id extends string | null>(
  exchange: Id,
  ...mappings: readonly ReadonlyMap<string, unknown>[]
): Id | string {
  const all = mappings.flatMap((fields) => [fields, fieldsOf(fields.get('options'))]);
  const isTest = all.some((fields) => [...fields].some(([name, value]) => isTestSwitch(name, value)));
  return isTest ? testSiteOf(exchange) : exchange;
}
