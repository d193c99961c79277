import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import type { Log, Result, Run } from 'sarif';
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
import { type Severity, severities } from '../model/severity.ts';
import { rulesFor } from './sarif/rules.ts';
import { render } from './sarif.ts';

/** OASIS's schema of the final standard; its draft is one that differs from newer ones in no word it uses. */
const schemaFile = import.meta.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(new URL(schemaFile), 'utf8'));
const validate = addFormats
  .default(new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false }))
  .compile(schema);

const run = (report: Report): Run => {
  const [only, ...others] = (JSON.parse(render(report)) as Log).runs;
  if (only === undefined || others.length > 0) throw new Error('one run is all that code scanning takes');
  return only;
};
const resultsOf = (report: Report): readonly Result[] => run(report).results ?? [];
const [main] = demoReport().accounts;
const account = {
  ...main,
  name: 'main',
  exchange: 'kraken',
  safety: null,
  storage: null,
  status: 'audited',
  error: null,
} as const;

/** The result of one finding of an audited account. */
function resultOf(overrides: Parameters<typeof finding>[0] = {}): Result {
  const found = finding(overrides);
  const [result, ...others] = resultsOf(
    demoReport({ accounts: [{ ...account, declaredAt: null }], findings: [found] }),
  );
  if (result === undefined || others.length > 0) throw new Error('one result for one finding');
  return result;
}

describe('is valid SARIF 2.1.0', () => {
  it.each<[string, Report]>([
    ['for the demo', demoReport()],
    ['for nothing', emptyReport()],
    ['where all failed', failedReport()],
    ['with waivers', demoReport({ findings: [waivedFinding(), finding({ inBaseline: true })] })],
    ...hostileTexts.map(([name, text]): [string, Report] => [`with ${name}`, hostileReport(text)]),
  ])('%s', (_, report) => {
    expect(validate(JSON.parse(render(report))), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  });

  it('but a result without message, or a log without version, is not', () => {
    const log = JSON.parse(render(demoReport()));
    expect(validate({ ...log, version: undefined })).toBe(false);
    delete log.runs[0].results[0].message;
    expect(validate(log)).toBe(false);
  });
});

describe('a result', () => {
  it.each<[Severity, Result.level]>([
    ['critical', 'error'],
    ['high', 'error'],
    ['medium', 'warning'],
    ['low', 'note'],
    ['info', 'note'],
  ])('of a %s finding is of level %s', (severity, level) => {
    expect(resultOf({ severity })).toMatchObject({ ruleId: 'withdrawal-enabled', kind: 'fail', level });
  });

  it.each(severities)('that could not be verified is open, and no failure, however %s', (severity) => {
    expect(resultOf({ outcome: 'unverifiable', severity })).toMatchObject({ kind: 'open', level: 'none' });
  });

  it('says what was found, what that includes, and what to do', () => {
    const { text } = resultOf().message;
    expect(text).toMatch(/^main \(kraken, Kr4k…vM7p, "tax tool"\): Key can withdraw\. Kraken lets the key/);
    expect(text).toContain('unrestricted-ip: Kraken sets no IP restriction');
    expect(text).toContain('2. Open the key and untick "Withdraw"');
    expect(text).toContain('2. Open the key and switch on "IP address whitelisting".');
    expect(text).toContain('https://www.kraken.com/u/security/api');
  });

  it('holds no link that somebody else wrote', () => {
    const { text } = resultOf({ detail: 'the key "[keyaudit](https://phish.example/)"' }).message;
    expect(text).not.toContain('](');
    expect(text).toContain('https://phish.example/');
  });

  it('has the line that declares the account for its place', () => {
    const declaredAt = { file: 'ops/my keys.yaml', line: 12 };
    const [result] = resultsOf(demoReport({ accounts: [{ ...account, declaredAt }], findings: [finding()] }));
    expect(result?.locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: 'ops/my%20keys.yaml' }, region: { startLine: 12 } },
        logicalLocations: [
          {
            name: 'main (kraken, Kr4k…vM7p, "tax tool")',
            fullyQualifiedName:
              'kraken/main/sha256:579d0e730fb2d5bd193f808e58297f64ace293d9466b777869f9d9c34161e12c',
            kind: 'resource',
          },
        ],
      },
    ]);
  });

  it('has a place all the same where no file declares the account', () => {
    expect(resultOf().locations).toMatchObject([
      {
        physicalLocation: {
          artifactLocation: { uri: 'keyaudit.config.yaml' },
          region: { startLine: 1 },
        },
      },
    ]);
  });

  it('is named alike over runs, and differently for each check, key and account', () => {
    const print = (overrides = {}) => resultOf(overrides).partialFingerprints?.primaryLocationLineHash;
    expect(print()).toBe('3caab5ce87af386c:main');
    expect(print({ outcome: 'unverifiable', severity: 'low', detail: 'other' })).toBe(print());
    expect(print({ id: 'fe2f3254b4abbc82' })).not.toBe(print());
    expect(print({ account: 'twin' })).not.toBe(print());
  });

  it('is not suppressed while it is open', () => {
    expect(resultOf()).not.toHaveProperty('suppressions');
  });

  it('that is waived stays, with the reason and the end', () => {
    expect(resultOf(waivedFinding())).toMatchObject({
      kind: 'fail',
      level: 'error',
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: 'Waived until 2027-01-31 (treasury desk): pays suppliers',
        },
      ],
    });
  });

  it('that an earlier report had stays, suppressed', () => {
    expect(resultOf({ inBaseline: true }).suppressions).toMatchObject([
      { kind: 'external', status: 'accepted', justification: expect.stringContaining('baseline') },
    ]);
  });
});

it('lists every rule, whatever was found', () => {
  for (const report of [emptyReport(), demoReport()]) {
    expect(run(report).tool.driver).toMatchObject({ name: 'keyaudit', rules: rulesFor(report.findings) });
  }
});

describe('an account that could not be audited', () => {
  it('is told of, once, in the run and among the results', () => {
    const { invocations, results } = run(demoReport());
    expect(invocations?.[0]?.toolExecutionNotifications).toMatchObject([
      { level: 'error', message: { text: expect.stringContaining('arbitrage-bot (okx): OKX refused this') } },
      {
        level: 'error',
        message: { text: 'savings (kucoin): KuCoin could not be reached: the connection was refused.' },
      },
    ]);
    expect(results?.filter(({ ruleId }) => ruleId === 'account-not-audited')).toMatchObject([
      {
        kind: 'open',
        level: 'none',
        partialFingerprints: { primaryLocationLineHash: 'account-not-audited:okx:arbitrage-bot' },
      },
      {
        kind: 'open',
        level: 'none',
        partialFingerprints: { primaryLocationLineHash: 'account-not-audited:kucoin:savings' },
      },
    ]);
  });

  it('is told of though no check says a word', () => {
    const { invocations, results } = run({ ...failedReport(), keys: [], findings: [] });
    expect(invocations?.[0]?.toolExecutionNotifications).toHaveLength(1);
    expect(results).toHaveLength(1);
  });

  it.each<[string, Report, boolean]>([
    ['some accounts failed', demoReport(), true],
    ['none did', demoReport({ accounts: [{ ...account, declaredAt: null }] }), true],
    ['there was none', emptyReport(), true],
    ['all did', failedReport(), false],
  ])('makes the run a failed one only where nothing came of it: %s', (_, report, successful) => {
    expect(run(report).invocations).toMatchObject([
      {
        executionSuccessful: successful,
        startTimeUtc: '2026-11-23T10:00:00.000Z',
        endTimeUtc: '2026-11-23T10:00:01.204Z',
      },
    ]);
  });
});

it('has a result for each finding, the gravest first', () => {
  const { findings } = demoReport();
  expect(
    resultsOf(demoReport())
      .filter(({ ruleId }) => ruleId !== 'account-not-audited')
      .map(({ ruleId }) => ruleId),
  ).toEqual(findings.map(({ check }) => check));
});

it('is the same twice, and small enough for a thousand findings', () => {
  expect(render(demoReport())).toBe(render(demoReport()));
  // Code scanning takes 10 MB, zipped.
  expect(render(manyKeys(1000)).length).toBeLessThan(10_000_000);
});

it('tells ten thousand keys apart', () => {
  const prints = resultsOf(manyKeys(10_000)).map(({ partialFingerprints }) =>
    JSON.stringify(partialFingerprints),
  );
  expect(new Set(prints).size).toBe(10_000);
});

describe('code scanning refuses a run of more than 25,000 results', () => {
  const limit = 25_000;
  const prints = Array.from({ length: 30_000 }, (_, at) =>
    createHash('sha256').update(`invented key ${at}`).digest('hex'),
  );
  const one = finding();
  const { waiver } = waivedFinding();
  /** An account that failed, and so many findings of another one's keys. */
  const many = (count: number, of: (at: number) => Partial<Parameters<typeof finding>[0]>) =>
    demoReport({
      accounts: demoReport().accounts.filter(({ name }) => ['main', 'savings'].includes(name)),
      keys: [],
      findings: prints
        .slice(0, count)
        .map((print, at) => ({ ...one, id: print.slice(0, 16), key: `sha256:${print}`, ...of(at) })),
    });
  const leftOut = (of: Run) => of.results?.filter(({ ruleId }) => ruleId === 'results-left-out') ?? [];
  const count = (of: Run, is: (result: Result) => boolean) => of.results?.filter(is).length;
  const isSuppressed = ({ suppressions = [] }: Result) => suppressions.length > 0;

  it('and gets all where there are so many', () => {
    const whole = run(many(limit - 1, () => ({ severity: 'low' })));
    expect(whole.results).toHaveLength(limit);
    expect(leftOut(whole)).toEqual([]);
    expect(whole.invocations?.[0]?.toolExecutionNotifications).toHaveLength(1);
  });

  // As reports have them: what was found before what could not be verified, the gravest first.
  const mixed = () =>
    many(30_000, (at) => {
      if (at < 1_000) return { severity: 'critical', waiver };
      if (at < 22_000) return { severity: 'high' };
      return { severity: 'medium', outcome: 'unverifiable' };
    });

  it('so what was found comes first, then failed accounts, then doubt, and last what is accepted', () => {
    const cut = run(mixed());
    expect(cut.results).toHaveLength(limit);
    expect(count(cut, ({ level, ruleId }) => level === 'error' && ruleId === 'withdrawal-enabled')).toBe(
      21_000,
    );
    expect(count(cut, ({ ruleId }) => ruleId === 'account-not-audited')).toBe(1);
    // 25,000 less 21,000, the account, and the result that says so.
    expect(count(cut, ({ level, ruleId }) => level === 'none' && ruleId === 'withdrawal-enabled')).toBe(
      3_998,
    );
    expect(count(cut, isSuppressed)).toBe(0);
  });

  it('keeps the gravest of what was found, too', () => {
    const cut = run(many(30_000, (at) => ({ severity: at < 20_000 ? 'high' : 'low' })));
    expect(count(cut, ({ level, ruleId }) => level === 'error' && ruleId === 'withdrawal-enabled')).toBe(
      20_000,
    );
    expect(count(cut, ({ level }) => level === 'note')).toBe(4_999);
    expect(count(cut, ({ ruleId }) => ruleId === 'account-not-audited')).toBe(0);
    expect(cut.invocations?.[0]?.toolExecutionNotifications).toMatchObject([
      { message: { text: expect.stringContaining('KuCoin could not be reached') } },
      { message: { text: expect.stringContaining('results are left out') } },
    ]);
  });

  it('and is told how much of what is left out, in the run and as a result that is seen', () => {
    const cut = run(mixed());
    // 8,000 in doubt less 3,998; all 1,000 that are waived.
    const text =
      '5002 of 30001 results are left out, for code scanning takes no more than 25000: ' +
      '4002 that could not be verified, 1000 waived or in the baseline. The JSON report has them all.';
    expect(leftOut(cut)).toMatchObject([
      {
        kind: 'fail',
        level: 'error',
        message: { text },
        partialFingerprints: { primaryLocationLineHash: 'results-left-out' },
      },
    ]);
    expect(cut.invocations?.[0]?.toolExecutionNotifications?.at(-1)).toMatchObject({
      level: 'error',
      message: { text },
    });
    expect(cut.tool.driver.rules?.map(({ id }) => id)).toContain('results-left-out');
    expect(validate({ ...JSON.parse(render(emptyReport())), runs: [cut] })).toBe(true);
  });

  it('nor one of more than 10 MB, zipped', () => {
    expect(gzipSync(render(mixed())).length).toBeLessThan(10_000_000);
  });
});
