/** Ends with the signal, even where the work takes no notice of it. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new Error('called off'));
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
  // Whichever comes second is nobody's business any more.
  work.catch(() => {});
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
