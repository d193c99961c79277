import { AccountError } from '../model/account-error.js';
import type { AccountSafety, SafetyFact } from '../model/account-safety.js';
import { unknown } from '../model/fact.js';
import type { Collected } from './adapter.js';

type Told = Partial<AccountSafety>;

/** One question about the account around the keys, and the facts that its answer tells. */
export interface SafetyQuestion {
  readonly facts: readonly SafetyFact[];
  /** The right that it needs, to name it where the exchange refuses. */
  readonly right?: string;
  /** Asks, and understands. What it leaves out, the exchange does not tell. */
  readonly ask: () => Promise<Told>;
}

/**
 * Asks about the account around the keys, all questions at once. What is not answered is unknown, with the reason, and
 * the keys are audited all the same: nobody shall give a key more rights for the audit's sake, and an address book that
 * is down leaves what a key may do, and from where, as known as it was.
 */
export async function collectSafety(
  questions: readonly SafetyQuestion[],
): Promise<Required<Pick<Collected, 'safety'>>> {
  const answers = await Promise.all(
    questions.map(async ({ facts, right, ask }): Promise<Told> => {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof AccountError)) throw error;
        const named =
          mayNotAsk.has(error.kind) && right !== undefined
            ? `refused: only a key with the right ${right} is told`
            : error.message;
        const why = unknown('refused', named);
        return Object.fromEntries(facts.map((fact) => [fact, why]));
      }
    }),
  );
  return { safety: Object.assign({}, ...answers) };
}

/** How a key without the right is turned away: its credentials have just been accepted for another call. */
const mayNotAsk: ReadonlySet<AccountError['kind']> = new Set(['permission-refused', 'invalid-credentials']);

/** A question that was not put, since the key is known to lack the right that it needs. */
export function notAsked(facts: readonly SafetyFact[], right: string): Told {
  const why = unknown('refused', `not asked: only a key with the right ${right} is told`);
  return Object.fromEntries(facts.map((fact) => [fact, why]));
}

/** The newest of the times at which addresses were saved; null of none. */
export function newestOf(times: readonly Date[]): Date | null {
  return times.reduce<Date | null>(
    (newest, time) => (newest !== null && newest >= time ? newest : time),
    null,
  );
}
