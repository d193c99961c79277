import { sayProblem } from '../database/open.js';
import type { When } from '../model/target.js';
import type { Notifier } from './message.js';
import type { Decision, Outbox } from './outbox.js';
import type { Told } from './select.js';
import { send } from './send.js';

/** Somebody to be told. */
export interface Recipient {
  /** The same over runs, and unlike any other's. */
  readonly id: string;
  readonly when: readonly When[];
  readonly notifier: Notifier;
  /** Whether it is sent the page of the report. */
  readonly takesPage: boolean;
}

/** What messages are delivered with. */
export interface Delivery {
  readonly recipients: readonly Recipient[];
  /** null where there is none this time. */
  readonly queue: Outbox | null;
  /** What recipients were told while there was no queue; it is later than what the queue knows. */
  readonly toldHere: Map<string, Told>;
  readonly signal: AbortSignal;
  /** For one message. */
  readonly timeoutMs: number;
  readonly now: () => number;
}

/** Sentences to tell the user. */
type Problems = readonly string[];

/** What is decided is written down before anything is sent; what cannot be written down is sent all the same. */
export async function queueOrSend(
  recipient: Recipient,
  decide: (told: Told | null) => Decision,
  delivery: Delivery,
): Promise<Problems> {
  const { id, notifier } = recipient;
  const { queue, toldHere, now } = delivery;
  if (queue === null) return await sendUnqueued(recipient, decide, delivery);
  const here = toldHere.get(id) ?? null;
  try {
    const { told, messages } = decide(here ?? queue.told(id));
    // Mostly there is nothing to write.
    if (messages.length === 0 && told === null) return [];
    queue.queue(id, notifier.name, now(), (written) => {
      const decision = decide(here ?? written);
      return { ...decision, told: decision.told ?? here };
    });
    toldHere.delete(id);
    return [];
  } catch (error) {
    const problem = `The queue of messages cannot be written: ${sayProblem(error)}. They are sent without it.`;
    return [problem, ...(await sendUnqueued(recipient, decide, delivery))];
  }
}

async function sendUnqueued(
  { id, notifier }: Recipient,
  decide: (told: Told | null) => Decision,
  delivery: Delivery,
): Promise<Problems> {
  const { toldHere, timeoutMs, signal } = delivery;
  const { told, messages } = decide(readTold(delivery, id));
  for (const message of messages) {
    const failure = await send(notifier, message, timeoutMs, signal);
    if (failure !== null) return [`${failure.problem} The message does not wait: there is no queue.`];
  }
  if (told !== null) toldHere.set(id, told);
  return [];
}

/** What a target was told; null where nobody knows. */
export function readTold({ queue, toldHere }: Delivery, id: string): Told | null {
  try {
    return toldHere.get(id) ?? queue?.told(id) ?? null;
  } catch {
    return null;
  }
}

/** Sends what is due, to all at the same time. */
export async function sendDue(delivery: Delivery): Promise<Problems> {
  const { queue, recipients } = delivery;
  if (queue === null) return [];
  const outcomes = await Promise.all(
    recipients.map(async (recipient) => {
      try {
        return await sendDueTo(recipient, queue, delivery);
      } catch (error) {
        const { name } = recipient.notifier;
        return [`The queue of messages for ${name} cannot be used: ${sayProblem(error)}.`];
      }
    }),
  );
  return [...outcomes.flat(), ...expired(queue, delivery)];
}

/** One after the other, until one is not taken: the others are not likely to be. */
async function sendDueTo(
  { id, notifier }: Recipient,
  queue: Outbox,
  { timeoutMs, signal, now }: Delivery,
): Promise<Problems> {
  for (;;) {
    const claimed = queue.claim(id, now());
    if (claimed === null) return [];
    const failure = await send(notifier, claimed.message, timeoutMs, signal);
    if (failure === null) {
      queue.sent(claimed);
      continue;
    }
    if (failure.isAborted) {
      queue.release(claimed);
      return [];
    }
    const isGivenUp = queue.failed(claimed, id, now(), failure.pauseMs) === 'given up';
    const fate = isGivenUp
      ? `The message was tried for a week, and is given up: "${claimed.message.subject}". The next one tells all that is open.`
      : failure.isLasting
        ? 'The message waits until that is put right, and is tried now and then.'
        : 'The message waits, and is tried again.';
    return [`${failure.problem} ${fate}`];
  }
}

function expired(queue: Outbox, { recipients, now }: Delivery): Problems {
  const ids = recipients.map(({ id }) => id);
  try {
    return queue
      .expire(ids, now())
      .map(
        ({ name, subject }) =>
          `${name} is not configured any more: what waited for it is given up after a week: "${subject}".`,
      );
  } catch {
    // What cannot be taken out now is taken out another time.
    return [];
  }
}
