import type { Remedies } from '../../model/remedy.js';

const url = 'https://blofin.com/account/apis';
const open = 'Type blofin.com into the browser yourself, sign in, and go to Account → API Management.';
const find = 'Find the key in the list.';
const general = '(general steps: BloFin documents no wording)';
const anew =
  'If the key cannot be edited, delete it and make a new one with "Create API Key", with only the rights it needs.';

/**
 * The way to the page, "Create API Key" and the rights' names are BloFin's (blofin/blofin-skills-hub,
 * skills/blofin-setup). How a key is edited or deleted, and what the right to withdraw is called, is documented nowhere.
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: `Take the right to withdraw from the key ${general}.`,
    steps: [
      open,
      find,
      'Edit its permissions, take the right to withdraw away, and confirm.',
      anew,
      'Look through the saved withdrawal addresses and remove those that you do not know.',
    ],
    url,
  },
  'disable-transfers': {
    summary: `Take the right to transfer from the key, unless it needs it ${general}.`,
    steps: [open, find, 'Edit its permissions, take TRANSFER away, and confirm.', anew],
    url,
  },
  'restrict-ips': {
    summary: `Let the key work only from the addresses of the machine that uses it ${general}.`,
    steps: [
      open,
      find,
      'Edit its IP whitelist: enter up to 20 addresses, and confirm. The key then no longer ends after 90 days.',
      'If the key cannot be edited, delete it and make a new one with "Create API Key", with the addresses.',
    ],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, delete the key now ${general}.`,
    steps: [
      open,
      "Compare the key's permissions and IP addresses with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
      'Look through the saved withdrawal addresses and remove those that you do not know.',
      'Nobody from BloFin support ever asks for a change of API settings: whoever called you was not from BloFin.',
    ],
    url,
  },
  'review-permission': {
    summary: `Look up what the right allows, and take it away unless the key needs it ${general}.`,
    steps: [open, find, 'Find the permission, read what it allows, and take it away if in doubt.', anew],
    url,
  },
  'replace-key': {
    summary: `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one ${general}.`,
    steps: [
      open,
      'Look for the key. Without IP addresses it ends after 90 days.',
      'If it is gone, click "Create API Key", and give it only the permissions it needs and the addresses of its machine.',
      'If it is there, check its IP addresses, and copy key, secret and passphrase again, whole. A passphrase ' +
        'that is lost takes a new key.',
    ],
    url,
  },
  'look-up-key': {
    summary: `Look up by hand what BloFin does not tell keyaudit: which rights besides READ the key has ${general}.`,
    steps: [
      open,
      find,
      'Compare its permissions (READ, TRADE, TRANSFER, and whatever else is there) and IP addresses with what it needs.',
    ],
    url,
  },
};
