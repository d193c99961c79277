import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { demoFile, demoReport, finding, keyReport, mixedReport } from '../../test/helpers/report.ts';
import type { Report } from '../model/report.ts';
import { render } from './csv.ts';

/** Read back by a parser that has nothing to do with what wrote it. */
function rows(report: Report, delimiter = ',') {
  const { data, errors } = Papa.parse<Record<string, string>>(render(report), {
    header: true,
    delimiter,
    newline: '\r\n',
    skipEmptyLines: true,
  });
  if (delimiter === ',') expect(errors).toEqual([]);
  return data;
}

it('shows the demo as fixtures/reports/demo/report.csv has it', () => {
  expect(render(demoReport())).toBe(demoFile('report.csv'));
});

it('ends every line as RFC 4180 has it, and has as many cells in each', () => {
  expect(render(mixedReport()).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const { data } = Papa.parse<string[]>(render(mixedReport()).trimEnd());
  expect(new Set(data.map((cells) => cells.length)).size).toBe(1);
});

it('has a row for each account that was not wholly audited, each finding, and each waiver without effect', () => {
  const read = rows(mixedReport());
  expect(read.map(({ type }) => type)).toEqual([
    'account',
    'account',
    ...Array(16).fill('finding'),
    'waiver',
  ]);
  expect(read.at(-1)).toMatchObject({ status: 'unused', check: 'key-age', account: 'main' });
  expect(read[1]).toMatchObject({
    status: 'failed',
    account: 'savings',
    exchange: 'kucoin',
    error: 'unreachable',
    detail: 'KuCoin could not be reached: the connection was refused.',
  });
  expect(read[2]).toMatchObject({
    status: 'open',
    outcome: 'fail',
    severity: 'critical',
    check: 'withdrawal-enabled',
    account: 'main',
    masked: 'Kr4k…vM7p',
    key: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    label: 'tax tool',
    remediation: 'Take the withdrawal right from the key.',
  });
});

it('says which line of the configuration declares the account', () => {
  const [account] = demoReport().accounts;
  if (account === undefined) throw new Error('the demo has accounts');
  const declaredAt = { file: 'conf/keyaudit.config.yaml', line: 7 };
  const [row] = rows(demoReport({ accounts: [{ ...account, declaredAt }], findings: [finding()] }));
  expect(row).toMatchObject({ file: 'conf/keyaudit.config.yaml', line: '7' });
});

it('tells what is waived, known, and could not be verified', () => {
  const read = rows(mixedReport()).filter(({ type }) => type === 'finding');
  expect(read[1]).toMatchObject({
    status: 'waived',
    waiver_reason: 'pays suppliers',
    waiver_owner: 'desk',
    waiver_expires: '2027-01-31',
  });
  expect(read[2]).toMatchObject({ status: 'in-baseline' });
  expect(read[3]).toMatchObject({ status: 'open', outcome: 'unverifiable' });
});

it('is a header where there is nothing to say', () => {
  const text = render(demoReport({ accounts: [], keys: [], findings: [] }));
  expect(text).toMatch(/^type,status,severity,.*\r\n$/);
});

describe('a label', () => {
  const key = keyReport();
  const withLabel = (label: string) =>
    demoReport({
      accounts: [],
      keys: [{ ...key, label }],
      findings: [finding({ account: key.account, key: key.fingerprint })],
    });

  it.each([
    ['plain', 'plain'],
    ['a,b "c"', 'a,b "c"'],
    ['=HYPERLINK("https://example.org")', `'=HYPERLINK("https://example.org")`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1+1', "'  =1+1"],
    ['"=1+1', `'"=1+1`],
    ['\uff1d1+1', "'\uff1d1+1"],
    ['\t=1+1', '\\t=1+1'],
    ['\r=1+1', '\\x0d=1+1'],
    ['line\nline', 'line\\nline'],
    ['a;=1+1', "a;'=1+1"],
    ['a;"=1+1', `a;'"=1+1`],
    ['a; b', 'a; b'],
    ['1-2=3', '1-2=3'],
    ['\u202egnp.exe', '\\u202egnp.exe'],
    ['<img onerror=x>', '<img onerror=x>'],
    ['🔑', '🔑'],
    ['x'.repeat(10_000), 'x'.repeat(10_000)],
  ])('%j is read back as %j', (label, read) => {
    expect(rows(withLabel(label))).toMatchObject([{ label: read }]);
  });

  it.each(['=1', 'a;=1', 'a";=1', 'a;"=1"', 'a;" =1', ';\uff20x', "a;'=1", 'a;\t+1'])(
    '%j is no formula, though semicolons are taken for the end of a cell',
    (label) => {
      for (const row of rows(withLabel(label), ';')) {
        for (const cell of Object.values(row).flat()) expect(cell).not.toMatch(/^[\s"]*[=+@\uff20-]/);
      }
    },
  );
});
