import type { Remedies } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

/** CoinEx documents no wording of the page. */
export const remedies: Remedies = generalRemedies({
  name: 'CoinEx',
  url: 'https://www.coinex.com/en/apikey',
  open: 'Type coinex.com into the browser yourself, sign in, and open the account menu → API management.',
});
