import type { SafetyFact } from '../../model/account-safety.js';
import { unknown } from '../../model/fact.js';
import type { KeyDescription } from '../../model/key-facts.js';
import type { ExchangeClient } from '../adapter.js';
import { asObject, flag } from '../readers.js';
import { collectSafety, notAsked, type SafetyQuestion } from '../safety.js';
import { addressFacts, hasText, savedAddresses } from '../saved-addresses.js';
import { allowedAddresses, withdrawalChance } from './reads.js';

const right = 'view_withdrawals (출금조회)';

/** What Upbit tells of the account around the keys, if the calling key may see withdrawals. */
export async function collectAccount(client: ExchangeClient, { grants }: KeyDescription) {
  const mayNot =
    grants.known &&
    grants.value.every(({ name, scope }) => scope !== 'unrecognized' && name !== 'view_withdrawals');
  const question = (facts: readonly SafetyFact[], ask: SafetyQuestion['ask']): SafetyQuestion => ({
    facts,
    right,
    ask: mayNot ? async () => notAsked(facts, right) : ask,
  });
  return await collectSafety([
    question(addressFacts, async () =>
      savedAddresses(await client.read(allowedAddresses), {
        name: 'the list of allowed addresses',
        isAddress: hasText('withdraw_address'),
      }),
    ),
    question(['twoFactor'], async () => ({ twoFactor: twoFactorOf(await client.read(withdrawalChance)) })),
  ]);
}

function twoFactorOf(answer: unknown) {
  const level = asObject(asObject(answer)?.member_level);
  return level === undefined
    ? unknown('malformed', 'member_level is not in the answer')
    : flag(level.two_factor_auth_verified, 'two_factor_auth_verified');
}
