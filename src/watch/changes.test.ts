import { expect, it } from 'vitest';
import { demoReport, finding } from '../../test/helpers/report.ts';
import type { AccountStatus, Finding } from '../model/report.ts';
import { OpenFindings } from './changes.ts';

const one = finding({ id: 'one', account: 'main' });
const two = finding({ id: 'two', account: 'main', evidence: ['203.0.113.7'] });

function report(findings: readonly Finding[], status: AccountStatus = 'audited') {
  const base = demoReport();
  const accounts = base.accounts.map((account) => ({ ...account, name: 'main', status })).slice(0, 1);
  return { ...base, accounts, findings };
}

const ids = (findings: readonly Finding[]) => findings.map(({ id }) => id);

it('tells what is new and what is gone', () => {
  const open = new OpenFindings();
  expect(ids(open.note(report([one])).appeared)).toEqual(['one']);
  expect(open.note(report([one]))).toEqual({ appeared: [], gone: [], kept: [] });
  const next = open.note(report([two]));
  expect([ids(next.appeared), ids(next.gone)]).toEqual([['two'], ['one']]);
  expect(open.count).toBe(1);
});

it('tells again what rests on something else, and does not take it for gone', () => {
  const open = new OpenFindings();
  open.note(report([two]));
  const next = open.note(report([{ ...two, evidence: ['203.0.113.8'] }]));
  expect([ids(next.appeared), ids(next.gone)]).toEqual([['two'], []]);
  expect(open.count).toBe(1);
});

it.each<AccountStatus>(['failed', 'partial'])('takes nothing for gone of an account that %s', (status) => {
  const open = new OpenFindings();
  open.note(report([one]));
  expect(open.note(report([], status))).toEqual({ appeared: [], gone: [], kept: [] });
  expect(open.note(report([one]))).toEqual({ appeared: [], gone: [], kept: [] });
  expect(ids(open.note(report([])).gone)).toEqual(['one']);
});

it('keeps a change that nobody has acknowledged, while the history cannot be read', () => {
  const open = new OpenFindings();
  const change = finding({ id: 'three', account: 'main', check: 'permission-widened' });
  open.note(report([one, change]));
  const told = { comparedWith: null, firstSeen: [], problem: 'The disk is full.' };
  const full = open.note({ ...report([]), history: told });
  expect([ids(full.appeared), ids(full.gone), ids(full.kept)]).toEqual([[], ['one'], ['three']]);
  const again = { ...told, problem: null };
  expect(open.note({ ...report([change]), history: again })).toEqual({ appeared: [], gone: [], kept: [] });
  expect(ids(open.note({ ...report([]), history: again }).gone)).toEqual(['three']);
});

it('does not tell what nobody would act on', () => {
  const open = new OpenFindings();
  const waiver = { reason: 'agreed', expires: '2027-01-31', owner: null };
  const quiet = [
    { ...one, waiver },
    { ...one, inBaseline: true },
    { ...one, outcome: 'unverifiable' as const },
  ];
  for (const each of quiet) expect(open.note(report([each])).appeared).toEqual([]);
});

it('says nothing of an account that is no longer watched', () => {
  const open = new OpenFindings();
  open.note(report([one]));
  expect(open.note({ ...report([]), accounts: [] })).toEqual({ appeared: [], gone: [], kept: [] });
  expect(open.count).toBe(0);
});
