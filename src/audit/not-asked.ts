import type { AccountFacts } from '../model/account-facts.js';
import { unknown } from '../model/fact.js';

/** What is known of an account whose exchange is not asked. */
export const notAsked: AccountFacts = {
  status: 'not-asked',
  error: null,
  keys: [],
  keysListed: unknown('refused', 'no exchange was asked'),
  safety: null,
};
