import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { demoFile, demoReport, finding, mixedReport } from '../../test/helpers/report.ts';
import type { Report } from '../model/report.ts';
import { render } from './jsonl.ts';

const lines = (report: Report) =>
  render(report)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
const ofType = (report: Report, wanted: string) => lines(report).filter(({ type }) => type === wanted);

it('shows the demo as fixtures/reports/demo/report.jsonl has it', () => {
  expect(render(demoReport())).toBe(demoFile('report.jsonl'));
});

it('has a line for each finding, which says of which key it is', () => {
  const found = ofType(mixedReport(), 'finding');
  expect(found).toHaveLength(mixedReport().findings.length);
  expect(found[0]).toMatchObject({
    schemaVersion: 1,
    finishedAt: '2026-11-23T10:00:01.204Z',
    check: 'withdrawal-enabled',
    severity: 'critical',
    account: 'main',
    exchange: 'kraken',
    key: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    masked: 'Kr4k…vM7p',
    label: 'tax tool',
    relation: 'calling',
    owner: null,
    declaredAt: null,
  });
});

it('marks what is waived, and what an earlier report had', () => {
  expect(ofType(mixedReport(), 'finding').map(({ status }) => status)).toEqual([
    'open',
    'waived',
    'in-baseline',
    ...Array(13).fill('open'),
  ]);
});

it('says null of a key that there is not', () => {
  const [about] = ofType(demoReport({ findings: [finding({ key: null })] }), 'finding');
  expect(about).toMatchObject({ key: null, masked: null, label: null, relation: null, owner: null });
});

it('has a line for each account that was not wholly audited', () => {
  expect(ofType(demoReport(), 'account')).toMatchObject([
    { account: 'arbitrage-bot', exchange: 'okx', status: 'partial', error: { kind: 'ip-refused' } },
    { account: 'savings', exchange: 'kucoin', status: 'failed', error: { kind: 'unreachable' } },
  ]);
});

it('has a line for each waiver without effect', () => {
  expect(ofType(mixedReport(), 'waiver')).toMatchObject([
    { check: 'key-age', account: 'main', status: 'unused' },
  ]);
});

it('ends with the verdict, so that a file that was cut off shows', () => {
  expect(lines(demoReport({ accounts: [], findings: [] }))).toEqual([
    expect.objectContaining({ type: 'summary', verdict: 'fail', unverifiable: 13 }),
  ]);
  expect(lines(mixedReport()).at(-1)).toMatchObject({ type: 'summary', accounts: 5, keys: 5 });
});

it('has findings that the schema of the report describes', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'),
  );
  const { additionalProperties: _, ...item } = schema.properties.findings.items;
  const validate = addFormats.default(new Ajv.default()).compile(item);
  for (const line of ofType(mixedReport(), 'finding')) {
    expect(validate(line), JSON.stringify(validate.errors)).toBe(true);
  }
});
