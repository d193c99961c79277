import { defineCheck, fail, lacking, notApplicable, pass } from '../model/check.js';
import { coveredBy, type IpRange, rangeOf } from '../model/ip-ranges.js';
import { incomparable } from './words.js';

export const unexpectedIp = defineCheck({
  id: 'unexpected-ip',
  subject: 'key',
  title: "Key's IP list is not the expected one",
  severity: 'high',
  severityRules: [
    'high where it works from an address that `expect.ips` does not have, or from one that is shown in part',
    'low where an expected address is missing: the program behind the key will fail from there',
    'asked where the account has `expect.ips`; compared by address and range, however they are written',
  ],
  rationale:
    'A thief who can have one address added to the list needs nothing else: the key works from his machine, and ' +
    'everything about it still looks restricted.',
  remedy: 'restrict-ips',
  references: ['OWASP NHI2:2025', 'CWE-1220'],
  partOf: ['master-key-in-use', 'withdrawal-enabled', 'trade-without-ip', 'unrestricted-ip'],
  needs: [],
  wants: ['ipRestriction', 'ipRestriction.allowed'],
  judge: (_, wanted, { exchangeName, intent }) => {
    const expected = intent?.ips ?? null;
    if (expected === null) return notApplicable;
    const { ipRestriction } = wanted;
    if (!ipRestriction.known) return lacking('ipRestriction');
    if (!ipRestriction.value.restricted) {
      return fail(
        'high',
        `${exchangeName} sets no IP restriction on this key, and \`expect.ips\` allows ${those(expected)}.`,
      );
    }
    const allowed = wanted['ipRestriction.allowed'];
    if (!allowed.known) return lacking('ipRestriction.allowed');
    const meant = ranges(expected);
    const set = ranges(allowed.value);
    const added = allowed.value.filter((entry) => !isCovered(entry, meant));
    if (added.length > 0) {
      const others = added.filter((entry) => rangeOf(entry) !== null);
      const words =
        others.length === 0
          ? ''
          : `${exchangeName} lets the key work from ${others.join(', ')}, which \`expect.ips\` does not have.`;
      return fail('high', `${words} ${incomparable(added)}`.trim(), added);
    }
    const missing = expected.filter((entry) => !isCovered(entry, set));
    return missing.length === 0
      ? pass
      : fail(
          'low',
          `${exchangeName} does not let the key work from ${missing.join(', ')}, which \`expect.ips\` has.`,
          missing,
        );
  },
});

function those(expected: readonly string[]): string {
  return expected.length === 0 ? 'no address' : `${expected.join(', ')} only`;
}

function ranges(entries: readonly string[]): readonly IpRange[] {
  return entries.flatMap((entry) => rangeOf(entry) ?? []);
}

/** What cannot be read as a range, such as a masked address, is covered by nothing. */
function isCovered(entry: string, list: readonly IpRange[]): boolean {
  const range = rangeOf(entry);
  return range !== null && coveredBy(list, range);
}
