import { defineCheck, fail, notApplicable, pass } from '../model/check.js';
import type { KeyHistory, KeyState } from '../model/history.js';
import { type Grant, type Permission, permissions } from '../model/key-facts.js';
import type { Severity } from '../model/severity.js';
import { between, type Change, changesOf, evidenceAt, lastKnown, permissionIn, rightsIn } from './drift.js';

/** What a key was given in one state. */
interface Widening extends Change<unknown> {
  readonly permission: Permission | null;
  /** The exchange's words for it, or for a right that is none of the five. */
  readonly rights: readonly Grant[];
}

export const permissionWidened = defineCheck({
  id: 'permission-widened',
  subject: 'key',
  title: 'Key may do more than at an earlier scan',
  severity: 'critical',
  severityRules: [
    'critical where the right to withdraw, transfer or manage was added, or became known as granted',
    'high for the right to trade, and for a new right that keyaudit does not know',
    'medium for the right to read, and for other new names of rights',
    'not asked without an earlier scan of the key',
    'stays until `keyaudit ack`, also where the right is taken back',
  ],
  rationale:
    'Callers who pose as support talk people into adding a right to a key that they have long had. The next scan ' +
    'takes the new state for the usual one, so this stays until you say that it was you.',
  remedy: 'confirm-change',
  references: ['OWASP NHI5:2025', 'CWE-269'],
  needs: [],
  wants: ['history'],
  judge: (_, { history }, { exchangeName }) => {
    if (!history.known) return notApplicable;
    const { states } = history.value;
    const widenings = wideningsOf(history.value);
    const [first] = widenings;
    if (first === undefined) return pass;
    const statesAt = [...new Set(widenings.map(({ at }) => at))];
    const sentences = statesAt.map((at) =>
      sentenceOf(
        exchangeName,
        widenings.filter((widening) => widening.at === at),
      ),
    );
    const before = heldUpTo(states.slice(0, first.at));
    const detail = `${sentences.join(' ')} Before: ${before}. Now: ${heldUpTo(states)}.${takenBack(widenings, states)}`;
    return fail(gravest(widenings), detail, widenings.map(evidenceOf));
  },
});

function wideningsOf({ states, acknowledged }: KeyHistory): readonly Widening[] {
  const accepted = acknowledged['permission-widened'] ?? 0;
  const granted = permissions.flatMap((permission) =>
    changesOf(states, accepted, permissionIn(permission))
      .filter(({ after }) => after === 'granted')
      .map((change): Widening => {
        const rights = states[change.at]?.facts.grants.filter(({ scope }) => scope === permission) ?? [];
        return { ...change, permission, rights };
      }),
  );
  const named = changesOf(states, accepted, rightsIn).flatMap((change): Widening[] => {
    const { before, after, at } = change;
    // Where the words were not known, the permissions say what is new.
    if (before === undefined) return [];
    const told = new Set(granted.filter((other) => other.at === at).map(({ permission }) => permission));
    const rights = after.filter(
      ({ name, scope }) => before.every((one) => one.name !== name) && !told.has(scope as Permission),
    );
    return rights.length === 0 ? [] : [{ ...change, permission: null, rights }];
  });
  return [...granted, ...named].toSorted((one, other) => one.at - other.at);
}

function gravest(widenings: readonly Widening[]): Severity {
  const given = widenings.map(({ permission }) => permission);
  if (given.some((name) => name === 'withdraw' || name === 'transfer' || name === 'manage'))
    return 'critical';
  const isUnknown = widenings.some(
    ({ permission, rights }) => permission === null && rights.some(({ scope }) => scope === 'unrecognized'),
  );
  return isUnknown || given.includes('trade') ? 'high' : 'medium';
}

/** What came in one state. */
function sentenceOf(exchangeName: string, widenings: readonly Widening[]): string {
  const given = widenings.map((widening) => {
    const { permission, before, rights } = widening;
    const words = rights.map(({ name, scope }) =>
      scope === 'unrecognized' ? `"${name}" (of unknown meaning)` : `"${name}"`,
    );
    if (permission === null) return `new rights ${words.join(', ')}`;
    const quoted = words.length === 0 ? '' : ` (${words.join(', ')})`;
    return `${permission} ${before ?? 'not known'} → granted${quoted}`;
  });
  // The earliest that is known to be without any of it.
  const lastWithout = widenings.map((widening) => widening.lastWithout).toSorted()[0] ?? '';
  const firstWith = widenings[0]?.firstWith ?? '';
  return `${exchangeName} tells of ${given.join('; ')}. ${between({ lastWithout, firstWith })}`;
}

/** What is known to be granted by these states: "read, trade". */
function heldUpTo(states: readonly KeyState[]): string {
  const held = permissions.filter((name) => lastKnown(states, permissionIn(name)) === 'granted');
  return held.length === 0 ? 'nothing that is known' : held.join(', ');
}

function takenBack(widenings: readonly Widening[], states: readonly KeyState[]): string {
  const given = new Set(widenings.flatMap(({ permission }) => permission ?? []));
  const back = [...given].filter((name) => lastKnown(states, permissionIn(name)) === 'denied');
  return back.length === 0
    ? ''
    : ` ${back.join(', ')} ${back.length === 1 ? 'is' : 'are'} denied again; somebody had added ${back.length === 1 ? 'it' : 'them'}.`;
}

function evidenceOf(widening: Widening): string {
  const { permission, rights } = widening;
  return evidenceAt(
    permission === null ? `new: ${rights.map(({ name }) => name).join(', ')}` : `${permission}: granted`,
    widening,
  );
}
