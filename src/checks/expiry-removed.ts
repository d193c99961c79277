import { defineCheck, fail, notApplicable, pass } from '../model/check.js';
import { between, changesOf, endIn, evidenceAt, lastKnown, onlyReads } from './drift.js';
import { stamp } from './words.js';

export const expiryRemoved = defineCheck({
  id: 'expiry-removed',
  subject: 'key',
  title: 'Key had an end, and has none any more',
  severity: 'medium',
  severityRules: [
    'medium',
    'low where the key can only read',
    'not asked without an earlier scan of the key',
    'stays until `keyaudit ack`, also where it has an end again',
  ],
  rationale:
    'A key that ends is of no use to a thief who waits. Nobody takes the end away by accident: the exchange asks for ' +
    'a second factor.',
  remedy: 'confirm-change',
  references: ['OWASP NHI7:2025', 'CWE-324'],
  needs: [],
  wants: ['history'],
  judge: (_, { history }, { exchangeName }) => {
    if (!history.known) return notApplicable;
    const { states, acknowledged } = history.value;
    const removals = changesOf(states, acknowledged['expiry-removed'] ?? 0, endIn).filter(
      ({ before, after }) => before !== undefined && before !== 'never' && after === 'never',
    );
    const last = removals.at(-1);
    const now = states.at(-1);
    if (last?.before === undefined || now === undefined) return pass;
    const end = lastKnown(states, endIn);
    const again =
      end === undefined || end === 'never'
        ? ''
        : ` It ends at ${stamp(new Date(end))} now; somebody had changed that.`;
    return fail(
      onlyReads(now.facts) ? 'low' : 'medium',
      `${exchangeName} said that the key ends at ${stamp(new Date(last.before))}, and then that it never does. ` +
        `${between(last)}${again}`,
      removals.map((removal) => evidenceAt(`ended: ${removal.before}`, removal)),
    );
  },
});
