import { type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import type { Grant, GrantScope, Permission } from '../../model/key-facts.js';
import { absent, asObject, flag } from '../readers.js';

type WritingScope = Exclude<GrantScope, 'read' | 'unrecognized'>;
interface Word {
  /** What it allows with "Read and Write"; with "Read Only" it reads. */
  readonly writes: WritingScope;
  /** What it may allow besides: no page says that it does, or does not. */
  readonly mayAlso?: readonly Permission[];
}

const trade: Word = { writes: 'trade' };
const withdraw: Word = { writes: 'withdraw' };

/** www.gate.com/docs/developers/apiv4, names of `perms`; the withdrawal group: "APIv4 Permissions". */
const words: ReadonlyMap<string, Word> = new Map<string, Word>([
  ['spot', trade],
  ['margin', trade],
  ['futures', trade],
  ['delivery', trade],
  ['options', trade],
  ['alpha', trade],
  ['copy', trade],
  ['crossx', { writes: 'trade', mayAlso: ['transfer'] }],
  ['wallet', { writes: 'transfer' }],
  ['withdrawal', withdraw],
  ['withdraw', withdraw],
  ['account', { writes: 'other' }],
  ['unified', { writes: 'other', mayAlso: ['trade'] }],
  ['loan', { writes: 'other', mayAlso: ['trade'] }],
  ['earn', { writes: 'other', mayAlso: ['trade'] }],
  ['pilot', { writes: 'other', mayAlso: ['trade'] }],
  ['otc', { writes: 'other', mayAlso: ['trade', 'transfer'] }],
  ['custody', { writes: 'other', mayAlso: ['transfer'] }],
]);

/** One element of `perms`. */
interface Entry {
  readonly name: string;
  /** undefined for a name that is not documented. */
  readonly word: Word | undefined;
  readonly readOnly: Fact<boolean>;
}

export interface Rights {
  readonly permissions: Readonly<Record<Permission, Fact<boolean>>>;
  readonly grants: Fact<readonly Grant[]>;
}

const manageNotTold = unknown(
  'not-exposed',
  'Gate does not tell which permission lets a key manage sub-accounts and their keys',
);

/** What the `perms` of a key come to: names of products, each "Read Only" or "Read and Write". */
export function rightsOf(perms: unknown): Rights {
  const { entries, odd } = entriesOf(perms);
  if (entries.every(({ word }) => word === undefined)) {
    const why = odd ?? unknown('unrecognized', 'perms has no name of known meaning');
    return {
      permissions: { read: why, trade: why, transfer: why, withdraw: why, manage: why },
      grants: odd ?? known(entries.flatMap(grantsOf)),
    };
  }
  return {
    permissions: {
      read: known(true),
      trade: writes(entries, 'trade', odd) ?? known(false),
      transfer: writes(entries, 'transfer', odd) ?? known(false),
      withdraw: writes(entries, 'withdraw', odd) ?? withoutWithdrawal(entries),
      manage: manageNotTold,
    },
    grants: odd ?? known(entries.flatMap(grantsOf)),
  };
}

/** What can be read of the list, and why there may be more: then nothing is denied. */
function entriesOf(perms: unknown): { readonly entries: readonly Entry[]; readonly odd?: Unknown } {
  if (!Array.isArray(perms)) {
    const odd = unknown('malformed', `perms is ${absent(perms) ? 'missing' : 'not a list'}`);
    return { entries: [], odd };
  }
  if (perms.length === 0) {
    const odd = unknown('unrecognized', 'perms is empty, and Gate documents no meaning of that');
    return { entries: [], odd };
  }
  const entries = perms.flatMap((element): Entry[] => {
    const body = asObject(element);
    const name = body?.name;
    if (typeof name !== 'string' || name === '') return [];
    const word = words.get(name.toLowerCase());
    const readOnly = flag(body?.read_only, `read_only of ${word ? name : 'a permission'}`);
    return [{ name, word, readOnly }];
  });
  if (entries.length === perms.length) return { entries };
  return { entries, odd: unknown('malformed', 'an element of perms has no name') };
}

/** Whether an entry lets the key do this: yes, or why it may; undefined where none does. */
function writes(
  entries: readonly Entry[],
  permission: Permission,
  odd: Unknown | undefined,
): Fact<boolean> | undefined {
  const doubts: Unknown[] = odd === undefined ? [] : [odd];
  for (const { name, word, readOnly } of entries) {
    const direct = word?.writes === permission;
    const possible = direct || word === undefined || word.mayAlso?.includes(permission) === true;
    if (!possible || (readOnly.known && readOnly.value)) continue;
    if (direct && readOnly.known) return known(true);
    doubts.push(doubt(name, word, permission, readOnly));
  }
  return doubts[0];
}

function doubt(
  name: string,
  word: Word | undefined,
  permission: Permission,
  readOnly: Fact<boolean>,
): Unknown {
  if (word === undefined) {
    return unknown('unrecognized', 'perms has a name of no known meaning that is not read only');
  }
  if (!readOnly.known) return readOnly;
  return unknown('not-exposed', `Gate does not tell whether "${name}" can ${permission} as well`);
}

/** Withdrawals are a permission of their own, but the documented names of `perms` leave it out: silence is no "no". */
function withoutWithdrawal(entries: readonly Entry[]): Fact<boolean> {
  return entries.some(({ word }) => word === withdraw)
    ? known(false)
    : unknown('not-exposed', 'the documented names of perms leave the right to withdraw out');
}

function grantsOf({ name, word, readOnly }: Entry): readonly Grant[] {
  if (word === undefined || !readOnly.known) return [{ name, scope: 'unrecognized' }];
  const read: Grant = { name, scope: 'read' };
  return readOnly.value ? [read] : [read, { name, scope: word.writes }];
}
