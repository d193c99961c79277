/**
 * Why a fact about a key is unknown:
 * - `not-exposed`: the exchange's documentation has no such field, allows it to be absent, or contradicts itself;
 * - `refused`: the call that would tell was refused, failed, or was not made;
 * - `unrecognized`: the field is there with a value that keyaudit has no meaning for;
 * - `malformed`: a field that the documentation promises is missing, or of another type.
 */
export const unknownReasons = ['not-exposed', 'refused', 'unrecognized', 'malformed'] as const;
export type UnknownReason = (typeof unknownReasons)[number];

/** Something an exchange told of a key, or the reason why it is not known. Silence is never a "no". */
export type Fact<T> = Known<T> | Unknown;

export interface Known<T> {
  readonly known: true;
  readonly value: T;
}

export interface Unknown {
  readonly known: false;
  readonly reason: UnknownReason;
  /** One clause for people, naming the exchange's field or error: "enableWithdrawals is missing". */
  readonly detail: string;
}

export function known<T>(value: T): Known<T> {
  return { known: true, value };
}

export function unknown(reason: UnknownReason, detail: string): Unknown {
  return { known: false, reason, detail };
}

/** Carries a fact over into another shape; what is unknown stays unknown for the same reason. */
export function mapFact<T, U>(fact: Fact<T>, change: (value: T) => U): Fact<U> {
  return fact.known ? known(change(fact.value)) : fact;
}

/**
 * Whether any of several rights is held: yes as soon as one is known to be; unknown, for the first
 * reason met, when none is and some could be; no only when each is known not to be.
 */
export function anyOf(facts: readonly Fact<boolean>[]): Fact<boolean> {
  if (facts.some((fact) => fact.known && fact.value)) return known(true);
  return facts.find((fact) => !fact.known) ?? known(false);
}
