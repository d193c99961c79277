import type { KeyHistory, KeyState, RememberedFacts, Window } from '../model/history.js';
import { permissions } from '../model/key-facts.js';
import { stamp } from './words.js';

/** A fact that is another one from one state of a key that tells it to the next that does. */
export interface Change<T> extends Window {
  /** undefined where no state before told it. */
  readonly before: T | undefined;
  readonly after: T;
  /** The state that has it first. */
  readonly at: number;
}

/**
 * How a fact changed after one of the states, each change compared with what was known last: so what passes through a
 * state that does not tell it is seen, and what was taken back and given again is a change again.
 * @param accepted the number of the state
 * @param read undefined where a state does not tell it
 */
export function changesOf<T>(
  states: readonly KeyState[],
  accepted: number,
  read: (facts: RememberedFacts) => T | undefined,
): readonly Change<T>[] {
  const changes: Change<T>[] = [];
  let last: { readonly value: T; readonly seen: string } | undefined;
  states.forEach((state, at) => {
    const after = read(state.facts);
    if (after === undefined) return;
    if (at > accepted && JSON.stringify(after) !== JSON.stringify(last?.value)) {
      const lastWithout = last?.seen ?? states[at - 1]?.lastSeen ?? state.firstSeen;
      changes.push({ before: last?.value, after, lastWithout, firstWith: state.firstSeen, at });
    }
    last = { value: after, seen: state.lastSeen };
  });
  return changes;
}

/** What is known of a fact by the states up to one of them; undefined where none tells it. */
export function lastKnown<T>(
  states: readonly KeyState[],
  read: (facts: RememberedFacts) => T | undefined,
): T | undefined {
  const state = states.findLast(({ facts }) => read(facts) !== undefined);
  return state && read(state.facts);
}

/** The newest state that an acknowledgement of any change of the key covers. */
export function newestAcknowledged({ acknowledged }: KeyHistory): number {
  return Math.max(0, ...Object.values(acknowledged));
}

/** "granted" or "denied". */
export function permissionIn(name: (typeof permissions)[number]) {
  return ({ permissions: held }: RememberedFacts): 'granted' | 'denied' | undefined => {
    const state = held[name];
    return state === 'unknown' ? undefined : state;
  };
}

/** The exchange's own words for the rights. */
export function rightsIn({ grants, unknown }: RememberedFacts): RememberedFacts['grants'] | undefined {
  return unknown.includes('grants') ? undefined : grants;
}

/** Whether there is a list, told or not. */
export function isRestricted({ ipRestriction: { state } }: RememberedFacts): boolean | undefined {
  return state === 'unknown' ? undefined : state === 'restricted';
}

/** The list; "anywhere" where there is none. undefined also where there is one that is not told. */
export function addressesIn({ ipRestriction }: RememberedFacts): readonly string[] | 'anywhere' | undefined {
  const { state, allowed } = ipRestriction;
  if (state === 'unrestricted') return 'anywhere';
  return state === 'restricted' && allowed !== null ? allowed : undefined;
}

/** When it ends. */
export function endIn({ expiresAt, unknown }: RememberedFacts): string | 'never' | undefined {
  return unknown.includes('expiresAt') ? undefined : (expiresAt ?? 'never');
}

export function enabledIn({ enabled }: RememberedFacts): 'yes' | 'no' | undefined {
  return enabled === 'unknown' ? undefined : enabled;
}

/** Whether a state may do anything but read, as far as it tells. */
export function onlyReads({ permissions: held }: RememberedFacts): boolean {
  return permissions.every((name) => name === 'read' || held[name] === 'denied');
}

/** Between which scans it was: the last that saw it otherwise, the first that saw it so. */
export function between({ lastWithout, firstWith }: Window): string {
  const [without, since] = stamps(lastWithout, firstWith);
  return `The last scan without it was at ${without}, the first with it at ${since}.`;
}

/** Two times to the minute; to the second where that would make them one. */
export function stamps(one: string, other: string): readonly [string, string] {
  const [first, second] = [new Date(one), new Date(other)];
  const minutes = [stamp(first), stamp(second)] as const;
  if (minutes[0] !== minutes[1]) return minutes;
  const seconds = (time: Date) => `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return [seconds(first), seconds(second)];
}

/** A text for each change, that tells it from a later one of the same kind. */
export function evidenceAt(text: string, { firstWith }: Window): string {
  return `${text}, ${firstWith}`;
}
