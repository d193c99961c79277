import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import {
  emptyReport,
  failedReport,
  hostileReport,
  hostileTexts,
  manyKeys,
  waivedFinding,
} from '../../test/helpers/machine-reports.ts';
import { demoReport, finding } from '../../test/helpers/report.ts';
import type { Report } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { render } from './codequality.ts';

interface Violation {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** The table of fields in GitLab's documentation ("Code Quality report format"); its parser stops at what does not fit. */
const validate = new Ajv.default().compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        additionalProperties: false,
        properties: {
          path: { type: 'string', minLength: 1 },
          lines: {
            type: 'object',
            required: ['begin'],
            additionalProperties: false,
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
});

const violations = (report: Report) => JSON.parse(render(report)) as readonly Violation[];

/** What one finding of the demo's `main` becomes. */
function violationOf(overrides: Parameters<typeof finding>[0] = {}, more: Partial<Report> = {}): Violation {
  const accounts = demoReport().accounts.filter(({ name }) => name === 'main');
  const [only, ...others] = violations(
    demoReport({ accounts, findings: [finding(overrides)], waivers: [], ...more }),
  );
  if (only === undefined || others.length > 0) throw new Error('one violation for one finding');
  return only;
}

it.each<[string, Report]>([
  ['the demo', demoReport()],
  ['nothing', emptyReport()],
  ['all that failed', failedReport()],
  ['what is waived', demoReport({ findings: [waivedFinding(), finding({ inBaseline: true })] })],
  ...hostileTexts.map(([name, text]): [string, Report] => [name, hostileReport(text)]),
])('is what GitLab takes, for %s', (_, report) => {
  expect(validate(violations(report)), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
});

it('is an empty array where there is nothing to tell', () => {
  expect(violations(emptyReport())).toEqual([]);
});

it('begins without a byte order mark, at which GitLab stops', () => {
  expect(render(demoReport())[0]).toBe('[');
});

describe('a finding', () => {
  it.each<[Severity, string, string]>([
    ['critical', 'blocker', 'major'],
    ['high', 'critical', 'major'],
    ['medium', 'major', 'major'],
    ['low', 'minor', 'minor'],
    ['info', 'info', 'info'],
  ])('that is %s is a %s, and %s where nobody knows', (severity, found, doubtful) => {
    expect(violationOf({ severity }).severity).toBe(found);
    expect(violationOf({ severity, outcome: 'unverifiable' }).severity).toBe(doubtful);
  });

  it('says of which key it is, what was found, what that includes, and what to do', () => {
    const { description, check_name } = violationOf();
    expect(check_name).toBe('withdrawal-enabled');
    expect(description).toMatch(
      /^main \(kraken, Kr4k…vM7p, "tax tool"\): Key can withdraw\. Kraken lets the key withdraw/,
    );
    expect(description).toContain('unrestricted-ip: Kraken sets no IP restriction');
    expect(description).toMatch(/What to do: \S/);
    expect(description).not.toContain('\n');
  });

  it('that is waived stays, as information, with the reason and the end first', () => {
    expect(violationOf(waivedFinding())).toMatchObject({
      severity: 'info',
      description: expect.stringMatching(
        /^Waived until 2027-01-31 \(treasury desk\): pays suppliers\. main /,
      ),
    });
  });

  it('that an earlier report had stays, as information', () => {
    expect(violationOf({ inBaseline: true })).toMatchObject({
      severity: 'info',
      description: expect.stringMatching(/^In the baseline: .*\. main /),
    });
  });

  it('stands where the configuration declares its account', () => {
    const [account] = demoReport().accounts.filter(({ name }) => name === 'main');
    if (account === undefined) throw new Error('the demo has changed');
    const declaredAt = { file: 'ops/my keys.yaml', line: 12 };
    expect(violationOf({}, { accounts: [{ ...account, declaredAt }] }).location).toEqual({
      path: 'ops/my keys.yaml',
      lines: { begin: 12 },
    });
    expect(violationOf({}, { accounts: [{ ...account, declaredAt: null }] }).location).toEqual({
      path: 'keyaudit.config.yaml',
      lines: { begin: 1 },
    });
  });

  it('is named alike over runs, and differently for each check, key and account', () => {
    const print = (overrides = {}) => violationOf(overrides).fingerprint;
    expect(print({ severity: 'low', detail: 'other' })).toBe(print());
    expect(print({ id: 'fe2f3254b4abbc82' })).not.toBe(print());
    expect(print({ account: 'twin' })).not.toBe(print());
  });
});

it('GitLab shows findings of one fingerprint as one: ten thousand keys have as many', () => {
  const prints = violations(manyKeys(10_000)).map(({ fingerprint }) => fingerprint);
  expect(new Set(prints).size).toBe(10_000);
});

it('tells of an account that could not be audited, first, and once', () => {
  const about = violations(demoReport()).slice(0, 2);
  expect(about).toMatchObject([
    {
      check_name: 'account-not-audited',
      severity: 'major',
      description: expect.stringContaining('arbitrage-bot (okx): OKX refused this'),
    },
    {
      check_name: 'account-not-audited',
      severity: 'major',
      description: expect.stringContaining('savings (kucoin): KuCoin could not be reached'),
    },
  ]);
  expect(new Set(about.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

it('tells of waivers without effect, each by a fingerprint of its own', () => {
  const idle = { check: 'key-age', reason: 'x', owner: null, expires: '2026-10-01' };
  const waivers = [
    { ...idle, account: 'main', key: null, state: 'expired' },
    { ...idle, account: 'savings', key: null, state: 'unused' },
    { ...idle, account: 'main', key: `sha256:${'0'.repeat(64)}`, state: 'unused' },
  ] as const;
  const told = violations(demoReport({ accounts: [], keys: [], findings: [], waivers }));
  expect(told).toMatchObject([
    {
      check_name: 'waiver-without-effect',
      severity: 'minor',
      description: expect.stringMatching(/main: expired/),
    },
    {
      check_name: 'waiver-without-effect',
      severity: 'minor',
      description: expect.stringMatching(/savings: unused/),
    },
    {
      check_name: 'waiver-without-effect',
      severity: 'minor',
      description: expect.stringMatching(/main: unused/),
    },
  ]);
  expect(new Set(told.map(({ fingerprint }) => fingerprint)).size).toBe(3);
});
