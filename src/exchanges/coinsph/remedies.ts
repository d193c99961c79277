import type { Remedies } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://www.pro.coins.ph/';
const open =
  'Type pro.coins.ph into the browser yourself, sign in, and open the page of API keys in the account.';
const change = 'Save, and confirm with 2FA where Coins.ph asks for it.';
const general = '(general steps: Coins.ph documents no wording of this page)';

/** The labels are those of `apiType` in docs.coins.ph/rest-api; which of them withdraws, normalize.ts says. */
export const remedies: Remedies = {
  ...generalRemedies({ name: 'Coins.ph', url, open }),
  'disable-withdrawals': {
    summary: `Take the rights that send funds from the key ${general}.`,
    steps: [
      open,
      'Find the key, and switch off "Enable Crypto Wallet" and "Enable Fiat".',
      'Switch off "Enable Account" too, unless the key needs it: it may pay other users.',
      change,
    ],
    url,
  },
  'disable-transfers': {
    summary: `Take the right "Enable Account" from the key, unless it needs it ${general}.`,
    steps: [open, 'Find the key, and switch off "Enable Account".', change],
    url,
  },
};
