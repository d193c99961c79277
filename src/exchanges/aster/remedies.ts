import type { Remedies, Remedy } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://www.asterdex.com/en/api-wallet';
const open =
  'Type www.asterdex.com/en/api-wallet into the browser yourself, connect your wallet, and switch to "Pro API" at the top.';
const find = 'Find the agent by its name and address.';
const sign = 'Sign the change with your wallet, after comparing what it shows with what you changed.';

const remedy = (summary: string, ...steps: string[]): Remedy => ({
  summary: `${summary} (general steps).`,
  steps: [open, find, ...steps, sign],
  url,
});

/**
 * The page and "Pro API" are what Aster's documentation says. That rights and the IP list of an agent can be changed,
 * and an agent deleted, is what its API can do; the page's own words are documented nowhere.
 */
export const remedies: Remedies = {
  ...generalRemedies({ name: 'Aster', url, open }),
  'disable-withdrawals': remedy(
    'Take the right to withdraw from the agent',
    'Switch off its right to withdraw.',
  ),
  'restrict-ips': remedy(
    'Let the agent sign only from the addresses of the machine that uses it',
    'Enter the addresses, separated by spaces, as its IP whitelist.',
  ),
  'review-permission': remedy(
    'Look up what the right allows, and take it away unless the agent needs it',
    'Read what the right allows, and switch it off if in doubt.',
  ),
  'replace-master-key': {
    summary: "Give the bot an agent's key in place of the wallet's own (general steps).",
    steps: [
      open,
      'Make an agent that may not withdraw, with the addresses of its machine as IP whitelist.',
      "Give the bot the agent's private key, and keep walletAddress as it is.",
      "If others may have seen the wallet's own key, move the funds to a new wallet first: nothing can be taken from that key.",
    ],
    url,
  },
};
