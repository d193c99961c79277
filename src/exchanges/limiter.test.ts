import { expect, it } from 'vitest';
import { createGate } from './limiter.ts';

const never = new AbortController().signal;

it('lets no more pass in any stretch of time than it may', async () => {
  const gate = createGate({ requests: 2, seconds: 0.1 });
  const passed: number[] = [];
  const pass = async () => {
    await gate(never);
    passed.push(performance.now());
  };
  await Promise.all([pass(), pass(), pass()]);
  await Promise.all([pass(), pass()]);
  expect(passed).toHaveLength(5);
  for (const [at, time] of passed.slice(2).entries()) expect(time - (passed[at] ?? 0)).toBeGreaterThan(98);
});

it('does not count who is called off', async () => {
  const gate = createGate({ requests: 2, seconds: 3600 });
  await gate(never);
  await expect(gate(AbortSignal.abort('called off'))).rejects.toBe('called off');
  // The second of two: it would wait for an hour.
  await gate(never);
  const controller = new AbortController();
  const waiting = gate(controller.signal);
  setImmediate(() => controller.abort('called off'));
  await expect(waiting).rejects.toBe('called off');
});
