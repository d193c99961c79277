import fc from 'fast-check';
import { expect, it } from 'vitest';
import { demoFile, demoReport } from '../../test/helpers/report.ts';
import type { Report } from '../model/report.ts';
import { jsonDocument, pieces, render } from './json.ts';

it('prints the report and nothing else', () => {
  expect(render(demoReport())).toBe(demoFile('report.json'));
});

it('gives the same in pieces, of any value', () => {
  for (const report of [demoReport(), demoReport({ accounts: [], keys: [], findings: [] })]) {
    expect([...pieces(report)].join('')).toBe(`${JSON.stringify(report, null, 2)}\n`);
  }
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const report = value as unknown as Report;
      expect([...pieces(report)].join('')).toBe(jsonDocument(value));
      expect(JSON.parse(jsonDocument(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
