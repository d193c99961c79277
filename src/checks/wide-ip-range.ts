import { defineCheck, fail, pass } from '../model/check.js';
import { isUnroutable, rangeOf, sizeOf } from '../model/ip-ranges.js';

/** A small provider's block; more machines than that are not one owner's. */
const widest = 256n;

export const wideIpRange = defineCheck({
  id: 'wide-ip-range',
  subject: 'key',
  title: "Key's IP list protects little",
  severity: 'medium',
  severityRules: [
    'medium where an entry has more than 256 addresses',
    'low where an entry is private or loopback, which no exchange ever sees',
  ],
  rationale:
    'A range is shared with everybody who rents a machine in it. A private address on the list protects nothing: ' +
    'requests come to the exchange from a public one.',
  remedy: 'restrict-ips',
  references: ['OWASP NHI2:2025', 'CWE-1220'],
  partOf: ['master-key-in-use', 'unexpected-ip'],
  needs: ['ipRestriction', 'ipRestriction.allowed'],
  wants: [],
  judge: (needed, _, { exchangeName }) => {
    const entries = needed['ipRestriction.allowed'];
    const wide = entries.filter((entry) => {
      const range = rangeOf(entry);
      return range !== null && sizeOf(range) > widest;
    });
    if (wide.length > 0) {
      return fail(
        'medium',
        `${exchangeName} lets the key work from ${wide.join(', ')}: more than ${widest} addresses.`,
      );
    }
    const idle = entries.filter((entry) => {
      const range = rangeOf(entry);
      return range !== null && isUnroutable(range);
    });
    return idle.length === 0
      ? pass
      : fail('low', `The IP list has ${idle.join(', ')}, from where no request reaches ${exchangeName}.`);
  },
});
