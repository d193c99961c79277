import type { AccountSafety, SubAccountSafety } from '../../model/account-safety.js';
import { type Fact, known, unknown } from '../../model/fact.js';
import type { ExchangeClient } from '../adapter.js';
import { asObject, unexpected, wholeNumber } from '../readers.js';
import type { SafetyQuestion } from '../safety.js';
import { multiSignature, subAccounts } from './reads.js';

/** What is asked of the account around the keys, of the account's own address. */
export function safetyQuestions(
  client: ExchangeClient,
  user: string,
  wide: boolean,
): readonly SafetyQuestion[] {
  const signers: SafetyQuestion = {
    facts: ['multiSignature'],
    ask: async () => ({ multiSignature: isMultiSignature(await client.read(multiSignature, { user })) }),
  };
  const accounts: SafetyQuestion = {
    facts: ['subAccounts'],
    ask: async () => subAccountsIn(await client.read(subAccounts, { user })),
  };
  return wide ? [signers, accounts] : [signers];
}

/** null: the account signs by itself. With a threshold of one, any one of the signers may act alone. */
function isMultiSignature(answer: unknown): Fact<boolean> {
  if (answer === null) return known(false);
  const body = asObject(answer);
  const threshold = wholeNumber(body?.threshold);
  const users = body?.authorizedUsers;
  if (!Array.isArray(users) || users.length === 0 || threshold === undefined || threshold < 1) {
    return unknown('malformed', 'userToMultiSigSigners is neither null nor names signers and a threshold');
  }
  return threshold > 1
    ? known(true)
    : unknown('unrecognized', 'userToMultiSigSigners has a threshold that one signature reaches');
}

const notTold = (what: string) =>
  unknown('not-exposed', `Hyperliquid does not tell ${what} of a sub-account`);

/** null: there are none. They have no keys of their own; the account's agents sign for them as well. */
function subAccountsIn(answer: unknown): Pick<AccountSafety, 'subAccounts'> {
  const rows = answer === null ? [] : answer;
  if (!Array.isArray(rows)) throw unexpected('Hyperliquid', 'subAccounts is neither null nor a list');
  const accounts = rows.map((row): SubAccountSafety | undefined => {
    const owner = asObject(row)?.name;
    return typeof owner === 'string' && owner !== ''
      ? { owner, trading: notTold('whether trading is on'), twoFactor: notTold('a second factor') }
      : undefined;
  });
  const named = accounts.filter((account) => account !== undefined);
  return {
    subAccounts:
      named.length === accounts.length
        ? known(named)
        : unknown('malformed', 'subAccounts has an entry without a name'),
  };
}
