import type { Remedies } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://www.bitmex.com/app/apiKeys';
const open = 'Type www.bitmex.com/app/apiKeys into the browser yourself, sign in, and look at your API keys.';
const general = generalRemedies({ name: 'BitMEX', url, open });

/** Whether a key can be changed is documented nowhere; that a new one takes a CIDR block and permissions is. */
export const remedies: Remedies = {
  ...general,
  'disable-withdrawals': {
    summary: 'Replace the key by one that cannot withdraw (general steps).',
    steps: [
      open,
      'Make a new key without the permission "withdraw", and give it to your program.',
      'Delete the old key.',
    ],
    url,
  },
  'restrict-ips': {
    summary: 'Let the key work only from the addresses of the machine that uses it (general steps).',
    steps: [
      open,
      'Make a new key with the same permissions, and as its CIDR the address of that machine, with /32 behind it.',
      'Give the new key to your program, and delete the old one.',
    ],
    url,
  },
};
