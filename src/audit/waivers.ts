import type { Account } from '../model/account.js';
import type { AccountFacts } from '../model/account-facts.js';
import type { Policy, Waiver } from '../model/policy.js';
import type { WaiverReport } from '../model/report.js';
import type { AskedAccount } from './inventory.js';

/** What a finding is about. */
interface About {
  readonly check: string;
  readonly account: string;
  /** The key's; of a finding about the account, that of the key that asked. */
  readonly fingerprint: string;
}

/** The waivers that hold for a finding on this day; a report names the first. */
export function waiversOf({ waivers }: Policy, about: About, now: Date): readonly Waiver[] {
  return waivers.filter(
    (waiver) =>
      waiver.check === about.check &&
      (waiver.account === null || waiver.account === about.account) &&
      (waiver.key === null || waiver.key === about.fingerprint) &&
      !isOver(waiver, now),
  );
}

/**
 * What became of each waiver. One is left out where nothing is known of it: its account was not asked, or it waives
 * nothing that was found, but not everything was told. Of an account that there is not, all is told.
 * @param used those that waive a finding of this report
 * @param leftOut the accounts of the configuration that were not asked
 * @param fileChecks the checks of files, which can be answered without the exchange
 */
export function waiverReports(
  { waivers }: Policy,
  used: ReadonlySet<Waiver>,
  asked: readonly AskedAccount[],
  leftOut: readonly Pick<Account, 'name'>[],
  fileChecks: readonly string[],
  now: Date,
): readonly WaiverReport[] {
  const isTold = ({ check, account }: Waiver) => {
    const all = asked.map((each) => ({
      name: each.account.name,
      isWhole: fileChecks.includes(check) ? areFilesTold(each) : isWhole(each.facts),
    }));
    if (account === null) return leftOut.length === 0 && all.every((each) => each.isWhole);
    return all.find(({ name }) => name === account)?.isWhole ?? true;
  };
  return waivers
    .filter(({ account }) => !leftOut.some(({ name }) => name === account))
    .flatMap((waiver): readonly WaiverReport[] => {
      if (isOver(waiver, now)) return [{ ...waiver, state: 'expired' }];
      if (used.has(waiver)) return [{ ...waiver, state: 'used' }];
      return isTold(waiver) ? [{ ...waiver, state: 'unused' }] : [];
    });
}

function isOver({ expires }: Waiver, now: Date): boolean {
  return expires < now.toISOString().slice(0, 10);
}

/** Whether it is known how each file is kept in which the account's key lies. */
function areFilesTold({ files }: AskedAccount): boolean {
  if (files === null) return false;
  return files.every((file) =>
    [file.readableBy, file.repository, file.protection].every(({ known }) => known),
  );
}

/** Whether all was told that the exchange tells of the account and its keys. */
function isWhole({ status, keysListed }: AccountFacts): boolean {
  return status === 'audited' && (keysListed.known || keysListed.reason === 'not-exposed');
}
