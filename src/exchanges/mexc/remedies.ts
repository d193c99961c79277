import type { Remedies } from '../../model/remedy.js';

const url = 'https://www.mexc.com/user/openapi';
const open =
  'Type mexc.com into the browser yourself, sign in, click your profile icon, and open "API Management".';
const edit = 'Find the key in the list and edit it.';
const confirm = 'Confirm, with the codes that MEXC asks for.';
const general = '(general steps: MEXC documents no wording)';

/** The way to the page, and that keys are edited and deleted there, is MEXC's; names of buttons are not documented. */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: `Take the right to withdraw from the key ${general}.`,
    steps: [open, edit, 'Take the right to withdraw away; in the API it is SPOT_WITHDRAW_WRITE.', confirm],
    url,
  },
  'disable-transfers': {
    summary: `Take the right to transfer from the key, unless it needs it ${general}.`,
    steps: [open, edit, 'Take the right to transfer away; in the API it is SPOT_TRANSFER_WRITE.', confirm],
    url,
  },
  'restrict-ips': {
    summary: `Let the key work only from the addresses of the machine that uses it ${general}.`,
    steps: [
      open,
      edit,
      'Enter the addresses as linked IP addresses, separated by commas. The key then no longer ends after 90 days.',
      confirm,
    ],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, delete the key now ${general}.`,
    steps: [
      open,
      "Compare the key's rights and linked IP addresses with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
      'Remove withdrawal addresses that you do not know.',
      'Nobody from MEXC support ever asks for a change of API settings: whoever called you was not from MEXC.',
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
      'Look for the key. Without linked IP addresses it ends after 90 days.',
      'If it is gone, create a new one with only the rights it needs and the addresses of its machine.',
      'If it is there, check its linked IP addresses, and copy access key and secret key again, whole. A secret that is lost takes a new key.',
    ],
    url,
  },
  'look-up-key': {
    summary: `Look up by hand what MEXC does not tell keyaudit ${general}.`,
    steps: [open, edit, 'Compare its rights, addresses and end with what it needs.'],
    url,
  },
};
