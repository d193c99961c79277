import type { Remedies } from '../../model/remedy.js';
import { generalRemedies, type Site } from '../general-remedies.js';

/** What the pages of Orderly's brands say is documented nowhere; what a key may do, and who makes one, is. */
export function remediesOf(site: Site): Remedies {
  const general = generalRemedies(site);
  return {
    ...general,
    'disable-withdrawals': {
      ...general['disable-withdrawals'],
      steps: [
        site.open,
        "No key withdraws without the wallet's signature. If one seems to, delete it, and move the funds to a wallet " +
          'whose key nobody else has seen.',
      ],
    },
    'disable-transfers': {
      ...general['disable-transfers'],
      steps: [
        site.open,
        'Scopes are given when a key is made: make a new one without asset, give it to your program, and delete the old one.',
      ],
    },
  };
}
