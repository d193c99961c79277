import type { Permission } from './key-facts.js';

/** What an account's key is for: to look; to trade by itself; to send funds out. */
export const purposes = ['tracker', 'bot', 'treasury'] as const;
export type Purpose = (typeof purposes)[number];

/** What a key is meant to be, by the user's own words; null where the user does not say. */
export interface Expectation {
  /** Exactly these. */
  readonly permissions: readonly Permission[] | null;
  /** Exactly these addresses and ranges. */
  readonly ips: readonly string[] | null;
}

/** What a key of a purpose, or with an expectation, may do and must be able to do. */
export interface Intent {
  /** As messages call it: "a bot's key", "`expect`". */
  readonly words: string;
  readonly purpose: Purpose | null;
  /** null: nobody said. */
  readonly allowed: readonly Permission[] | null;
  /** Without these the program that uses the key fails. */
  readonly needed: readonly Permission[];
  /** The addresses it must have; null: nobody said which. */
  readonly ips: readonly string[] | null;
  /** Whether it may be without an IP list as long as it only reads: trackers have no fixed addresses. */
  readonly roams: boolean;
}

const rights: Readonly<Record<Purpose, Pick<Intent, 'allowed' | 'needed'>>> = {
  tracker: { allowed: ['read'], needed: ['read'] },
  bot: { allowed: ['read', 'trade'], needed: ['read', 'trade'] },
  treasury: { allowed: ['read', 'transfer', 'withdraw'], needed: ['withdraw'] },
};

/** What is meant of a key. `expect` overrides what the purpose says. null: neither is there. */
export function intentOf(purpose: Purpose | null, expect: Expectation | null): Intent | null {
  if (purpose === null && expect === null) return null;
  const usual = purpose === null ? { allowed: null, needed: [] } : rights[purpose];
  const exact = expect?.permissions ?? null;
  return {
    words: exact === null && purpose !== null ? `a ${purpose}'s key` : '`expect`',
    purpose,
    allowed: exact ?? usual.allowed,
    needed: exact ?? usual.needed,
    ips: expect?.ips ?? null,
    roams: purpose === 'tracker',
  };
}
