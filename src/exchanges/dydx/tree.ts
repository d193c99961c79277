import { anyOf, type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import { asObject, commaWords } from '../readers.js';

/** A rule of an authenticator: which messages a transaction may have that is signed as the rule says. */
export type Rule =
  | { readonly kind: 'signature'; readonly publicKey: string }
  /** `odd`: there is a word that is no name of a message; what it lets through nobody knows. */
  | { readonly kind: 'messages'; readonly names: ReadonlySet<string>; readonly odd: boolean }
  /** Restricts subaccount or market of orders and cancels, and lets every other message through. */
  | { readonly kind: 'orders' }
  | { readonly kind: 'all' | 'any'; readonly members: readonly Rule[] }
  | { readonly kind: 'unreadable'; readonly why: Unknown };

/** Far more than the interface or a client registers: a longer config costs more gas than there is in a block. */
const longestConfig = 64 * 1024;
const deepest = 12;

const unreadable = (reason: 'malformed' | 'unrecognized', what: string): Rule => ({
  kind: 'unreadable',
  why: unknown(reason, what),
});

/**
 * Reads `{type, config}`, where config is base64, and in a composite rule a list of such rules as JSON in it.
 * Source: dydxprotocol/v4-chain, protocol/x/accountplus/authenticator.
 */
export function readRule(value: unknown, depth = 0): Rule {
  const { type, config } = asObject(value) ?? {};
  if (typeof type !== 'string') return unreadable('malformed', 'an authenticator has no type');
  if (typeof config !== 'string' || !isBase64(config)) {
    return unreadable('malformed', 'the config of an authenticator is not base64');
  }
  if (config.length > longestConfig || depth > deepest) {
    return unreadable('unrecognized', 'an authenticator is larger than keyaudit reads');
  }
  const bytes = Buffer.from(config, 'base64');
  switch (type) {
    case 'SignatureVerification':
      return readSignature(bytes.toString('hex'));
    case 'MessageFilter':
      return readMessages(bytes.toString('utf8'));
    case 'SubaccountFilter':
    case 'ClobPairIdFilter':
      return { kind: 'orders' };
    case 'AllOf':
    case 'PartitionedAllOf':
      return readMembers('all', bytes.toString('utf8'), depth);
    case 'AnyOf':
    case 'PartitionedAnyOf':
      return readMembers('any', bytes.toString('utf8'), depth);
    default:
      return unreadable('unrecognized', 'an authenticator has a type that keyaudit does not know');
  }
}

const isBase64 = (text: string) => text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);

function readSignature(publicKey: string): Rule {
  return /^0[23][0-9a-f]{64}$/.test(publicKey)
    ? { kind: 'signature', publicKey }
    : unreadable('malformed', 'the config of a SignatureVerification is not a public key');
}

/** The chain compares whole names, and takes no pattern. */
function readMessages(text: string): Rule {
  const words = commaWords(text);
  if (words.length === 0) return unreadable('malformed', 'the config of a MessageFilter is empty');
  const names = words.filter((word) => /^\/[A-Za-z0-9_.]{1,120}$/.test(word));
  return { kind: 'messages', names: new Set(names), odd: names.length < words.length };
}

function readMembers(kind: 'all' | 'any', text: string, depth: number): Rule {
  try {
    const members: unknown = JSON.parse(text);
    if (Array.isArray(members) && members.length > 0) {
      return { kind, members: members.map((member) => readRule(member, depth + 1)) };
    }
  } catch {
    // Told like any other config without members.
  }
  return unreadable('malformed', 'the config of a composite authenticator is not a list of others');
}

/** The public keys that a rule names. */
export function keysIn(rule: Rule): readonly string[] {
  if (rule.kind === 'signature') return [rule.publicKey];
  return 'members' in rule ? [...new Set(rule.members.flatMap(keysIn))] : [];
}

/** The names of messages that a rule names. */
export function messagesIn(rule: Rule): readonly string[] {
  if (rule.kind === 'messages') return [...rule.names];
  return 'members' in rule ? rule.members.flatMap(messagesIn) : [];
}

/** Whether a part of a rule could not be read: any key could be in it. */
export function hasGap(rule: Rule): boolean {
  return rule.kind === 'unreadable' || ('members' in rule && rule.members.some(hasGap));
}

/** Whether a rule wants the signature of a key other than this one. */
export function wantsAnother(rule: Rule, publicKey: string): boolean {
  switch (rule.kind) {
    case 'signature':
      return rule.publicKey !== publicKey;
    case 'all':
      return rule.members.some((member) => wantsAnother(member, publicKey));
    case 'any':
      return rule.members.every((member) => wantsAnother(member, publicKey));
    default:
      return false;
  }
}

const together = unknown('unrecognized', 'an AllOf wants the signature of another key as well');

/** Whether a transaction that this key signs may have a message of this name. */
export function letsThrough(rule: Rule, message: string, publicKey: string): Fact<boolean> {
  switch (rule.kind) {
    case 'signature':
      return rule.publicKey === publicKey ? known(true) : together;
    case 'messages':
      if (rule.names.has(message)) return known(true);
      return rule.odd
        ? unknown('unrecognized', 'a MessageFilter has a word that is no name of a message')
        : known(false);
    case 'orders':
      return known(true);
    case 'all':
      return allOf(rule.members.map((member) => letsThrough(member, message, publicKey)));
    case 'any': {
      // What another key may do by itself is that key's, not this one's.
      const own = rule.members.filter((member) => !wantsAnother(member, publicKey));
      const members = own.length === 0 ? rule.members : own;
      return anyOf(members.map((member) => letsThrough(member, message, publicKey)));
    }
    default:
      return rule.why;
  }
}

/** One that is known not to let a message through is enough. */
function allOf(facts: readonly Fact<boolean>[]): Fact<boolean> {
  if (facts.some((fact) => fact.known && !fact.value)) return known(false);
  return facts.find((fact) => !fact.known) ?? known(true);
}
