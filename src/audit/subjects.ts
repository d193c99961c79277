import type { Account } from '../model/account.js';
import type { AccountFacts } from '../model/account-facts.js';
import type { Check, Facts, Offers } from '../model/check.js';
import type { Earlier, KeyHistory } from '../model/history.js';
import type { KeyFacts } from '../model/key-facts.js';
import type { KeyFile } from '../model/key-file.js';
import type { Policy } from '../model/policy.js';
import { type Intent, intentOf } from '../model/purpose.js';
import type { FileRemedyId, Remedy, RemedyId } from '../model/remedy.js';
import { factsOfAccount, factsOfFile, factsOfKey, type Inventory } from '../model/subject-facts.js';
import { fileRemedies } from './file-remedies.js';
import { type AskedAccount, fingerprintOf } from './inventory.js';
import { isToldBy } from './listed-keys.js';
import { isAnswered } from './seen.js';

/** What judging needs to know of an account's exchange. */
export interface ExchangeWords {
  readonly name: string;
  readonly remedies: Readonly<Record<RemedyId, Remedy>>;
  readonly offers: Offers;
}

/** What judging works with, beside the facts. */
export interface Judging {
  readonly account: Account;
  readonly exchange: ExchangeWords;
  readonly inventoryOf: (account: Account, key: KeyFacts) => Inventory;
  /** null where nothing is compared with earlier scans. */
  readonly earlier: Pick<Earlier, 'ofKey' | 'vanishedFrom'> | null;
  /** The account of this audit whose own key a listed one is. */
  readonly userOf: (key: KeyFacts) => AskedAccount | undefined;
  /** The names of the accounts of this audit whose keys lie in a file. */
  readonly usersOfFile: (path: string) => readonly string[];
  readonly checks: readonly Check[];
  readonly policy: Policy;
  readonly now: Date;
}

/** A key, the account around the keys, or a file in which a key lies. */
export interface Subject {
  readonly kind: Check['subject'];
  readonly facts: Facts;
  /** What is meant of it; null for keys that no account of this audit uses. */
  readonly intent: Intent | null;
  /** The fingerprint that tells its findings from others'. */
  readonly fingerprint: string;
  /** null where it is none. */
  readonly file: string | null;
  /** What to do about it, by what a check names. */
  readonly remedies: Readonly<Partial<Record<RemedyId | FileRemedyId, Remedy>>>;
  /** What to do where a check has no answer. */
  readonly lookUp: RemedyId | FileRemedyId;
  /** Whether it is judged for what it was, and the rest of it elsewhere. */
  readonly onlyChanges: boolean;
}

/**
 * What there is to judge of an account: its keys, what is around them, the files that its key lies in. A listed key that
 * is another account's own is judged there.
 */
export function subjectsOf(
  { facts, files }: Pick<AskedAccount, 'facts' | 'files'>,
  judging: Judging,
): readonly Subject[] {
  return [
    ...keysOf(facts, judging),
    aroundKeys(facts, judging),
    ...(files ?? []).map((file) => fileSubject(file, facts, judging)),
  ];
}

function keysOf(facts: AccountFacts, judging: Judging): readonly Subject[] {
  const { account, exchange, inventoryOf, userOf, earlier } = judging;
  const isRead = isAnswered(facts);
  return facts.keys.flatMap((key): Subject[] => {
    const user = key.relation === 'calling' ? { account, facts, files: null } : userOf(key);
    const isJudgedThere = user !== undefined && key.relation !== 'calling' && isToldBy(user, key);
    const history = isJudgedThere ? beforeItAsked(key, earlier) : historyOf(key, earlier, isRead);
    if (isJudgedThere && history === null) return [];
    return [
      {
        kind: 'key',
        facts: factsOfKey(key, inventoryOf(account, key), history),
        intent: user === undefined ? null : meantOf(user.account),
        fingerprint: key.identity.fingerprint,
        file: null,
        remedies: exchange.remedies,
        lookUp: 'look-up-key',
        onlyChanges: isJudgedThere,
      },
    ];
  });
}

function historyOf(
  { identity: { fingerprint }, relation }: KeyFacts,
  earlier: Judging['earlier'],
  isAnswered: boolean,
): KeyHistory | null {
  const history = earlier?.ofKey({ fingerprint, relation }) ?? null;
  return history && { ...history, isRead: history.isRead && isAnswered };
}

/**
 * What a key was while it was listed only, before an account asked with it: a change of that time stays told, though the
 * key is judged by its account now, whose own answers begin later. null where nothing changed.
 */
function beforeItAsked(
  { identity: { fingerprint }, relation }: KeyFacts,
  earlier: Judging['earlier'],
): KeyHistory | null {
  const listed = earlier?.ofKey({ fingerprint, relation }) ?? null;
  if (listed === null) return null;
  const since = earlier?.ofKey({ fingerprint, relation: 'calling' })?.states[0]?.firstSeen;
  const states = listed.states.filter(({ firstSeen }) => since === undefined || firstSeen < since);
  return states.length < 2 ? null : { ...listed, states, appeared: null, isRead: false };
}

function aroundKeys(account: AccountFacts, judging: Judging): Subject {
  return {
    kind: 'account',
    facts: factsOfAccount(account, judging.earlier?.vanishedFrom(judging.account.name) ?? null),
    intent: meantOf(judging.account),
    fingerprint: fingerprintOf(account),
    file: null,
    remedies: judging.exchange.remedies,
    lookUp: 'look-up-key',
    onlyChanges: false,
  };
}

function fileSubject(file: KeyFile, account: AccountFacts, judging: Judging): Subject {
  const users = judging.usersOfFile(file.path);
  return {
    kind: 'file',
    facts: factsOfFile(file, users),
    intent: meantOf(judging.account),
    fingerprint: fingerprintOf(account),
    file: file.path,
    remedies: fileRemedies(file, users, { id: judging.account.exchange, name: judging.exchange.name }),
    lookUp: 'look-at-file',
    onlyChanges: false,
  };
}

function meantOf({ purpose, expect }: Account): Intent | null {
  return intentOf(purpose ?? null, expect ?? null);
}
