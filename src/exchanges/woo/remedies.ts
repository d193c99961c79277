import type { Remedies } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://woox.io/';
const open =
  'Type woox.io into the browser yourself, sign in, open the account page, and choose "Subaccounts and API".';
const again =
  'Create another key with only the rights it needs and trusted IPs, give it to your program, and delete this one: what a key may do is not changed in place.';

/** The way there: support.woox.io, articles 12391175292697 and 4414281929625. */
export const remedies: Remedies = {
  ...generalRemedies({ name: 'WOO X', url, open }),
  'disable-withdrawals': {
    summary: 'Replace the key by one without withdrawals (general steps).',
    steps: [open, 'Find the key. Only keys of the main account can have the right to withdraw.', again],
    url,
  },
  'restrict-ips': {
    summary: 'Replace the key by one that is bound to the addresses of its machine (general steps).',
    steps: [open, 'Find the key, and bind it to trusted IPs where that is offered.', `Else: ${again}`],
    url,
  },
};
