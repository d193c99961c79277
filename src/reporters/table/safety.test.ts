import { expect, it } from 'vitest';
import { demoReport, plain } from '../../../test/helpers/report.ts';
import type { SafetyReport } from '../../model/report.ts';
import { accountSafety } from './safety.ts';
import { styleOf } from './style.ts';

const nothing: SafetyReport = {
  withdrawalWhitelist: 'unknown',
  withdrawalAddresses: { count: null, newestAt: null },
  twoFactor: 'unknown',
  multiSignature: 'unknown',
  trading: 'unknown',
  subAccounts: null,
  unknown: [],
};
const time = '2026-11-20T09:30:00.000Z';
const sub = (owner: string, state: 'on' | 'off' | 'unknown') => ({ owner, trading: state, twoFactor: state });

/** What is said of an account, on one line. */
function told(safety: SafetyReport | null): string {
  const [account] = demoReport().accounts;
  if (account === undefined) throw new Error('the demo has accounts');
  return accountSafety(styleOf(plain), demoReport({ accounts: [{ ...account, safety }] }))
    .map((line) => line.trim())
    .join(' ');
}

it.each<[string, Partial<SafetyReport>, string]>([
  ['addresses', { withdrawalAddresses: { count: 3, newestAt: null } }, '3 withdrawal addresses saved'],
  [
    'one address',
    { withdrawalAddresses: { count: 1, newestAt: time } },
    '1 withdrawal address saved 2026-11-20',
  ],
  [
    'times',
    { withdrawalAddresses: { count: 2, newestAt: time } },
    '2 withdrawal addresses, the newest saved 2026-11-20',
  ],
  ['no address', { withdrawalAddresses: { count: 0, newestAt: null } }, 'no withdrawal addresses saved'],
  [
    'a time alone',
    { withdrawalAddresses: { count: null, newestAt: time } },
    'newest withdrawal address saved 2026-11-20',
  ],
  ['a whitelist', { withdrawalWhitelist: 'on' }, 'withdrawals to saved addresses only'],
  ['none', { withdrawalWhitelist: 'off', twoFactor: 'off' }, 'withdrawals to any address; 2FA off'],
  ['a lock', { trading: 'off', twoFactor: 'on' }, '2FA on; trading blocked by the exchange'],
  ['signatures', { multiSignature: 'on' }, 'more than one signature needed'],
  [
    'sub-accounts',
    { subAccounts: [sub('a', 'on'), sub('b', 'off'), sub('c', 'unknown')] },
    '3 sub-accounts, 1 blocked, 1 without 2FA',
  ],
  ['no sub-account', { subAccounts: [] }, 'no sub-accounts'],
])('tells of %s', (_, safety, text) => {
  expect(told({ ...nothing, ...safety })).toBe(`ACCOUNT  main (kraken): ${text}`);
});

it.each([null, nothing, { ...nothing, trading: 'on' as const, multiSignature: 'off' as const }])(
  'is silent where there is nothing to say',
  (safety) => {
    expect(told(safety)).toBe('');
  },
);
