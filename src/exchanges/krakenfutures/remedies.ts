import type { Remedies } from '../../model/remedy.js';

const url = 'https://futures.kraken.com/trade/settings/api';
const open =
  'Type futures.kraken.com into the browser yourself, sign in, click on your name in the upper right corner, choose ' +
  '"Settings", and go to the API panel.';
const find = 'Find the key among your API keys.';
const orElse =
  'If the key cannot be changed, make a new one in the tab "Create Key" with only the access it needs, give it to the ' +
  'program that uses it, and delete the old one.';
const general = '(general steps: Kraken Futures documents no wording)';

/**
 * The way there, "Create Key", "General API", "Withdrawal API" and their levels are what support.kraken.com, article
 * 360022839451, quotes. How a key is changed or deleted is documented nowhere.
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: `Take the withdrawal access from the key ${general}.`,
    steps: [open, find, 'Set its "Withdrawal API" to "No Access".', orElse],
    url,
  },
  'disable-transfers': {
    summary: `Take from the key what lets it move funds, unless it needs it ${general}.`,
    steps: [
      open,
      find,
      'If nothing trades with the key, set its "General API" to "Read Only": transfers come with "Full Access". ' +
        'If it must trade, leave that, and let the key work from your own addresses only.',
      'Set its "Withdrawal API" to "No Access" unless the key needs it.',
      orElse,
    ],
    url,
  },
  'restrict-ips': {
    summary: `Let the key work only from the addresses of the machine that uses it ${general}.`,
    steps: [open, find, 'Enter the addresses, or their range, as those that may use the key.', orElse],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, delete the key now ${general}.`,
    steps: [
      open,
      find,
      "Compare the key's access and IP addresses with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
      'Look through the saved withdrawal addresses and remove those that you do not know.',
      'Nobody from Kraken Futures support ever asks for a change of API settings: whoever called you was not from ' +
        'Kraken Futures.',
    ],
    url,
  },
  'review-permission': {
    summary: `Look up what the access allows, and take it away unless the key needs it ${general}.`,
    steps: [
      open,
      find,
      'Look at its "General API" and "Withdrawal API", and choose "No Access" or "Read Only" if in doubt.',
      orElse,
    ],
    url,
  },
  'replace-key': {
    summary: `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one ${general}.`,
    steps: [
      open,
      'Look for the key. Keys of the spot exchange are not in this list: configure those as exchange kraken.',
      'If it is gone, make a new one in the tab "Create Key", with only the access it needs.',
      'If it is there, check its IP addresses, and copy public and private key again, whole.',
    ],
    url,
  },
  'look-up-key': {
    summary: `Look up by hand what Kraken Futures does not tell keyaudit ${general}.`,
    steps: [open, find, 'Compare its access and addresses with what it needs.'],
    url,
  },
};
