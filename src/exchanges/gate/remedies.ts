import type { Remedies } from '../../model/remedy.js';

const edit = 'Find the key in the list and click to edit it.';
const submit =
  'Click "Submit", read the "Risk Reminder", enter the fund password and the 2FA code, and "Confirm".';

/**
 * The way there, "IP permissions", the permissions' settings and what follows "Submit" are in Gate's words
 * (www.gate.com/help/guide/faq/17521, "How to utilize API"). How the buttons to edit and to delete are called is
 * not documented.
 * @param name the site, as people call it
 * @param website what to type into the browser
 * @param url the page of the keys; where its address is not documented, the website
 */
export function remediesAt(name: string, website: string, url: string): Remedies {
  const open = `Type ${website} into the browser yourself, sign in, point at the profile icon and click "API Management".`;
  const general = `(general steps: ${name} documents no wording)`;
  return {
    'disable-withdrawals': {
      summary: 'Take the withdrawal permission from the key.',
      steps: [open, edit, 'Under "Permissions", switch withdrawals off, or set them to "Read Only".', submit],
      url,
    },
    'disable-transfers': {
      summary: 'Let the key read the wallet only: at Gate, transfers come with that permission.',
      steps: [open, edit, 'Under "Permissions", switch the wallet off, or set it to "Read Only".', submit],
      url,
    },
    'restrict-ips': {
      summary: 'Let the key work only from the addresses of the machine that uses it.',
      steps: [
        open,
        edit,
        'Under "IP permissions", bind the addresses (up to 20). The key then no longer ends after 90 days.',
        submit,
        'Wait five minutes: Gate takes that long to act on it.',
      ],
      url,
    },
    'confirm-change': {
      summary: `If you did not make this change yourself, delete the key now ${general}.`,
      steps: [
        open,
        "Compare the key's permissions and IP addresses with what you set up.",
        'If anything differs, delete the key, sign out all other devices, and change passwords and 2FA.',
        `Nobody from ${name} support ever asks for a change of API settings: whoever called you was not from ${name}.`,
      ],
      url,
    },
    'review-permission': {
      summary: `Look up what the permission allows, and take it away unless the key needs it ${general}.`,
      steps: [open, edit, 'Find the permission, read what it allows, and switch it off if in doubt.', submit],
      url,
    },
    'replace-key': {
      summary: `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one ${general}.`,
      steps: [
        open,
        'Look for the key. Without bound IP addresses it ends after 90 days.',
        'If it is gone, click "Create API Key", choose API v4 Key, and give it only the permissions it needs and the addresses of its machine.',
        'If it is there, check its IP addresses, and copy key and secret again, whole.',
      ],
      url,
    },
    'look-up-key': {
      summary: `Look up by hand what ${name} does not tell keyaudit ${general}.`,
      steps: [
        open,
        edit,
        'Compare its permissions, withdrawals first, and its IP addresses with what it needs.',
      ],
      url,
    },
  };
}
