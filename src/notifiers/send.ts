import { type Message, type Notifier, NotifyError } from './message.js';

/** Why a message was not taken. */
export interface Failure {
  /** A sentence that names the target, free of secrets. */
  readonly problem: string;
  readonly isLasting: boolean;
  /** How long the other side asks to be left alone. */
  readonly pauseMs: number;
  /** Whether it was called off from here, and is nobody's fault. */
  readonly isAborted: boolean;
}

/**
 * Tries to send a message for a time.
 * @returns null once the other side has taken it
 */
export async function send(
  notifier: Notifier,
  message: Message,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Failure | null> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  // Not `AbortSignal.any`, which holds on to what it made for as long as the longest of the signals lives.
  signal.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(abort, timeoutMs);
  if (signal.aborted) abort();
  try {
    await Promise.race([notifier.send(message, controller.signal), aborted(controller.signal)]);
    return null;
  } catch (error) {
    const isAborted = signal.aborted;
    if (controller.signal.aborted && !isAborted) {
      return { ...passing, problem: `${notifier.name}: there was no answer within ${timeoutMs / 1_000} s.` };
    }
    return { ...describe(error, notifier.name), isAborted };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/** A way that does not heed the signal must not hold up the others. */
async function aborted(signal: AbortSignal): Promise<never> {
  return await new Promise((_, reject) => {
    const abort = () => reject(new NotifyError('it was called off'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

const passing = { isLasting: false, pauseMs: 0, isAborted: false };

/** What an error says of a target, without what another's may hold. */
export function describe(error: unknown, name: string): Omit<Failure, 'isAborted'> {
  if (error instanceof NotifyError) {
    const { message, isLasting, retryAfterMs } = error;
    return { problem: `${name}: ${message.replace(/\.$/, '')}.`, isLasting, pauseMs: retryAfterMs ?? 0 };
  }
  // Another's message may hold anything.
  return { ...passing, problem: `${name}: something is wrong in keyaudit (${nameOf(error)}).` };
}

function nameOf(error: unknown): string {
  return error instanceof Error && /^\w{1,40}$/.test(error.name) ? error.name : 'unknown error';
}
