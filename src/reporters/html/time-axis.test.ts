import fc from 'fast-check';
import { expect, it } from 'vitest';
import { timeAxis } from './time-axis.ts';

const day = () => fc.double({ min: -5000, max: 3000, noNaN: true });

it('keeps the order of times, and all within the line', () => {
  fc.assert(
    fc.property(fc.array(day(), { minLength: 1 }), (days) => {
      const { at } = timeAxis(days);
      const places = days.toSorted((one, other) => one - other).map(at);
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      expect(places.filter((place) => place < 0 || place > 100)).toEqual([]);
    }),
  );
});

it('gives near days more room than far ones', () => {
  const { at } = timeAxis([-2000]);
  expect(at(0) - at(-30)).toBeGreaterThan(at(-970) - at(-1000));
});

it('has the audit among its ticks, and none that touch or lie outside', () => {
  fc.assert(
    fc.property(fc.array(day()), (days) => {
      const { at, ticks } = timeAxis(days);
      expect(ticks).toContainEqual({ label: 'audit', at: at(0), isTight: false });
      const places = ticks.map((tick) => tick.at).toSorted((one, other) => one - other);
      for (const [index, place] of places.entries()) {
        expect(place - (places[index - 1] ?? -100)).toBeGreaterThanOrEqual(10);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(100);
      }
    }),
  );
});
