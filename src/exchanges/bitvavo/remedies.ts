import type { Remedies } from '../../model/remedy.js';

const url = 'https://account.bitvavo.com/user/api';
const open =
  'Type bitvavo.com into the browser yourself, sign in, and open Settings → API (older pages: your name → API).';
const find = 'Find the key in the list.';
const general = '(general steps: Bitvavo documents no wording)';
const again =
  'Select "Add new API key", with only the permissions it needs and the addresses of its machine under "IP Whitelist". ' +
  'Give the new key to the bot, and delete the old one.';
const confirm = 'Enter password and 2FA code, and follow the link of the confirmation e-mail.';

/**
 * The way there, the permissions' names and how a key is made: docs.bitvavo.com/docs/get-started. Whether one that
 * exists can be changed is not documented.
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: 'Replace the key by one without "Withdraw digital assets".',
    steps: [open, find, again, confirm],
    url,
  },
  'disable-transfers': {
    summary: 'Replace the key by one without "Internal Transfer", unless it needs it.',
    steps: [open, find, again, confirm],
    url,
  },
  'restrict-ips': {
    summary: 'Replace the key by one that works only from the addresses of the machine that uses it.',
    steps: [open, find, again, confirm],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, delete the key now ${general}.`,
    steps: [
      open,
      "Compare the key's permissions and IP whitelist with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
      'Nobody from Bitvavo support ever asks for a change of API settings: whoever called you was not from Bitvavo.',
    ],
    url,
  },
  'review-permission': {
    summary: `Look up what the permission allows, and replace the key unless it needs it ${general}.`,
    steps: [open, 'Find the permission at the key. If it is not needed, go on.', again, confirm],
    url,
  },
  'replace-key': {
    summary:
      'Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one.',
    steps: [
      open,
      'Look for the key. If it was never confirmed, follow the link of the e-mail that came with it.',
      'If it is gone, select "Add new API key", with only the permissions it needs and an IP whitelist.',
      'If it is there, copy the key again, whole (64 characters). A secret that is lost takes a new key.',
    ],
    url,
  },
  'look-up-key': {
    summary: 'Look up by hand what Bitvavo does not tell keyaudit.',
    steps: [
      open,
      find,
      'Compare its permissions (View access, Trade digital assets, Withdraw digital assets, Include all ' +
        'subaccounts, Internal Transfer, Administrative) and its IP whitelist with what it needs.',
    ],
    url,
  },
};
