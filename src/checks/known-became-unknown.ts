import { defineCheck, fail, notApplicable, pass } from '../model/check.js';
import type { KeyState, RememberedFacts } from '../model/history.js';
import { stamp } from './words.js';

/** A fact that is not told any more, and when a scan was last told it. */
interface Lost {
  readonly fact: string;
  readonly lastTold: string;
}

export const knownBecameUnknown = defineCheck({
  id: 'known-became-unknown',
  subject: 'key',
  title: 'Exchange does not tell any more what it told of the key',
  severity: 'medium',
  severityRules: [
    'medium for permissions and the IP restriction',
    'low for other facts',
    'not asked without an earlier scan of the key, nor where the exchange could not be reached, or refused this machine',
    'over once the fact is told again, or by `keyaudit ack`',
  ],
  rationale:
    'What is not told cannot be watched. A key that lost the right to ask about itself, or an answer that has ' +
    'changed its form, hides what comes next.',
  remedy: 'look-up-key',
  references: ['CWE-778'],
  needs: [],
  wants: ['history'],
  judge: (_, { history }, { exchangeName }) => {
    if (!history.known || !history.value.isRead) return notApplicable;
    const { states, acknowledged } = history.value;
    const lost = lostIn(states, acknowledged['known-became-unknown'] ?? 0);
    if (lost.length === 0) return pass;
    const isGrave = lost.some(({ fact }) => /^(permissions|ipRestriction)/.test(fact));
    const texts = [...new Set(lost.map(({ lastTold }) => lastTold))].map((at) => {
      const facts = lost.filter(({ lastTold }) => lastTold === at).map(({ fact }) => fact);
      return `${facts.join(', ')} (last at ${stamp(new Date(at))})`;
    });
    return fail(
      isGrave ? 'medium' : 'low',
      `${exchangeName} used to tell, and does not now: ${texts.join('; ')}.`,
      lost.map(({ fact, lastTold }) => `not told any more: ${fact}, ${lastTold}`),
    );
  },
});

/** The facts that the last state does not tell, and that one before did, up to some state after the accepted one. */
function lostIn(states: readonly KeyState[], accepted: number): readonly Lost[] {
  const now = states.at(-1);
  if (now === undefined) return [];
  return now.facts.unknown.flatMap((fact): Lost[] => {
    const at = states.findLastIndex(({ facts }) => isTold(facts, fact));
    const last = states[at];
    return last === undefined || at + 1 <= accepted ? [] : [{ fact, lastTold: last.lastSeen }];
  });
}

function isTold(facts: RememberedFacts, fact: string): boolean {
  // Without a restriction there was no list to tell.
  if (fact === 'ipRestriction.allowed') return facts.ipRestriction.allowed !== null;
  return !facts.unknown.includes(fact);
}
