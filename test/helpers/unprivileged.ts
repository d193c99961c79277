/** Runs as a user to whom folders can be closed: to root, nothing is. What lies in `/tmp` is still within reach. */
export async function asNobodySpecial<Result>(work: () => Promise<Result>): Promise<Result> {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
