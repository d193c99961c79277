import { type Fact, known, type Unknown, unknown } from '../model/fact.js';
import type { Grant } from '../model/key-facts.js';
import { speaksOfWithdrawing } from './new-rights.js';
import { mayMean, type Vocabulary } from './new-words.js';
import { absent, type Body, flag } from './readers.js';

/** A flag that is written as 1 or 0, or as a boolean: in the spelling of JSON or of Python, as a text or not. */
export function bit(value: unknown, field: string): Fact<boolean> {
  if (value === 1 || value === '1') return known(true);
  if (value === 0 || value === '0') return known(false);
  if (typeof value === 'number') return unknown('unrecognized', `${field} is neither 0 nor 1`);
  return flag(typeof value === 'string' ? value.toLowerCase() : value, field);
}

/**
 * What a key holds, and what it may hold, by flags of one right each: a flag that is new, or cannot be read, is shown
 * as one of no known meaning. Unknown where nothing is held and a documented flag could not be read.
 * @param flags the flags alone, by their names
 * @param documented what each known flag gives
 */
export function flagGrants(flags: Body, documented: Vocabulary): Fact<readonly Grant[]> {
  const grants = Object.entries(flags).flatMap(([name, value]): readonly Grant[] => {
    const held = bit(value, name);
    if (absent(value) || (held.known && !held.value)) return [];
    const scopes = (held.known ? documented.get(name) : undefined) ?? (['unrecognized'] as const);
    return scopes.map((scope) => ({ name, scope }));
  });
  const unread = [...documented.keys()]
    .map((name) => bit(flags[name], name))
    .find((fact): fact is Unknown => !fact.known);
  return grants.length === 0 && unread !== undefined ? unread : known(grants);
}

/** The same of flags that stand among other fields: those that are documented, and what looks like a right. */
export function flagGrantsAmong(fields: Body, documented: Vocabulary): Fact<readonly Grant[]> {
  const added = newRights(fields, documented);
  const flags = Object.entries(fields).filter(([name]) => documented.has(name) || added.includes(name));
  return flagGrants(Object.fromEntries(flags), documented);
}

/** The flags that are on, the new ones among them; of those that are documented, one that cannot be read is left out. */
export function flagsOn(fields: Body, documented: Vocabulary): readonly Grant[] {
  const added = newRights(fields, documented);
  return Object.entries(fields).flatMap(([name, value]): readonly Grant[] => {
    if (added.includes(name)) return [{ name, scope: 'unrecognized' }];
    const on = flag(value, name);
    return on.known && on.value ? (documented.get(name) ?? []).map((scope) => ({ name, scope })) : [];
  });
}

const none: ReadonlySet<string> = new Set();

/**
 * The fields of an answer that no page has, that look like rights, and that are not off: what they give is unknown, and
 * so is whether what is documented still holds.
 * @param documented the fields whose meaning is known, whatever they look like
 */
export function newRights(
  body: Body,
  documented: Pick<ReadonlySet<string>, 'has'> = none,
): readonly string[] {
  return Object.entries(body)
    .filter(([name, value]) => !documented.has(name) && mayGive(name, value))
    .map(([name]) => name);
}

function mayGive(name: string, value: unknown): boolean {
  const held = bit(value, name);
  if (held.known ? !held.value : saysNothing(value)) return false;
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^a-z0-9]+/gi, '_')
    .toLowerCase();
  if (forms.some((form) => form.test(words))) return true;
  if (/_fees?$/.test(words)) return false;
  return (
    speaksOfWithdrawing(name) ||
    // Many names have such a word in them: here the value has to be a flag's.
    (held.known && dangerous.some((scope) => mayMean(name, scope)))
  );
}

/** How exchanges name rights: can_withdraw, withdraw_enabled, trade_permission, is_admin, trading. */
const forms = [
  /^(can|allow|enable|permit)s?_/,
  /(?<!^is)_(enabled|allowed)$/,
  /(permission|(^|_)(privilege|right|scope|role))s?(_list)?$/,
  /^(is_)?admin(istrator)?$/,
  /^(trade|trading|transfer)$/,
];

const dangerous = ['trade', 'transfer', 'withdraw', 'manage'] as const;

const nothing: readonly unknown[] = ['', 'null', 'undefined', null, undefined];

function saysNothing(value: unknown): boolean {
  return nothing.includes(value) || (Array.isArray(value) && value.length === 0);
}
