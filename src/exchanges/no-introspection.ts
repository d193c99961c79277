import { known, unknown } from '../model/fact.js';
import { type KeyDescription, unknownDescription } from '../model/key-facts.js';
import type { ExchangeAdapter, ExchangeClient, Read } from './adapter.js';
import { askUpTheLadder, type NonceRules, nonceHazards } from './nonce-ladder.js';
import { unexpected } from './readers.js';

/** An exchange without a call that tells anything of a key. */
export interface WithoutIntrospection
  extends Pick<
    ExchangeAdapter,
    | 'id'
    | 'name'
    | 'credentials'
    | 'optionalCredentials'
    | 'namedBy'
    | 'wallet'
    | 'ccxtOptions'
    | 'sign'
    | 'note'
    | 'failures'
    | 'failureCode'
    | 'remedies'
  > {
  readonly hazards?: ExchangeAdapter['hazards'];
  /** The harmless call that only a key that works can make. */
  readonly aliveness: Read;
  /** Whether a good answer to it is the documented one. */
  readonly isAnswer: (body: unknown) => boolean;
  /** Where every nonce of a key must be higher than the one before: the code that refuses one which is not. */
  readonly nonces?: Omit<NonceRules, 'exchangeName'>;
  /** What the exchange's design settles for each of its keys, whatever it tells; with its source. */
  readonly byDesign?: ByDesign;
}

type ByDesign = Partial<Omit<KeyDescription, 'permissions'>> & {
  readonly permissions?: Partial<KeyDescription['permissions']>;
};

/**
 * The adapter of such an exchange: it makes one call, which shows that the key is alive and may read. Everything else
 * is unknown, since the exchange tells nothing more; what the account may do is not what the key may do.
 */
export function withoutIntrospection(exchange: WithoutIntrospection): ExchangeAdapter {
  const { aliveness, isAnswer, byDesign = {}, hazards = [], nonces, ...adapter } = exchange;
  const { permissions, ...facts } = byDesign;
  const untold = unknown('not-exposed', `${adapter.name} tells nothing of its keys`);
  return {
    ...adapter,
    reads: [aliveness],
    hazards: nonces === undefined ? hazards : [...nonceHazards(adapter.name), ...hazards],
    tells: {
      permissions: 'no',
      ipList: 'no',
      created: 'no',
      modified: 'no',
      expires: 'no',
      lastUsed: 'no',
      siblings: 'no',
      subAccounts: 'no',
      safety: 'no',
    },
    collect: async (client) => {
      if (!isAnswer(await ask(client, exchange))) {
        throw unexpected(adapter.name, 'not as documented, so that it does not show that the key works');
      }
      const described = unknownDescription(untold);
      return {
        calling: {
          ...described,
          // It has just answered.
          enabled: known(true),
          ...facts,
          permissions: { ...described.permissions, read: known(true), ...permissions },
        },
        others: [],
        refused: [],
      };
    },
  };
}

async function ask(
  client: ExchangeClient,
  { name, aliveness, nonces }: WithoutIntrospection,
): Promise<unknown> {
  if (nonces === undefined) return await client.read(aliveness);
  const rules = { exchangeName: name, ...nonces };
  return await askUpTheLadder(client, rules, (nonce) => client.read(aliveness, {}, { nonce }));
}
