import { defineCheck, fail, notApplicable, pass } from '../model/check.js';
import type { KeyState, Window } from '../model/history.js';
import { coveredBy, rangeOf } from '../model/ip-ranges.js';
import {
  addressesIn,
  between,
  changesOf,
  evidenceAt,
  isRestricted,
  lastKnown,
  permissionIn,
} from './drift.js';

/** `added`: entries with addresses that the list before did not have; "anywhere" where there is no list any more. */
interface Widening extends Window {
  readonly at: number;
  readonly added: readonly string[] | 'anywhere';
  /** From where it worked before. */
  readonly was: string;
}

export const ipWidened = defineCheck({
  id: 'ip-widened',
  subject: 'key',
  title: 'Key works from more addresses than at an earlier scan',
  severity: 'critical',
  severityRules: [
    'critical where the key can withdraw, or that is unknown',
    'high where it cannot',
    'not asked without an earlier scan of the key',
    'stays until `keyaudit ack`, also where the addresses are taken back',
  ],
  rationale:
    'A list of addresses is what keeps a stolen key useless. Whoever wants to use one has it taken away, or has an ' +
    'address of his own put on it.',
  remedy: 'confirm-change',
  references: ['OWASP NHI2:2025', 'CWE-1220'],
  needs: [],
  wants: ['history'],
  judge: (_, { history }, { exchangeName }) => {
    if (!history.known) return notApplicable;
    const { states, acknowledged } = history.value;
    const accepted = acknowledged['ip-widened'] ?? 0;
    const widenings = [...openings(states, accepted), ...additions(states, accepted)].toSorted(
      (one, other) => one.at - other.at,
    );
    const [first] = widenings;
    if (first === undefined) return pass;
    const sentences = widenings.map((widening) => sentenceOf(exchangeName, widening));
    const withdraws = canWithdrawSince(states, first.at);
    return fail(
      withdraws === 'no' ? 'high' : 'critical',
      `${sentences.join(' ')} Whether the key can withdraw: ${withdraws}.${addressesNow(widenings, states)}`,
      widenings.map((widening) => evidenceAt(`from: ${textOf(widening.added)}`, widening)),
    );
  },
});

/** Where the list was taken away, or it became known that there is none. */
function openings(states: readonly KeyState[], accepted: number): readonly Widening[] {
  return changesOf(states, accepted, isRestricted)
    .filter(({ after }) => !after)
    .map(({ before, ...change }) => {
      const list = lastKnown(states.slice(0, change.at), addressesIn);
      // Where it was restricted, the list of that time is the last that was told, if any was since.
      const told = list === undefined || list === 'anywhere' ? null : list;
      const was = before === undefined ? 'not known from where' : textOf(told);
      return { ...change, added: 'anywhere', was };
    });
}

/** Where a list has addresses that the list before did not cover. An entry that is no range is compared as a text. */
function additions(states: readonly KeyState[], accepted: number): readonly Widening[] {
  return changesOf(states, accepted, addressesIn).flatMap(({ before, after, ...change }): Widening[] => {
    // Which addresses there were on a list that was never told, nobody knows; there was one.
    if (before === undefined || before === 'anywhere' || after === 'anywhere') return [];
    const added = beyond(before, after);
    return added.length === 0 ? [] : [{ ...change, added, was: textOf(before) }];
  });
}

/** The entries of a list that another one does not cover. */
function beyond(before: readonly string[], after: readonly string[]): readonly string[] {
  const ranges = before.flatMap((entry) => rangeOf(entry) ?? []);
  return after.filter((entry) => {
    const range = rangeOf(entry);
    return !before.includes(entry) && (range === null || !coveredBy(ranges, range));
  });
}

function sentenceOf(exchangeName: string, widening: Widening): string {
  const { added, was } = widening;
  const is = added === 'anywhere' ? 'any address' : `also ${added.join(', ')}`;
  return `${exchangeName} lets the key work from ${is}; before: ${was}. ${between(widening)}`;
}

/** @param addresses null: a list that was never told */
function textOf(addresses: readonly string[] | 'anywhere' | null): string {
  if (addresses === null) return 'a list that was not told';
  if (addresses === 'anywhere') return 'any address';
  return addresses.length === 0 ? 'an empty list' : addresses.join(', ');
}

/** By what was known since the addresses were added, and by what is known now. */
function canWithdrawSince(states: readonly KeyState[], at: number): 'yes' | 'no' | 'unknown' {
  const since = states.slice(at).map(({ facts }) => permissionIn('withdraw')(facts));
  if (since.includes('granted')) return 'yes';
  return since.at(-1) === 'denied' ? 'no' : 'unknown';
}

/** Whether it is as before, which is said of no more than what was allowed then. */
function addressesNow(widenings: readonly Widening[], states: readonly KeyState[]): string {
  const before = lastKnown(states.slice(0, widenings[0]?.at), addressesIn);
  const now = states.at(-1);
  const today = now && addressesIn(now.facts);
  if (today === undefined || today === 'anywhere') return '';
  if (before !== undefined && before !== 'anywhere' && beyond(before, today).length === 0)
    return ` It is bound to ${textOf(today)} again; somebody had changed that.`;
  return widenings.some(({ added }) => added === 'anywhere') ? ` It is bound to ${textOf(today)} now.` : '';
}
