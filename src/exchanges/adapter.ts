import type { Depth } from '../model/account.js';
import type { AccountError, AccountErrorKind } from '../model/account-error.js';
import type { CredentialName } from '../model/credentials.js';
import type { KeyDescription, KeyIdentity, Relation } from '../model/key-facts.js';
import type { Remedy, RemedyId } from '../model/remedy.js';

/** An endpoint that keyaudit may call. What no adapter declares is refused before it is signed. */
export interface Read {
  readonly method: 'GET' | 'POST';
  /** Without scheme: "api.binance.com". */
  readonly host: string;
  /** A segment like `{user_id}` stands for the parameter of that name. */
  readonly path: string;
  /** What ccxt's `sign` calls this endpoint: its group (or groups) of addresses, and the path inside it. */
  readonly ccxt: { readonly api: string | readonly string[]; readonly path: string };
  /** The parameter that names the calling key, where the exchange wants to hear whose facts are asked for. */
  readonly keyParameter?: string;
  /** The permission the call needs, in the exchange's word; "none" where any key may make it. */
  readonly needs: string;
  /** What it tells, for `keyaudit exchanges`. */
  readonly tells: string;
  /** The exchange's page about it. */
  readonly documentation: string;
  /** What keyaudit allows itself: at most half of the documented limit, so that a bot beside it is not starved. */
  readonly rate: RateLimit;
  /** The hazard that this call is, where it may only be made once the account accepts it. */
  readonly hazard?: string;
}

export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
  /** What the exchange counts by: the key (or its user), or the address that asks. */
  readonly per: 'key' | 'address';
}

/** How asking this exchange can hurt the owner or a bot that uses the same key. */
export interface Hazard {
  /** What `acceptHazards` calls it. */
  readonly name: string;
  /** What can happen, in a sentence. */
  readonly what: string;
  /**
   * `avoided`: keyaudit asks in a way that it cannot happen; `inherent`: any call has this effect, which
   * is harmless to a bot and to funds, so it is told, not asked about; `asks`: not run unless accepted.
   */
  readonly handling: 'avoided' | 'inherent' | 'asks';
  /** How it is avoided, or what is left out until it is accepted. */
  readonly how: string;
}

/** What an exchange tells about a key: always, in some cases (said in the documentation's notes), or never. */
export type Told = 'yes' | 'partly' | 'no';

/** The columns of `keyaudit exchanges`. */
export interface Tells {
  readonly permissions: Told;
  readonly ipList: Told;
  readonly created: Told;
  readonly modified: Told;
  readonly expires: Told;
  readonly lastUsed: Told;
  readonly siblings: Told;
  readonly subAccounts: Told;
}

/** What an exchange's error code means, and what to tell the user beyond that. */
export interface Failure {
  readonly kind: AccountErrorKind;
  /** A sentence or two of keyaudit's own, where the kind alone would not help. */
  readonly hint?: string;
}

/** Asks the declared endpoints for one account. */
export interface ExchangeClient {
  /**
   * The parsed body of a good answer. Throws an AccountError for anything else.
   * @param options.nonce gives the nonce in place of ccxt's, in the exchange's unit, at the moment of signing
   */
  read(read: Read, params?: Params, options?: { readonly nonce?: () => string }): Promise<unknown>;
  /** How far this machine's clock is ahead of the last answer's Date header, in ms; null before or without one. */
  clockAheadMs(): number | null;
  /** Whether the account accepts a hazard of this name. */
  accepts(hazard: string): boolean;
  /** Waits. Rejects when the audit is called off. */
  pause(ms: number): Promise<void>;
  /** How a report names this API key of the same exchange. */
  identify(apiKey: string): KeyIdentity;
  /**
   * Whether this API key is the one that asks: a list of the account's keys may name it among the others.
   * @param apiKey as the exchange shows it: whole, or with asterisks in place of what it hides
   */
  isCalling(apiKey: string): boolean;
}
export type Params = Readonly<Record<string, string | number>>;

/** What an adapter signs itself: a call without parameters to one of its reads. */
export interface Unsigned {
  readonly read: Read;
  readonly apiKey: string;
  readonly secret: string;
  readonly nonce: string;
}

/** A key other than the one that asked. */
export interface OtherKey extends KeyDescription {
  readonly identity: KeyIdentity;
  readonly relation: Exclude<Relation, 'calling'>;
}

export interface Collected {
  /** The key that asked. */
  readonly calling: KeyDescription;
  readonly others: readonly OtherKey[];
  /** Wider calls that failed: keys may be missing from `others`. */
  readonly refused: readonly AccountError[];
}

/** All that keyaudit knows of one exchange. */
export interface ExchangeAdapter {
  /** ccxt's id. */
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  /** What a key of this exchange consists of. */
  readonly credentials: readonly CredentialName[];
  readonly reads: readonly Read[];
  readonly hazards: readonly Hazard[];
  readonly tells: Tells;
  /**
   * The headers that sign a call, where ccxt does not know the call or refuses a kind of key. Throws for a secret
   * that cannot sign. Where it is left out, ccxt signs.
   */
  readonly sign?: (request: Unsigned) => Readonly<Record<string, string>>;
  /** The exchange's error code in a body; undefined where the body is not an error. */
  failureCode(body: unknown): string | undefined;
  readonly failures: Readonly<Record<string, Failure>>;
  /** Asks, and understands. Throws an AccountError where nothing can be learnt of the calling key. */
  collect(client: ExchangeClient, depth: Depth): Promise<Collected>;
  readonly remedies: Readonly<Record<RemedyId, Remedy>>;
}
