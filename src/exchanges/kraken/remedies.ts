import type { Remedies } from '../../model/remedy.js';

const url = 'https://pro.kraken.com/app/settings/api';
const open = 'Type pro.kraken.com into the browser yourself, sign in, and open Settings → API.';
const edit = 'Open the key in the list.';
const save = 'Save, and confirm with 2FA where Kraken asks for it.';
const general = '(general steps: Kraken documents no wording)';

/**
 * The rights' names are those of docs.kraken.com, "Get API Key Info"; the path and "IP address whitelisting" those
 * of support.kraken.com, "How to create an API key on Kraken Pro". How a key is changed or deleted is documented nowhere.
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: `Take the withdrawal right from the key ${general}.`,
    steps: [
      open,
      edit,
      'Under "Funds permissions" untick "Withdraw", and also "Add withdrawal addresses" and "Update withdrawal addresses".',
      save,
      'Look through the saved withdrawal addresses and remove those that you do not know.',
    ],
    url,
  },
  'disable-transfers': {
    summary: `Take the right from the key that lets it move funds, unless it needs it ${general}.`,
    steps: [
      open,
      edit,
      'Under "Funds permissions" untick "Withdraw": Kraken has no right of its own for transfers between accounts.',
      save,
    ],
    url,
  },
  'restrict-ips': {
    summary: `Let the key work only from the addresses of the machine that uses it ${general}.`,
    steps: [
      open,
      edit,
      'Switch on "IP address whitelisting" and enter the addresses. Ranges may be given as well.',
      save,
    ],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, delete the key now ${general}.`,
    steps: [
      open,
      "Compare the key's rights and IP addresses with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
      'Look through the saved withdrawal addresses and remove those that you do not know.',
      'Nobody from Kraken support ever asks for a change of API settings: whoever called you was not from Kraken.',
    ],
    url,
  },
  'review-permission': {
    summary: `Look up what the right allows, and take it away unless the key needs it ${general}.`,
    steps: [open, edit, 'Find the right, read what it allows, and untick it if in doubt.', save],
    url,
  },
  'replace-key': {
    summary: `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one ${general}.`,
    steps: [
      open,
      'Look for the key. If it is gone, click "Create API key" and give it only the rights it needs and an IP list.',
      'If it is there, check its end and its IP addresses, and copy key and private key again, whole.',
    ],
    url,
  },
  'look-up-key': {
    summary: `Look up by hand what Kraken does not tell keyaudit ${general}.`,
    steps: [open, edit, 'Compare its rights and addresses with what it needs.'],
    url,
  },
};
