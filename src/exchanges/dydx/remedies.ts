import type { Remedies } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://dydx.trade';
const open =
  'Type dydx.trade into the browser yourself, sign in with your wallet, and choose "More", then "API Trading Keys".';
const general = generalRemedies({ name: 'dYdX', url, open });
const renew =
  'Remove the key, and click "Generate New API Key": such a key places and cancels orders, and nothing else.';

/** "More", "API Trading Keys", "Generate New API Key" and "Authorize API Key" are docs.dydx.xyz's, "Permissioned Keys". */
export const remedies: Remedies = {
  ...general,
  'disable-withdrawals': {
    summary: 'Replace the key by one whose authenticator lets orders through only (general steps).',
    steps: [
      open,
      renew,
      'Click "Authorize API Key", and give the new key to the program. A key that a client registered may have to be removed by that client.',
    ],
    url,
  },
  'disable-transfers': {
    summary: 'Replace the key by one whose authenticator lets orders through only (general steps).',
    steps: [open, renew, 'Click "Authorize API Key", and give the new key to the program.'],
    url,
  },
  'restrict-ips': {
    summary:
      'dYdX has no IP lists: keep the key on one machine, and let it place orders only (general steps).',
    steps: [open, renew, 'Click "Authorize API Key", and give the new key to that machine alone.'],
    url,
  },
  'replace-master-key': {
    summary: "Give the bot an API trading key in place of the owner's.",
    steps: [
      open,
      'Click "Generate New API Key", then "Authorize API Key", and give the bot the new private key.',
      'Use a client that signs with an authenticator: ccxt signs as the owner only.',
      "Delete the owner's key, or the wallet's, from the bot's machine. If others may have seen it, move the funds to a new wallet first.",
    ],
    url,
  },
};
