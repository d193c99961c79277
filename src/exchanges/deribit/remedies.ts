import type { Remedies } from '../../model/remedy.js';

const url = 'https://www.deribit.com/account/BTC/api';
const open =
  'Type deribit.com into the browser yourself, sign in, and open the API section of the account panel at the top right.';
const choose = 'Find the key in the list, by its client ID, and edit it.';
const confirm = 'Save, and confirm with the second factor where Deribit asks for it.';
const general = '(general steps: Deribit documents no wording)';

/**
 * The way there, "Add new key" and the names of the scopes are in Deribit's words (docs.deribit.com, articles
 * "Creating new API key" and "Access Scope"). How a key is edited in the browser is described nowhere.
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: `Take the wallet scope from the key, or let it read only ${general}.`,
    steps: [open, choose, 'Set the scope "wallet" to "read" or "none".', confirm],
    url,
  },
  'disable-transfers': {
    summary: `Take the wallet scope from the key unless it moves funds: transfers and withdrawals are one scope ${general}.`,
    steps: [open, choose, 'Set the scope "wallet" to "read" or "none".', confirm],
    url,
  },
  'restrict-ips': {
    summary: `Let the key work only from the addresses of the machine that uses it ${general}.`,
    steps: [open, choose, 'Enter the addresses in its IP whitelist.', confirm],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, remove the key now ${general}.`,
    steps: [
      open,
      "Compare the key's scopes and IP whitelist with what you set up.",
      'If anything differs, remove the key, sign out all other devices, and change password and second factor.',
      'Look through the address book and remove withdrawal addresses that you do not know.',
      'Nobody from Deribit support ever asks for a change of API settings: whoever called you was not from Deribit.',
    ],
    url,
  },
  'review-permission': {
    summary: `Look up what the scope allows, and take it away unless the key needs it ${general}.`,
    steps: [open, choose, 'Find the scope, read what it allows, and set it to "none" if in doubt.', confirm],
    url,
  },
  'replace-key': {
    summary: `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one ${general}.`,
    steps: [
      open,
      'Look for the key in the list. If it is gone, click "Add new key", and give it only the scopes it needs and an IP whitelist.',
      'If it is there, check that it is enabled and that this machine is on its IP whitelist.',
      'Copy client ID and client secret again, whole.',
    ],
    url,
  },
  'look-up-key': {
    summary: `Look up by hand what Deribit does not tell keyaudit ${general}.`,
    steps: [
      open,
      'Find the key in the list, by its client ID.',
      'Compare its scopes and IP whitelist with what it needs.',
    ],
    url,
  },
};
