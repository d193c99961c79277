import { generalRemedyIds, type Remedy, type RemedyId, remedyIds } from '../model/remedy.js';
import type { ExchangeAdapter } from './adapter.js';
import { generalRemedies } from './general-remedies.js';

type AllRemedies = Readonly<Record<RemedyId, Remedy>>;

/** An exchange's remedies, with general steps where its adapter has none; undefined for an exchange without adapter. */
export function remediesOf(adapter: ExchangeAdapter | undefined): AllRemedies {
  if (adapter === undefined) return unsupportedRemedies;
  const { name, remedies } = adapter;
  const { url, steps } = remedies['look-up-key'];
  return { ...generalRemedies({ name, url, open: steps[0] ?? '' }), ...remedies };
}

const lookUp: Remedy = {
  summary: 'Look the key up by hand: keyaudit knows nothing of this exchange.',
  steps: [
    "Type the exchange's address into the browser yourself, sign in, and open its page of API keys.",
    'Take away every right that the key does not need, withdrawals first, and give it an IP list.',
  ],
  // keyaudit names no address that it does not know.
  url: '',
};

const unsupportedRemedies = Object.fromEntries(
  [...remedyIds, ...generalRemedyIds].map((id) => [id, lookUp]),
) as AllRemedies;
