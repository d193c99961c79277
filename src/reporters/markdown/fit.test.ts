import { describe, expect, it } from 'vitest';
import { type Block, fitted, type Section } from './fit.ts';

const block = (rows: number, over: Partial<Block> = {}): Block => ({
  lead: '',
  rows: Array.from({ length: rows }, (_, at) => `- row ${at} ${'x'.repeat(80)}`),
  tail: '',
  kind: '',
  ...over,
});
const section = (...blocks: Block[]): Section => ({ title: 'Title', noun: 'row', blocks });
const total = (parts: readonly { readonly text: string }[]) =>
  parts.reduce((sum, { text }) => sum + text.length, 0);

it('cuts nothing where everything fits', () => {
  const [part] = fitted([section(block(3, { lead: 'lead', tail: 'tail' }))], 1000);
  expect(part?.text).toMatch(
    /^### Title \(3 rows\)\n\nlead\n- row 0 x+\n- row 1 x+\n- row 2 x+\n\ntail\n\n$/,
  );
  expect(part?.cut).toBe('');
});

it('cuts the last rows, and says how many', () => {
  const [part] = fitted([section(block(100, { tail: 'tail' }))], 1000);
  expect(part?.text).toMatch(/\n- row 9 x+\n\n… and 90 more\n\ntail\n/);
  expect(part?.cut).toBe('Title: 90 of 100');
});

it('counts what is cut by kind', () => {
  const blocks = [block(5, { kind: 'high' }), block(100, { kind: 'low' }), block(2, { kind: 'info' })];
  const [part] = fitted([section(...blocks)], 1500);
  expect(part?.cut).toMatch(/^Title: \d+ of 107 \(\d+ low, 2 info\)$/);
});

it('shows no block after one that was cut, so that the order stays that of gravity', () => {
  const [part] = fitted([section(block(100), block(1, { lead: 'small' }))], 1000);
  expect(part?.text).not.toContain('small');
});

it('leaves room for those that come later', () => {
  const [first, second] = fitted([section(block(1000)), section(block(1000))], 10_000);
  expect(first?.text.length).toBeGreaterThan(6000);
  expect(second?.text.length).toBeGreaterThan(2500);
});

describe('keeps to its room', () => {
  it.each([500, 1000, 3333, 10_000, 65_536])('of %i', (room) => {
    for (const rows of [0, 1, 10, 1000]) {
      const sections = [
        section(block(rows), block(rows)),
        section(block(rows, { lead: 'l', tail: 't'.repeat(200) })),
      ];
      expect(total(fitted(sections, room))).toBeLessThanOrEqual(room);
    }
  });
});
