import type { Remedies } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://crypto.com/exchange';
const open =
  'Type crypto.com/exchange into the browser yourself, sign in, open Settings → API Keys, and choose the account.';
const settings = 'Type crypto.com/exchange into the browser yourself, sign in, and open Settings → Security.';

/** The way there and the lock of new addresses as help.crypto.com (articles 9423762 and 6006803) has them. */
export const remedies: Remedies = {
  ...generalRemedies({ name: 'Crypto.com', url, open }),
  'disable-withdrawals': {
    summary: 'Take the withdrawal right from the key.',
    steps: [open, 'Find the key, press "Edit", untick withdrawals, save, and enter the 2FA code.'],
    url,
  },
  'restrict-ips': {
    summary: 'Let the key work only from the addresses of the machine that uses it.',
    steps: [
      open,
      'Find the key, press "Edit", enter the addresses in its IP whitelist, save, and enter the 2FA code.',
      "A key for another company's program has that company's list, which you do not see.",
    ],
    url,
  },
  'use-whitelist': {
    summary: 'Let new withdrawal addresses wait: withdrawals by API go to saved addresses only.',
    steps: [
      settings,
      'Under "Withdrawal Whitelist", switch on the 24-hour withdrawal lock.',
      'Delete every saved address that is not yours.',
    ],
    url,
  },
};
