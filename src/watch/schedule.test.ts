import { describe, expect, it } from 'vitest';
import { nextStart, paceOf, roundLimit, Silence, WallWatch } from './schedule.ts';

it.each([
  ['in the middle', 1000, 1500, 0.5, 61_000],
  ['as early as can be', 1000, 1500, 0, 55_000],
  ['as late as can be', 1000, 1500, 1, 67_000],
  ['where the round took a third of the interval', 1000, 21_000, 0.5, 61_000],
  ['where the round took longer than the interval, at once', 1000, 300_000, 0.5, 300_000],
])('the next round begins %s', (_, startedAt, now, random, next) =>
  expect(nextStart(startedAt, now, 60_000, random)).toBe(next),
);

it.each([
  [1, 60_000, 250],
  [60, 60_000, 250],
  [100, 60_000, 150],
  [1000, 60_000, 15],
  [1, 1000, 250],
  [4, 1000, 62.5],
])('of %i accounts, every %i ms, one begins each %i ms', (accounts, intervalMs, paceMs) =>
  expect(paceOf(accounts, intervalMs)).toBe(paceMs),
);

it('lets a round take twice as long as silence may, and a minute in any case', () => {
  expect(roundLimit(60_000, 5)).toBe(600_000);
  expect(roundLimit(1000, 5)).toBe(60_000);
  // 14 days twice would be more than a timer of Node's can wait: it would end at once.
  expect(roundLimit(24 * 3_600_000, 14)).toBe(2_147_483_647);
});

describe("the wall's clock", () => {
  it.each([
    ['goes as time does', 60_000, null],
    ['is adjusted by a second', 61_000, null],
    ['is set forward by an hour', 3_660_000, 3_600_000],
    ['is set back by an hour', -3_540_000, -3_600_000],
  ])('%s', (_, wallMs, jumpMs) => {
    const watch = new WallWatch(5000, 1_000_000, 60_000);
    expect(watch.look(65_000, 1_000_000 + wallMs)).toBe(jumpMs);
    // What was told is not told again.
    expect(watch.look(66_000, 1_001_000 + wallMs)).toBeNull();
  });

  it('is adjusted by a second each minute, for a day: nobody has set it', () => {
    const watch = new WallWatch(0, 0, 60_000);
    const looks = Array.from({ length: 1440 }, (_, at) => watch.look((at + 1) * 60_000, (at + 1) * 61_000));
    expect(looks.every((jump) => jump === null)).toBe(true);
  });
});

it('silence is told once, and once that it is over', () => {
  const silence = new Silence(0, 300_000);
  expect(silence.complete(60_000)).toBeNull();
  expect(silence.look(359_999)).toBeNull();
  expect(silence.look(360_000)).toBe(300_000);
  expect(silence.isTold).toBe(true);
  expect(silence.look(400_000)).toBeNull();
  expect(silence.complete(500_000)).toBe(440_000);
  expect(silence.isTold).toBe(false);
  expect(silence.look(799_999)).toBeNull();
  expect(silence.look(800_000)).toBe(300_000);
});
