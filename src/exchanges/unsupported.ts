import { type Remedy, type RemedyId, remedyIds } from '../model/remedy.js';

const lookUp: Remedy = {
  summary: 'Look the key up by hand: keyaudit knows nothing of this exchange.',
  steps: [
    "Type the exchange's address into the browser yourself, sign in, and open its page of API keys.",
    'Take away every right that the key does not need, withdrawals first, and give it an IP list.',
  ],
  // keyaudit names no address that it does not know.
  url: '',
};

/** What can be said about keys at an exchange without an adapter. */
export const unsupportedRemedies = Object.fromEntries(remedyIds.map((id) => [id, lookUp])) as Record<
  RemedyId,
  Remedy
>;
