import type { Remedies } from '../../model/remedy.js';

const url = 'https://www.bitget.com/account/newapi';
const open =
  'Type bitget.com into the browser yourself, sign in, hover over the avatar, and open "API Management".';
const edit = 'Find the key and edit it.';
const confirm = 'Confirm with the codes that Bitget asks for.';
const general = '(general steps: Bitget documents no wording)';

/**
 * The way there, and that permissions and bound IP addresses can be edited, are in Bitget's words (support
 * article 360038968251; api-doc, quick start). Names of buttons are not documented.
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: `Take the withdrawal right from the key ${general}.`,
    steps: [
      open,
      edit,
      'Take the permission to withdraw away.',
      confirm,
      'If the key cannot be edited, delete it and make a new one with only the rights it needs.',
    ],
    url,
  },
  'disable-transfers': {
    summary: `Take the transfer right from the key, unless it needs it ${general}.`,
    steps: [
      open,
      edit,
      'Take the permission to transfer away; on a unified account it is part of UTA management.',
      confirm,
    ],
    url,
  },
  'restrict-ips': {
    summary: `Let the key work only from the addresses of the machine that uses it ${general}.`,
    steps: [open, edit, 'Bind up to 30 IP addresses, separated by commas.', confirm],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, delete the key now ${general}.`,
    steps: [
      open,
      "Compare the key's permissions and bound IP addresses with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
      'Nobody from Bitget support ever asks for a change of API settings: whoever called you was not from Bitget.',
    ],
    url,
  },
  'review-permission': {
    summary: `Look up what the new right allows, and take it away unless the key needs it ${general}.`,
    steps: [open, edit, 'Find the permission, read what it allows, and take it away if in doubt.', confirm],
    url,
  },
  'replace-key': {
    summary: `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one ${general}.`,
    steps: [
      open,
      'Look for the key. If it is gone, create a new one with only the permissions it needs and bound IP addresses.',
      'If it is there, check its bound IP addresses, and copy key, secret and passphrase again, whole. A ' +
        'passphrase that is lost takes a new key.',
    ],
    url,
  },
  'look-up-key': {
    summary: `Look up by hand what Bitget does not tell keyaudit ${general}.`,
    steps: [open, 'Find the key, and compare its permissions and bound IP addresses with what it needs.'],
    url,
  },
};
