import { describe, expect, it } from 'vitest';
import { demoFile, demoReport, finding, mixedReport, plain } from '../../test/helpers/report.ts';
import { annotationsIn } from '../../test/helpers/workflow-commands.ts';
import type { Report } from '../model/report.ts';
import type { Severity } from '../model/severity.ts';
import { render } from './github.ts';

const annotations = (report: Report, failOn: Severity = 'high') =>
  annotationsIn(render(report, { ...plain, failOn }));

it('shows the demo as fixtures/reports/demo/github.txt has it', () => {
  expect(render(demoReport(), plain)).toBe(demoFile('github.txt'));
});

describe('the verdict', () => {
  const { summary } = demoReport();
  it.each([
    ['fail', 'error'],
    ['incomplete', 'warning'],
    ['pass', 'notice'],
  ] as const)('%s comes first, as %s', (verdict, command) => {
    const [first] = annotations(demoReport({ summary: { ...summary, verdict } }));
    expect(first).toMatchObject({ command, title: `keyaudit: ${verdict.toUpperCase()}` });
    expect(first?.message).toContain('5 accounts, 5 keys: 1 critical');
  });
});

it.each<[string, Parameters<typeof finding>[0], string]>([
  ['at the threshold', { severity: 'high' }, 'error'],
  ['above the threshold', { severity: 'critical' }, 'error'],
  ['below', { severity: 'medium' }, 'warning'],
  ['far below', { severity: 'low' }, 'notice'],
  ['unverifiable at the threshold', { severity: 'high', outcome: 'unverifiable' }, 'warning'],
  ['unverifiable below', { severity: 'medium', outcome: 'unverifiable' }, 'notice'],
  ['waived', { waiver: { reason: 'r', expires: '2027-01-31', owner: null } }, 'notice'],
])('a finding %s is %s', (_, overrides, command) => {
  const [, one] = annotations(demoReport({ accounts: [], findings: [finding(overrides)] }));
  expect(one?.command).toBe(command);
});

it('tells in one annotation what could not be verified of a key', () => {
  const about = annotations(demoReport()).filter(({ title }) => title === 'Could not be verified: savings');
  expect(about.map(({ message }) => message)).toEqual([
    [
      'savings (kucoin, 66f0…be41):',
      'withdrawal-enabled, recently-modified, unrestricted-ip, transfer-enabled, unrecognized-permission, credentials-refused: KuCoin could not be reached: the connection was refused.',
      'What to do: Look up by hand what KuCoin does not tell keyaudit. https://www.kucoin.com/account/api',
    ].join('\n'),
  ]);
});

it('follows the threshold', () => {
  const report = demoReport({ accounts: [], findings: [finding({ severity: 'low' })] });
  expect(annotations(report, 'low')[1]?.command).toBe('error');
});

it('tells of an account that could not be audited, and of one that could not wholly be', () => {
  const about = annotations(demoReport()).filter(({ title }) => /^Not (fully )?audited/.test(title));
  expect(about).toMatchObject([
    { command: 'warning', title: 'Not fully audited: arbitrage-bot' },
    { command: 'error', title: 'Not audited: savings' },
  ]);
});

it('has a finding whole: which key, why, what else, and what to do', () => {
  const [, first] = annotations(demoReport());
  expect(first).toEqual({
    command: 'error',
    title: 'CRITICAL: Key can withdraw',
    message: [
      'main (kraken, Kr4k…vM7p, "tax tool"): Kraken lets the key withdraw ("withdraw-funds"). It works from any address. [withdrawal-enabled]',
      'unrestricted-ip: Kraken sets no IP restriction on this key, and it can withdraw, trade, transfer.',
      'transfer-enabled: Kraken lets the key transfer ("withdraw-funds").',
      'What to do: Take the withdrawal right from the key. Let the key work only from the addresses of the machine that uses it. Take the withdrawal right from the key; at Kraken it carries the transfers. https://www.kraken.com/u/security/api',
    ].join('\n'),
  });
});

it('marks what is waived, counts what an earlier report had, and names waivers without effect', () => {
  const all = annotations(mixedReport());
  const waived = all.find(({ title }) => title.startsWith('WAIVED high'))?.message.split('\n');
  // In the second line, before what may be cut.
  expect(waived?.[1]).toMatch(/^Waived until 2027-01-31.*: pays suppliers$/);
  expect(all.filter(({ message }) => message.includes('[unrestricted-ip]'))).toEqual([]);
  expect(all.at(-1)).toMatchObject({ command: 'notice', title: 'Waiver without effect' });
});

it.each([
  'x::error::y',
  '%0A::error::y',
  '\n::stop-commands::x',
  'a,file=/etc/passwd,line=1',
  'a: b, c % d',
  '##[error]x',
])('%j in a name stays where it is', (name) => {
  const account = {
    ...{ name, exchange: 'okx', status: 'failed' as const },
    ...{ error: null, safety: null, declaredAt: null, storage: null },
  };
  const text = render(demoReport({ accounts: [account], keys: [], findings: [] }), plain);
  expect(text.trimEnd().split('\n')).toHaveLength(2);
  const shown = name.replace('\n', '\\n');
  expect(annotationsIn(text)[1]).toEqual({
    command: 'error',
    title: `Not audited: ${shown}`,
    message: `${shown} (okx): Not everything could be read.`,
  });
});

it('points at the line that declares the account, where it is known', () => {
  const report = demoReport();
  const declaredAt = { file: 'a,b:c/keyaudit.config.yaml', line: 7 };
  const accounts = report.accounts.map((account) => ({ ...account, declaredAt }));
  const [verdict, ...others] = annotations({ ...report, accounts });
  expect(verdict).not.toHaveProperty('file');
  for (const one of others) expect(one).toMatchObject({ file: 'a,b:c/keyaudit.config.yaml', line: '7' });
});

it('keeps to what the runner takes', () => {
  const part = { check: 'x', severity: 'low' as const, title: 't', detail: '🔑'.repeat(500), evidence: [] };
  const includes = Array.from({ length: 9 }, () => ({ ...part, remediation: finding().remediation }));
  const [, one] = annotations(demoReport({ findings: [finding({ includes })] }));
  expect(one?.message.length).toBeLessThanOrEqual(4096);
  expect(one?.message).toMatch(/🔑…$/u);
});
