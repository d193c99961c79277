import { describe, expect, it } from 'vitest';
import { audited, run, waiver, wellKept, widened } from '../../test/helpers/audit.ts';
import type { Waiver } from '../model/policy.ts';

it.each([
  ['holds on its last day', '2026-11-23', true],
  ['does not hold the day after', '2026-11-22', false],
])('a waiver %s', async (_, expires, holds) => {
  const waivers = [waiver({ expires })];
  const report = await run({ bot: audited(widened), other: audited(widened) }, { waivers });
  const [mine, theirs] = ['bot', 'other'].map((name) =>
    report.findings.find(({ account, check }) => account === name && check === 'withdrawal-enabled'),
  );
  expect(mine?.waiver).toEqual(holds ? { reason: 'pays suppliers', expires, owner: null } : null);
  expect(theirs?.waiver).toBeNull();
  expect(report.summary.waived).toBe(holds ? 1 : 0);
  expect(report.summary.findings.critical).toBe(holds ? 1 : 2);
});

describe('waivers', () => {
  const fingerprint = `sha256:${'ab'.repeat(32)}`;
  it.each<[string, Partial<Waiver>, string]>([
    ['by account', {}, 'used'],
    ['by key', { account: null, key: fingerprint }, 'used'],
    ['by both', { key: fingerprint }, 'used'],
    ['by another key', { key: `sha256:${'cd'.repeat(32)}` }, 'unused'],
    ['of another check', { check: 'expired' }, 'unused'],
    ['of yesterday', { expires: '2026-11-22' }, 'expired'],
    ['of today', { expires: '2026-11-23' }, 'used'],
  ])('%s', async (_, given, state) => {
    const report = await run({ bot: audited(widened) }, { waivers: [waiver(given)] });
    expect(report.waivers).toEqual([{ ...waiver(given), state }]);
    expect(report.summary.waived).toBe(state === 'used' ? 1 : 0);
  });

  it('of an account that was not asked are nobody’s business', async () => {
    const report = await run({ bot: audited(wellKept) }, { waivers: [waiver({ account: 'other' })] });
    expect(report.waivers).toEqual([]);
  });
});
