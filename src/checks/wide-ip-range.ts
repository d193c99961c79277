import { defineCheck, fail, pass, undecided } from '../model/check.js';
import { type IpRange, isUnroutable, rangeOf, sizeOf } from '../model/ip-ranges.js';
import { incomparable } from './words.js';

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
    'unverifiable where an entry cannot be read, such as an address that is shown in part',
  ],
  rationale:
    'A range is shared with everybody who rents a machine in it. A private address on the list protects nothing: ' +
    'requests come to the exchange from a public one.',
  remedy: 'restrict-ips',
  references: ['OWASP NHI2:2025', 'CWE-1220'],
  partOf: ['master-key-in-use', 'unlisted-key', 'unexpected-ip'],
  needs: ['ipRestriction', 'ipRestriction.allowed'],
  wants: [],
  judge: (needed, _, { exchangeName }) => {
    const entries = needed['ipRestriction.allowed'];
    const unread = incomparable(entries);
    const those = (is: (range: IpRange) => boolean) =>
      entries.filter((entry) => {
        const range = rangeOf(entry);
        return range !== null && is(range);
      });
    const wide = those((range) => sizeOf(range) > widest);
    if (wide.length > 0) {
      return fail(
        'medium',
        `${exchangeName} lets the key work from ${wide.join(', ')}: more than ${widest} addresses. ${unread}`.trim(),
      );
    }
    if (unread !== '') return undecided(unread);
    const idle = those(isUnroutable);
    if (idle.length > 0) {
      return fail(
        'low',
        `The IP list has ${idle.join(', ')}, from where no request reaches ${exchangeName}.`,
      );
    }
    return pass;
  },
});
