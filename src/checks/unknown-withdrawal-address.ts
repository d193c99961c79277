import { defineCheck, fail, lacking, notApplicable, pass } from '../model/check.js';
import { anyWithdraws, canWithdraw, dayMs, isGap, when } from './words.js';

export const unknownWithdrawalAddress = defineCheck({
  id: 'unknown-withdrawal-address',
  subject: 'account',
  title: 'A withdrawal address was saved recently',
  severity: 'high',
  severityRules: [
    'high; medium where no key of the account can withdraw, which takes an exchange that lists them all',
    'recent is `policy.recentDays` days (30), by the times that the exchange itself gives',
    'not asked where the exchange does not tell when addresses were saved',
    'nor where it refuses to tell it to keys that cannot withdraw',
  ],
  rationale:
    "Where withdrawals go to saved addresses only, a thief's first step is to have an address of his own saved, " +
    'often by a caller who poses as support. Then he waits until the exchange lets it be used.',
  remedy: 'confirm-address',
  references: ['OWASP NHI5:2025', 'CWE-1220'],
  needs: [],
  wants: ['safety.newestAddressAt', 'safety.withdrawalAddresses', 'permissions.withdraw', 'keysListed'],
  judge: (_, wanted, { now, thresholds, exchangeName }) => {
    const newest = wanted['safety.newestAddressAt'];
    const { 'permissions.withdraw': told, keysListed } = wanted;
    if (!newest.known) {
      return isGap(newest, told, keysListed) ? lacking('safety.newestAddressAt') : notApplicable;
    }
    const since = now.getTime() - thresholds.recentDays * dayMs;
    if (newest.value === null || newest.value.getTime() < since) return pass;
    const count = wanted['safety.withdrawalAddresses'];
    const of = count.known && count.value > 1 ? `, the newest of ${count.value},` : '';
    return fail(
      canWithdraw(anyWithdraws(told, keysListed)) === 'no' ? 'medium' : 'high',
      `${exchangeName} says that a withdrawal address${of} was saved ${when(newest.value, now)}.`,
    );
  },
});
