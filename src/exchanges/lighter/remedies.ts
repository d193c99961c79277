import type { Remedies, Remedy } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://app.lighter.xyz/apikeys';
const open =
  'Type app.lighter.xyz into the browser yourself, connect the wallet, and open its page of API keys.';
const general = generalRemedies({ name: 'Lighter', url, open });
const overwrite =
  "Put a new key into its slot: that is how the old one is made useless. Slots 0 to 3 are those of Lighter's own apps.";
const equal: Remedy = {
  summary: 'Lighter has no rights of a single key: keep only the keys that a program needs (general steps).',
  steps: [
    open,
    'Find the slots that nothing uses, and put a new key into each, which nobody keeps.',
    "Make sure that no program has the wallet's own key: without it, a key withdraws to the wallet that owns the account, and nowhere else.",
    'A program that only reads needs no key: give it a read-only token.',
  ],
  url,
};

/** What keys and tokens may do is what apidocs.lighter.xyz, "API keys", says; no source has the buttons' words. */
export const remedies: Remedies = {
  ...general,
  'disable-withdrawals': equal,
  'disable-transfers': equal,
  'review-permission': equal,
  'restrict-ips': {
    summary:
      'Lighter binds no key to addresses: keep each key on one machine, and replace it now and then (general steps).',
    steps: [open, overwrite, 'Give the new key to the program that uses it, and keep no copy elsewhere.'],
    url,
  },
  'confirm-change': {
    summary: 'If you did not put this key into its slot yourself, replace it now (general steps).',
    steps: [
      open,
      'Compare the slots with the keys that you made.',
      overwrite,
      "If somebody else may hold the wallet's own key, move the funds to a new wallet: that key puts keys into any slot.",
      'Nobody from Lighter ever asks for a change of API settings, or for a signature: whoever called you was not from Lighter.',
    ],
    url,
  },
  'replace-key': {
    summary:
      'Find out whether the key is still in its slot; if so, correct what keyaudit was given, else make a new one (general steps).',
    steps: [
      open,
      'Look at the slot. ccxt puts a new key into slot 254 by itself, and the one before it is useless from then on.',
      'If another key is there, make a new one in a free slot, and give it to the program that uses it.',
      "If it is there, copy the account's index, the number of the slot and the public key again.",
    ],
    url,
  },
  'replace-master-key': {
    summary: "Give the bot an API key of one slot in place of the wallet's own key (general steps).",
    steps: [
      open,
      'Make an API key in a free slot, and give its private key to a program that takes one.',
      "Delete the wallet's key wherever the program kept it. ccxt wants the wallet's key: use Lighter's own library, or give ccxt a wallet that holds no more than it trades with.",
      "If others may have seen the wallet's key, move the funds to a new wallet first.",
    ],
    url,
  },
};
