import type { Remedies } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://zaif.jp/';
const open =
  'Type zaif.jp into the browser yourself, sign in, open the account page (アカウント), the tab 各種サービス, then ' +
  '開発者向けAPI, and there "API Keys".';
const replace = 'give it to your program, and delete the old key.';

/** The way there is what users describe (liibercraft.com, closetoyou.jp). That a key can be changed nobody says. */
export const remedies: Remedies = {
  ...generalRemedies({ name: 'Zaif', url, open }),
  'disable-withdrawals': {
    summary: 'Replace the key by one that cannot withdraw (general steps).',
    steps: [open, `Create a new key without the right "withdraw", ${replace}`],
    url,
  },
  'review-permission': {
    summary: 'Look up what the right allows, and take it away unless the key needs it (general steps).',
    steps: [open, `If nothing needs the right, create a new key without it, ${replace}`],
    url,
  },
};
