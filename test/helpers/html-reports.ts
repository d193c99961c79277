import type { Report } from '../../src/model/report.ts';
import { manyKeys } from './machine-reports.ts';
import { demoReport, keyReport, mixedReport } from './report.ts';

/** Two accounts with so many keys between them, each with a finding. */
export function twoAccounts(count: number): Report {
  const { accounts, keys, findings, ...rest } = manyKeys(count);
  const of = (at: number) => ({ account: at % 2 === 0 ? 'even' : 'odd' });
  const [account] = accounts;
  if (account === undefined) throw new Error('the demo has changed');
  return {
    ...rest,
    accounts: ['even', 'odd'].map((name) => ({ ...account, name })),
    keys: keys.map((key, at) => ({ ...key, ...of(at) })),
    findings: findings.map((found, at) => ({ ...found, ...of(at), waiver: null })),
  };
}

/** The demo's five accounts so many times over, each with its key and what was found of it. */
export function repeatedDemo(times: number): Report {
  const demo = demoReport();
  const print = (key: string | null, at: number) => key && `${key} ${at}`;
  const copies = Array.from({ length: times }, (_, at) => at);
  return {
    ...demo,
    accounts: copies.flatMap((at) => demo.accounts.map((one) => ({ ...one, name: `${one.name}-${at}` }))),
    keys: copies.flatMap((at) =>
      demo.keys.map((key) => ({
        ...key,
        account: `${key.account}-${at}`,
        fingerprint: `${key.fingerprint} ${at}`,
        label: `key ${at}`,
      })),
    ),
    findings: copies.flatMap((at) =>
      demo.findings.map((one) => ({
        ...one,
        id: `${one.id} ${at}`,
        account: `${one.account}-${at}`,
        key: print(one.key, at),
      })),
    ),
  };
}

/** What an audit may have that the demo has not. */
export function richReport(): Report {
  const safety = {
    withdrawalWhitelist: 'off' as const,
    withdrawalAddresses: { count: 2, newestAt: '2026-11-01T00:00:00.000Z' },
    twoFactor: 'on' as const,
    multiSignature: 'unknown' as const,
    trading: 'on' as const,
    subAccounts: null,
    unknown: [],
  };
  const { accounts, keys } = mixedReport();
  const more = [
    keyReport({ relation: 'sibling', fingerprint: 'sha256:11', masked: 'aaaa…bbbb', enabled: 'no' }),
    keyReport({
      relation: 'sub-account',
      fingerprint: 'sha256:22',
      owner: 'سعيد',
      expiresAt: '2027-02-01T00:00:00.000Z',
    }),
    keyReport({
      kind: 'master-key',
      fingerprint: 'sha256:33',
      lastUsedAt: '2026-11-20T00:00:00.000Z',
      unknown: [],
    }),
  ];
  return {
    ...mixedReport(),
    accounts: accounts.map((one) => ({ ...one, safety })),
    keys: [...keys, ...more],
  };
}

export function passReport(): Report {
  const { accounts, keys, summary } = demoReport();
  return demoReport({
    accounts: accounts.filter(({ name }) => name === 'grid-bot'),
    keys: keys.filter(({ account }) => account === 'grid-bot'),
    findings: [],
    summary: { ...summary, verdict: 'pass', accounts: 1, keys: 1, unverifiable: 0 },
  });
}
