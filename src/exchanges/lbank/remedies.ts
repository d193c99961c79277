import type { Remedies } from '../../model/remedy.js';

const url = 'https://www.lbank.com';
const open = 'Type lbank.com into the browser yourself, sign in, and open Profile → My API.';
const edit = 'Tap "Edit" at the key.';
const confirm = 'Tap "Confirm", and complete the security verification.';
const general = '(general steps: LBank documents no wording)';

/**
 * The way there, the buttons of the list and the purposes: lbank.com/support/articles/21535051026457. What "Edit"
 * shows is not documented; the steps take it for the form in which a key is made.
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: `Take the purpose "Withdraw" from the key ${general}.`,
    steps: [
      open,
      edit,
      'Untick "Withdraw" among its purposes.',
      confirm,
      'If the key cannot be edited so, tap "Delete", and make a new one with only the purposes it needs.',
    ],
    url,
  },
  'disable-transfers': {
    summary: `Take the purpose "Transfer" from the key unless it needs it ${general}.`,
    steps: [open, edit, 'Untick "Transfer" among its purposes.', confirm],
    url,
  },
  'restrict-ips': {
    summary: `Let the key work only from the addresses of the machine that uses it ${general}.`,
    steps: [
      open,
      edit,
      'Enter the addresses under "IP Address", separated by commas. The key then no longer ends after 30 days.',
      confirm,
    ],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, delete the key now ${general}.`,
    steps: [
      open,
      'Tap "Details", and compare the key\'s purposes and IP addresses with what you set up.',
      'If anything differs, tap "Delete", sign out all other devices, and change password and 2FA.',
      'Nobody from LBank support ever asks for a change of API settings: whoever called you was not from LBank.',
    ],
    url,
  },
  'review-permission': {
    summary: `Look up what the purpose allows, and take it away unless the key needs it ${general}.`,
    steps: [open, edit, 'Find the purpose, read what it allows, and untick it if in doubt.', confirm],
    url,
  },
  'replace-key': {
    summary:
      'Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one.',
    steps: [
      open,
      'Look for the key. Without IP addresses it ends after 30 days.',
      'If it is gone, tap "Create New API", with only the purposes it needs and the IP address of its machine.',
      'If it is there, check its IP addresses, and copy the API key again, whole. A secret key that is lost takes a new key.',
    ],
    url,
  },
  'look-up-key': {
    summary: 'Look up by hand what LBank does not tell keyaudit.',
    steps: [
      open,
      'Tap "Details", and compare the purposes (Read Only, Trade, Withdraw, Futures, Transfer) and the IP addresses ' +
        'with what the key needs.',
    ],
    url,
  },
};
