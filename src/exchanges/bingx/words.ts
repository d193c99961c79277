import type { GrantScope } from '../../model/key-facts.js';
import type { Vocabulary } from '../permission-words.js';

/**
 * BingX's numbers for rights, with the names that its pages give them: BingX-API/docs-v3, "Query API KEY Permissions"
 * and "Create API key for sub-account". A 6 stands in one example, and no page says what it is.
 */
const codes: Readonly<Record<string, readonly [term: string, scope: GrantScope]>> = {
  '1': ['Spot Trading', 'trade'],
  '2': ['Read', 'read'],
  '3': ['Perpetual Futures Trading', 'trade'],
  '4': ['Universal Transfer', 'transfer'],
  '5': ['Withdraw', 'withdraw'],
  '7': ['Allow internal transfer of sub-accounts', 'transfer'],
};

const named = (code: string, term: string) => `${code} (${term})`;

export const vocabulary: Vocabulary = new Map(
  Object.entries(codes).map(([code, [term, scope]]) => [named(code, term).toLowerCase(), [scope]]),
);

/**
 * How a report names an entry of a list of rights: a whole number with its name, anything else as it is. Several
 * numbers in one text are no entry.
 */
export function wordOf(entry: unknown): unknown {
  const code = typeof entry === 'number' && Number.isSafeInteger(entry) ? String(entry) : entry;
  if (typeof code !== 'string') return entry;
  if (/^\W*\d+(\W+\d+)+\W*$/.test(code)) return null;
  const digits = code.trim().replace(/^0+(?=\d+$)/, '');
  const term = Object.hasOwn(codes, digits) ? codes[digits]?.[0] : undefined;
  return term === undefined ? code : named(digits, term);
}

interface FlagWord {
  readonly scope: GrantScope;
  /** Whether every form of the answer has it. The absence of another tells nothing. */
  readonly promised: boolean;
}

/** BingX's flags: api-ai-skills, sub-account/api-reference.md, 1.2 (all seven), 1.3 (six) and 5.1 (four). */
export const flagWords: Readonly<Record<string, FlagWord>> = {
  enableReading: { scope: 'read', promised: true },
  enableSpotAndMarginTrading: { scope: 'trade', promised: true },
  enableFutures: { scope: 'trade', promised: true },
  enableVanillaOptions: { scope: 'trade', promised: false },
  permitsUniversalTransfer: { scope: 'transfer', promised: true },
  enableInternalTransfer: { scope: 'transfer', promised: false },
  enableWithdrawals: { scope: 'withdraw', promised: false },
};

export const flagVocabulary: Vocabulary = new Map(
  Object.entries(flagWords).map(([name, { scope }]) => [name, [scope]]),
);
