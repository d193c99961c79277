import { type AccountSafety, type SubAccountSafety, safetyFacts } from '../model/account-safety.js';
import type { Fact } from '../model/fact.js';
import type { SafetyReport, SubAccountReport, SwitchState } from '../model/report.js';
import { timestamp, unknownFact, valueOr } from './report-facts.js';

/** The paths that facts have in the report, where it is not their name. */
const paths: Readonly<Record<string, string>> = {
  withdrawalAddresses: 'withdrawalAddresses.count',
  newestAddressAt: 'withdrawalAddresses.newestAt',
};

/** An account's safety in the words of the JSON report. */
export function toSafetyReport(safety: AccountSafety): SafetyReport {
  return {
    withdrawalWhitelist: switchState(safety.withdrawalWhitelist),
    withdrawalAddresses: {
      count: valueOr(safety.withdrawalAddresses, null),
      newestAt: timestamp(safety.newestAddressAt),
    },
    twoFactor: switchState(safety.twoFactor),
    multiSignature: switchState(safety.multiSignature),
    trading: switchState(safety.trading),
    subAccounts: valueOr(safety.subAccounts, null)?.map(toSubAccountReport) ?? null,
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
