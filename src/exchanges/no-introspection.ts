import { known, unknown } from '../model/fact.js';
import { type KeyDescription, unknownDescription } from '../model/key-facts.js';
import type { ExchangeAdapter, Read } from './adapter.js';
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
    | 'failures'
    | 'failureCode'
    | 'remedies'
  > {
  readonly hazards?: ExchangeAdapter['hazards'];
  /** The harmless call that only a key that works can make. */
  readonly aliveness: Read;
  /** Whether a good answer to it is the documented one. */
  readonly isAnswer: (body: unknown) => boolean;
  /** What that answer tells of the key beside that; it must not throw. */
  readonly describe?: (body: unknown) => Partial<Omit<KeyDescription, 'permissions'>>;
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
  const { aliveness, isAnswer, describe = () => ({}), byDesign = {}, hazards = [], ...adapter } = exchange;
  const { permissions, ...facts } = byDesign;
  const untold = unknown('not-exposed', `${adapter.name} tells nothing of its keys`);
  return {
    ...adapter,
    reads: [aliveness],
    hazards,
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
      const body = await client.read(aliveness);
      if (!isAnswer(body)) {
        throw unexpected(adapter.name, 'not as documented, so that it does not show that the key works');
      }
      const described = unknownDescription(untold);
      return {
        calling: {
          ...described,
          // It has just answered.
          enabled: known(true),
          ...facts,
          ...describe(body),
          permissions: { ...described.permissions, read: known(true), ...permissions },
        },
        others: [],
        refused: [],
      };
    },
  };
}
