import { defineCheck, fail, lacking, notApplicable, pass } from '../model/check.js';
import type { Fact } from '../model/fact.js';
import type { Severity } from '../model/severity.js';
import { anyWithdraws, isGap } from './words.js';

export const withdrawalWhitelistOff = defineCheck({
  id: 'withdrawal-whitelist-off',
  subject: 'account',
  title: 'Withdrawals may go to any address',
  severity: 'high',
  severityRules: [
    'high where a key of the account can withdraw',
    'medium where that is unknown',
    'low where no key can, which takes an exchange that lists them all',
    'not asked where the exchange has no such list, or does not tell of it',
    'nor where it refuses to tell it to keys that cannot withdraw',
  ],
  rationale:
    'A list of withdrawal addresses is what is left when a key with the withdrawal right is stolen: the thief can ' +
    'send funds to your own addresses only, and a new address waits or asks for your second factor.',
  remedy: 'use-whitelist',
  references: ['OWASP NHI5:2025', 'CWE-1220'],
  needs: [],
  wants: ['safety.withdrawalWhitelist', 'permissions.withdraw', 'keysListed'],
  judge: (_, wanted, { exchangeName }) => {
    const whitelist = wanted['safety.withdrawalWhitelist'];
    const { 'permissions.withdraw': told, keysListed } = wanted;
    if (!whitelist.known) {
      return isGap(whitelist, told, keysListed) ? lacking('safety.withdrawalWhitelist') : notApplicable;
    }
    if (whitelist.value) return pass;
    const { severity, text } = ofKeys(anyWithdraws(told, keysListed));
    return fail(severity, `${exchangeName} says that withdrawals are not bound to saved addresses. ${text}`);
  },
});

function ofKeys(withdraw: Fact<boolean>): { readonly severity: Severity; readonly text: string } {
  if (!withdraw.known) {
    return {
      severity: 'medium',
      text: `Whether a key of this account can withdraw is unknown: ${withdraw.detail}.`,
    };
  }
  return withdraw.value
    ? { severity: 'high', text: 'A key of this account can withdraw.' }
    : { severity: 'low', text: 'No key of this account can withdraw.' };
}
