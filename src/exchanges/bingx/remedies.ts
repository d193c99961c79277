import type { Remedies } from '../../model/remedy.js';

const url = 'https://bingx.com/en/account/api/';
const open =
  'Type bingx.com into the browser yourself, sign in, click your profile icon, and open "API Management".';
const edit = 'Find the key in the list and edit it.';
const confirm = 'Confirm, with the codes that BingX asks for.';
const general = '(general steps: BingX documents no wording)';

/** The rights' names and the notes on addresses are those of BingX's page itself; names of buttons are documented nowhere. */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: `Take the right to withdraw from the key ${general}.`,
    steps: [
      open,
      edit,
      'Take "Withdraw" away, and unless the key needs them also "Universal Transfer" and the internal transfer of sub-accounts, which may reach other users.',
      confirm,
    ],
    url,
  },
  'disable-transfers': {
    summary: `Take the rights to transfer from the key, unless it needs them ${general}.`,
    steps: [open, edit, 'Take "Universal Transfer" and the internal transfer of sub-accounts away.', confirm],
    url,
  },
  'restrict-ips': {
    summary: `Let the key work only from the addresses of the machine that uses it ${general}.`,
    steps: [
      open,
      edit,
      'Enter up to 20 IP addresses, separated by commas. BingX then no longer deletes the key when it lies idle.',
      confirm,
    ],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, delete the key now ${general}.`,
    steps: [
      open,
      "Compare the key's rights and IP addresses with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
      'Look for sub-accounts and withdrawal addresses that you do not know, and remove them.',
      'Nobody from BingX support ever asks for a change of API settings: whoever called you was not from BingX.',
    ],
    url,
  },
  'review-permission': {
    summary: `Look up what the right allows, and take it away unless the key needs it ${general}.`,
    steps: [open, edit, 'Find the right, read what it allows, and take it away if in doubt.', confirm],
    url,
  },
  'replace-key': {
    summary: `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one ${general}.`,
    steps: [
      open,
      'Look for the key. One that can do more than read and has no IP addresses is deleted after 14 days without use.',
      'If it is gone, create a new one with only the rights it needs and the addresses of its machine.',
      'If it is there, check its IP addresses, and copy API key and secret key again, whole. A secret that is lost takes a new key.',
    ],
    url,
  },
  'look-up-key': {
    summary: `Look up by hand what BingX does not tell keyaudit ${general}.`,
    steps: [open, edit, 'Compare its rights and IP addresses with what it needs.'],
    url,
  },
};
