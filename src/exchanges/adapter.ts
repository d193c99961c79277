import type { Depth } from '../model/account.js';
import type { AccountError, AccountErrorKind } from '../model/account-error.js';
import type { AccountSafety } from '../model/account-safety.js';
import type { CredentialName } from '../model/credentials.js';
import type { Fact } from '../model/fact.js';
import type { KeyDescription, KeyIdentity, Relation } from '../model/key-facts.js';
import type { Remedies } from '../model/remedy.js';

/** An endpoint that keyaudit may call. What no adapter declares is refused before it is signed. */
export interface Read {
  readonly method: 'GET' | 'POST';
  /** Without scheme: "api.binance.com". */
  readonly host: string;
  /** A segment like `{user_id}` stands for the parameter of that name. */
  readonly path: string;
  /** What ccxt's `sign` calls this endpoint: its group (or groups) of addresses, and the path inside it. */
  readonly ccxt: { readonly api: string | readonly string[]; readonly path: string };
  /**
   * Parameters that every call has, with these very values: part of what is declared where one address answers
   * many questions. They are sent, and a request without them does not leave this machine.
   */
  readonly fixed?: Readonly<Record<string, string>>;
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

/** The columns of `keyaudit exchanges`. `safety`: of the account around the keys. */
export interface Tells {
  readonly permissions: Told;
  readonly ipList: Told;
  readonly created: Told;
  readonly modified: Told;
  readonly expires: Told;
  readonly lastUsed: Told;
  readonly siblings: Told;
  readonly subAccounts: Told;
  readonly safety: Told;
}

/** Whether an exchange tells nothing at all of a key, so that asking shows only that the key works. */
export function tellsNothing({ tells }: { readonly tells: Tells }): boolean {
  return Object.values(tells).every((told) => told === 'no');
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
   * @param options.token what an earlier answer gave to sign in with, for the adapter's own `sign`
   */
  read(read: Read, params?: Params, options?: ReadOptions): Promise<unknown>;
  /** How far this machine's clock is ahead of the last answer's Date header, in ms; null before or without one. */
  clockAheadMs(): number | null;
  /** What is known from earlier audits of the nonces that this key's programs use. */
  readonly nonces: NonceMemory;
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
  /** A credential that is public and says for whom is asked; undefined where it is not given. */
  publicCredential(name: PublicCredential): string | undefined;
  /** What `publicKeyOf` of the adapter makes of the credentials; undefined where they do not hold what it needs. */
  readonly publicKey: string | undefined;
}
/** What earlier audits of the same program learnt of a key's nonces. */
export interface NonceMemory {
  /**
   * The unit of the last accepted nonce: smaller ones would be refused, since that nonce is kept, and refused nonces
   * count against the key. null where none was accepted.
   */
  unit: string | null;
  /** Whether that one had decimals. */
  isFine: boolean;
}

export interface ReadOptions {
  readonly nonce?: () => string;
  readonly token?: string;
}
export type Params = Readonly<Record<string, string | number | boolean>>;
/** Credentials that are no secret: they name an account. */
export type PublicCredential = 'walletAddress' | 'accountId' | 'uid';

/** What an adapter signs itself: a call to one of its reads. */
export interface Unsigned {
  readonly read: Read;
  /** With those that are fixed. */
  readonly params: Params;
  readonly apiKey: string;
  readonly secret: string;
  /** Every credential that was given, in the clear. */
  readonly credentials: OpenCredentials;
  readonly nonce: string;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** What an earlier answer gave to sign in with; undefined where the call has none. */
  readonly token: string | undefined;
  /** ccxt's object for this exchange, for the arithmetic of rare signatures; it knows the credentials. */
  readonly ccxt: object;
}

/** What goes out with a call that the adapter signs. */
export interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  /** The text after the question mark, encoded as it was signed; without it the parameters of a GET are encoded. */
  readonly query?: string;
  readonly body?: string;
}

/** Credentials in the clear: only while a request is signed. */
export type OpenCredentials = Readonly<Partial<Record<CredentialName, string>>>;

/** A key other than the one that asked. */
export interface OtherKey extends KeyDescription {
  readonly identity: KeyIdentity;
  readonly relation: Exclude<Relation, 'calling'>;
}

export interface Collected {
  /** Which key asked, where an answer or a signature tells more than the credential that names it. */
  readonly identity?: KeyIdentity;
  /** The key that asked. */
  readonly calling: KeyDescription;
  /**
   * Whether the exchange accepts the calling key. Left out, it does, since it has answered; where the answers are
   * public, they alone say nothing of it.
   */
  readonly accepted?: Fact<boolean>;
  readonly others: readonly OtherKey[];
  /** Wider calls that failed: keys may be missing from `others`. */
  readonly refused: readonly AccountError[];
  /** What is known of the account around the keys; what is left out of it the exchange does not tell. */
  readonly safety?: Partial<AccountSafety>;
}

/** All that keyaudit knows of one exchange. */
export interface ExchangeAdapter {
  /** ccxt's id. */
  readonly id: string;
  /** As people call it. */
  readonly name: string;
  /** What a key of this exchange consists of. */
  readonly credentials: readonly CredentialName[];
  /** What tells more where it is given. */
  readonly optionalCredentials?: readonly CredentialName[];
  /** The credential that names the key in reports; `apiKey` where it is left out. */
  readonly namedBy?: CredentialName;
  /** Whether owners bring keys of their own: what signs is a wallet's key, or an agent that the wallet approved. */
  readonly wallet?: boolean;
  /** Kinds of keys of which the exchange has the public half only, where it offers them: "Ed25519 or RSA". */
  readonly asymmetricKeys?: string;
  /** Hosts of its test sites, for which keys of their own are made. */
  readonly testHosts?: readonly string[];
  /** False for an exchange of which ccxt has no class: then `sign` is there. */
  readonly inCcxt?: boolean;
  /** Settings of the ccxt object of one account, over the exchange's own. */
  readonly ccxtOptions?: (credentials: OpenCredentials) => object;
  /** The public half of what signs, for comparing it with lists of agents. Throws for a key that is none. */
  readonly publicKeyOf?: (credentials: OpenCredentials, ccxt: object) => string | undefined;
  readonly reads: readonly Read[];
  readonly hazards: readonly Hazard[];
  readonly tells: Tells;
  /** What to know of an exchange that tells nothing of its keys: what rights it knows, and what misleads. */
  readonly note?: string;
  /**
   * Signs a call, where ccxt does not know the call or refuses a kind of key. Throws for a secret that cannot sign.
   * undefined, or left out: ccxt signs.
   */
  readonly sign?: (request: Unsigned) => Signed | undefined;
  /** The exchange's error code in a body; undefined where the body is not an error. */
  failureCode(body: unknown): string | undefined;
  readonly failures: Readonly<Record<string, Failure>>;
  /** Asks, and understands. Throws an AccountError where nothing can be learnt of the calling key. */
  collect(client: ExchangeClient, depth: Depth): Promise<Collected>;
  readonly remedies: Remedies;
}
