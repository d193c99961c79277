import { expect, it } from 'vitest';
import { demoReport, finding, mixedReport } from '../../../test/helpers/report.ts';
import type { Report } from '../../model/report.ts';
import { leftOut, withoutMilder } from './shown.ts';

const waiver = { reason: 'r', expires: '2027-01-31', owner: null };
const report = (findings: Report['findings']) => demoReport({ findings });

it.each([
  ['nothing', [finding({ severity: 'high' })], []],
  ['the milder', [finding({ severity: 'medium' }), finding({ severity: 'low' })], ['1 medium, 1 low']],
  ['unverifiable ones', [finding({ severity: 'low', outcome: 'unverifiable' })], ['1 unverified']],
  ['waived ones', [finding({ severity: 'low', waiver })], ['1 waived']],
  ['none that is shown nowhere', [finding({ severity: 'low', inBaseline: true })], []],
])('counts %s', (_, findings, counts) => {
  expect(leftOut(report(findings), 'high')).toEqual(
    counts.map((text) => `Not shown, being milder than high: ${text}.`),
  );
});

it('leaves summary, accounts and keys alone', () => {
  const { findings, ...rest } = withoutMilder(mixedReport(), 'critical');
  const { findings: _, ...whole } = mixedReport();
  expect(rest).toEqual(whole);
  expect(findings.every(({ severity }) => severity === 'critical')).toBe(true);
});
