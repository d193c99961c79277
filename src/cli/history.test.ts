import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder } from '../../test/helpers/process.ts';
import { keyOf, seenAccount } from '../../test/helpers/seen.ts';
import { createMemory } from './history.ts';

it('begins a new history, as watch needs it, where its file was taken away meanwhile', async () => {
  const state = folder();
  const file = join(state, 'keyaudit', 'history.db');
  const said: string[] = [];
  const memory = createMemory({
    stdout: { write: () => true },
    stderr: { write: (text) => said.push(text) > 0 },
    env: { XDG_STATE_HOME: state },
    cwd: state,
    signal: new AbortController().signal,
  });
  const record = async (day: number) =>
    await memory.record({
      startedAt: `2026-11-0${day}T06:00:00.000Z`,
      accounts: [seenAccount('bot', [keyOf('ca')])],
    });
  expect((await record(1)).problem).toBeNull();
  rmSync(file);
  const without = await record(2);
  expect(without).toMatchObject({ comparedWith: null, firstSeen: ['bot'] });
  expect(without.problem).toBe('This scan is not remembered: its file was moved or deleted meanwhile.');
  expect(said).toEqual([`keyaudit: ${without.problem}\n`]);
  expect(await record(3)).toMatchObject({ comparedWith: null, problem: null });
  expect(await record(4)).toMatchObject({ comparedWith: '2026-11-03T06:00:00.000Z', problem: null });
  expect(existsSync(file)).toBe(true);
  memory.close();
});
