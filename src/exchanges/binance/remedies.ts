import type { Remedies } from '../../model/remedy.js';

const url = 'https://www.binance.com/en/usercenter/settings/api-management';
const open = 'Type binance.com into the browser yourself, sign in, and open Account → API Management.';

/** Button names are those that a portfolio tool's help pages quote; Binance's own help does not show them all. */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: 'Take the withdrawal right from the key.',
    steps: [
      open,
      'Click "Edit restrictions" on the key.',
      'Untick "Enable Withdrawals", then "Save" and confirm.',
    ],
    url,
  },
  'disable-transfers': {
    summary: 'Take the transfer rights from the key, unless it needs them.',
    steps: [
      open,
      'Click "Edit restrictions" on the key.',
      'Untick "Permits Universal Transfer" and the internal transfer right, then "Save" and confirm.',
    ],
    url,
  },
  'restrict-ips': {
    summary: 'Let the key work only from the addresses of the machine that uses it.',
    steps: [
      open,
      'Click "Edit restrictions" on the key.',
      'Choose "Restrict access to trusted IPs only" and enter the addresses, then "Save" and confirm.',
    ],
    url,
  },
  'confirm-change': {
    summary: 'If you did not make this change yourself, delete the key now.',
    steps: [
      open,
      "Compare the key's rights and IP list with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
      'Nobody from Binance ever asks for a change of API settings: whoever called you was not from Binance.',
    ],
    url,
  },
  'review-permission': {
    summary: 'Look up what the new right allows, and take it away unless the key needs it.',
    steps: [
      open,
      'Click "Edit restrictions" on the key.',
      'Find the right, read what it allows, and untick it if in doubt.',
    ],
    url,
  },
  'replace-key': {
    summary:
      'Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one.',
    steps: [
      open,
      'Look for the key. If it is gone, create a new one with only the rights it needs and an IP list.',
      'If it is there, check its IP list and "Enable Reading", and copy key and secret again, whole.',
    ],
    url,
  },
  'look-up-key': {
    summary: 'Look up by hand what Binance does not tell keyaudit.',
    steps: [
      open,
      'Click "Edit restrictions" on the key and compare its ticks and addresses with what it needs.',
    ],
    url,
  },
};
