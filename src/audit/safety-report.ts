import { type AccountSafety, type SubAccountSafety, safetyFacts } from '../model/account-safety.js';
import type { Fact } from '../model/fact.js';
import type { SafetyReport, SubAccountReport, SwitchState, UnknownFact } from '../model/report.js';

/** The paths that facts have in the report, where it is not their name. */
const paths: Readonly<Record<string, string>> = {
  withdrawalAddresses: 'withdrawalAddresses.count',
  newestAddressAt: 'withdrawalAddresses.newestAt',
};

/** An account's safety in the words of the JSON report. */
export function toSafetyReport(safety: AccountSafety): SafetyReport {
  const { withdrawalAddresses: count, newestAddressAt: newest, subAccounts } = safety;
  return {
    withdrawalWhitelist: switchState(safety.withdrawalWhitelist),
    withdrawalAddresses: {
      count: count.known ? count.value : null,
      newestAt: newest.known && newest.value !== null ? newest.value.toISOString() : null,
    },
    twoFactor: switchState(safety.twoFactor),
    multiSignature: switchState(safety.multiSignature),
    trading: switchState(safety.trading),
    subAccounts: subAccounts.known ? subAccounts.value.map(toSubAccountReport) : null,
    unknown: safetyFacts.flatMap((name) => unknownFact(paths[name] ?? name, safety[name])),
  };
}

function toSubAccountReport({ owner, trading, twoFactor }: SubAccountSafety): SubAccountReport {
  return { owner, trading: switchState(trading), twoFactor: switchState(twoFactor) };
}

function switchState(fact: Fact<boolean>): SwitchState {
  if (!fact.known) return 'unknown';
  return fact.value ? 'on' : 'off';
}

function unknownFact(fact: string, state: Fact<unknown>): readonly UnknownFact[] {
  return state.known ? [] : [{ fact, reason: state.reason, detail: state.detail }];
}
