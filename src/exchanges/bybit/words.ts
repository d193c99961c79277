import type { GrantScope } from '../../model/key-facts.js';
import type { Vocabulary } from '../permission-words.js';

/** One group of a key's `permissions`. */
export interface Group {
  /** What each of its words gives a key that may write. */
  readonly words: Readonly<Record<string, GrantScope>>;
  /**
   * Whose answers have the group: all; all but sub-accounts' ("not applicable to subaccount"); the same, but only
   * newer answers, which are those with any group for fiat money; or not all, since it is deprecated or says
   * nothing of the five permissions. Elsewhere its absence tells nothing.
   */
  readonly toldOf: 'every key' | 'master keys' | 'newer master keys' | 'some keys';
}

const other = (...words: string[]): Group => ({
  words: Object.fromEntries(words.map((word) => [word, 'other'])),
  toldOf: 'some keys',
});

/**
 * Bybit's words for a key's rights.
 * Source: bybit-exchange/docs, docs/v5/user/apikey-info.mdx, list-sub-apikeys.mdx, modify-master-apikey.mdx.
 */
export const groups: Readonly<Record<string, Group>> = {
  ContractTrade: { words: { Order: 'trade', Position: 'trade' }, toldOf: 'every key' },
  Spot: { words: { SpotTrade: 'trade' }, toldOf: 'every key' },
  Wallet: {
    words: {
      AccountTransfer: 'transfer',
      SubMemberTransfer: 'transfer',
      // Sub-accounts' keys alone.
      SubMemberTransferList: 'transfer',
      // On-chain, or to another user; the master's keys alone.
      Withdraw: 'withdraw',
    },
    toldOf: 'every key',
  },
  Options: { words: { OptionsTrade: 'trade' }, toldOf: 'every key' },
  Derivatives: { words: { DerivativesTrade: 'trade' }, toldOf: 'every key' },
  Exchange: { words: { ExchangeHistory: 'trade' }, toldOf: 'every key' },
  BlockTrade: { words: { BlockTrade: 'trade' }, toldOf: 'master keys' },
  FiatConvertBroker: { words: { FiatConvertBrokerOrder: 'trade' }, toldOf: 'newer master keys' },
  CopyTrading: { words: { CopyTrading: 'trade' }, toldOf: 'some keys' },
  // These three may pay out, which `rights.ts` sees to. FiatBybitPay was FiatBitPay's name until May 2026.
  FiatP2P: { words: { FiatP2POrder: 'other', Advertising: 'other' }, toldOf: 'newer master keys' },
  FiatBitPay: { words: { FaitPayOrder: 'other' }, toldOf: 'newer master keys' },
  FiatBybitPay: { words: { FaitPayOrder: 'other' }, toldOf: 'some keys' },
  Earn: other('Earn'),
  BitCard: other('BitCard'),
  ByXPost: other('ByXPost'),
  Affiliate: other('Affiliate'),
  NFT: other('NFTQueryProductList'),
  // Seen in answers, empty, and documented nowhere.
  FiatGlobalPay: other(),
};

/** All of its words, whatever their group. */
export const vocabulary: Vocabulary = new Map(
  Object.values(groups).flatMap(({ words }) =>
    Object.entries(words).map(([word, scope]): [string, readonly GrantScope[]] => [word, [scope]]),
  ),
);

/**
 * The Wallet words that let a key of the master account create and change sub-accounts and their keys, and
 * change itself (create-subuid-apikey.mdx, modify-master-apikey.mdx).
 */
export const masterManages = ['AccountTransfer', 'SubMemberTransfer', 'Withdraw'];

/**
 * The Wallet words that let a sub-account's key change itself: its rights and its IP list (modify-sub-apikey.mdx).
 * The page names the rights as people see them, so that SubMemberTransferList may or may not be meant.
 */
export const subAccountManages = ['AccountTransfer', 'SubMemberTransfer'];
