import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { reportJsonSchema, reportSchema } from '../../src/schema/report.ts';
import { demoReport } from '../helpers/report.ts';

const committed = readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8');
const schema = JSON.parse(committed);
const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

it('is the one that `npm run generate` writes', () => {
  expect(committed).toBe(reportJsonSchema());
});

it('says which draft it is, and what it describes', () => {
  expect(schema).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'keyaudit report',
    description: expect.stringContaining('keyaudit scan') as string,
  });
});

it('allows no property that it does not name', () => {
  const objects = objectsIn(schema);
  expect(objects.length).toBeGreaterThan(10);
  for (const object of objects) expect(object).toHaveProperty('additionalProperties', false);
});

it('accepts a report', () => {
  expect(validate(demoReport()), ajv.errorsText(validate.errors)).toBe(true);
});

describe('refuses', () => {
  const { keys, findings, accounts, summary } = demoReport();
  it.each<[string, unknown]>([
    ['another version', { schemaVersion: 2 }],
    ['a time without milliseconds', { startedAt: '2026-11-23T10:00:00Z' }],
    ['a time that is not UTC', { startedAt: '2026-11-23T10:00:00.000+01:00' }],
    ['an unknown verdict', { summary: { ...summary, verdict: 'safe' } }],
    ['a negative number', { summary: { ...summary, waived: -1 } }],
    ['an account without a status', { accounts: accounts.map(({ status, ...rest }) => rest) }],
    ['a permission that is not told', { keys: changed(keys, { permissions: { read: 'granted' } }) }],
    [
      'a permission of another word',
      { keys: changed(keys, { permissions: { ...keys[0]?.permissions, read: true } }) },
    ],
    [
      'a whole API key for a fingerprint',
      { keys: changed(keys, { fingerprint: 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw' }) },
    ],
    ['a field that is not known', { keys: changed(keys, { secret: 'x' }) }],
    ['null for a list', { keys: changed(keys, { unknown: null }) }],
    [
      'a page without an address',
      { findings: changed(findings, { remediation: { summary: '', steps: [], url: 'x' } }) },
    ],
    ['a waiver without an end', { findings: changed(findings, { waiver: { reason: 'because' } }) }],
    ['nothing at all', Object.fromEntries(Object.keys(demoReport()).map((name) => [name, undefined]))],
  ])('%s', (_, change) => {
    const bad = JSON.parse(JSON.stringify({ ...demoReport(), ...(change as Partial<Report>) }));
    expect(validate(bad)).toBe(false);
    expect(reportSchema.safeParse(bad).success).toBe(false);
  });
});

function changed(items: readonly object[], change: object): readonly object[] {
  return items.map((item) => ({ ...item, ...change }));
}

/** Every part of a schema that describes an object. */
function objectsIn(part: unknown): readonly object[] {
  if (typeof part !== 'object' || part === null) return [];
  const inside = Object.values(part).flatMap(objectsIn);
  return 'type' in part && part.type === 'object' ? [part, ...inside] : inside;
}
