import type { Remedies } from '../../model/remedy.js';

/** Where a site's API keys are. */
export interface Page {
  /** What to type into the browser. */
  readonly website: string;
  readonly url: string;
  /** The way there, once signed in. */
  readonly way: string;
}

const edit = 'Find the key in the list and edit it.';

/**
 * The permissions' names are those of the documentation (Read, Trade, Withdraw); what the page's buttons are called
 * is documented nowhere.
 */
export function remediesAt(name: string, { website, url, way }: Page): Remedies {
  const open = `Type ${website} into the browser yourself, sign in, and ${way}.`;
  const general = `(general steps: ${name} documents no wording)`;
  const orReplace =
    'If the key cannot be edited, delete it and make a new one with only the permissions and addresses it needs.';
  return {
    'disable-withdrawals': {
      summary: `Take the withdrawal permission from the key ${general}.`,
      steps: [open, edit, 'Take "Withdraw" away, and confirm.', orReplace],
      url,
    },
    'disable-transfers': {
      summary: `Take Trade from the key unless it trades: transfers come with that permission ${general}.`,
      steps: [
        open,
        edit,
        'If nothing trades with the key, take "Trade" away, and confirm.',
        'If it must trade, bind it to the addresses of the machine that uses it, and make it on a sub-user that holds only what it trades with.',
      ],
      url,
    },
    'restrict-ips': {
      summary: `Let the key work only from the addresses of the machine that uses it ${general}.`,
      steps: [open, edit, 'Bind the IP addresses (up to 20, separated by commas), and confirm.', orReplace],
      url,
    },
    'confirm-change': {
      summary: `If you did not make this change yourself, delete the key now ${general}.`,
      steps: [
        open,
        "Compare the key's permissions and IP addresses with what you set up.",
        'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
        `Nobody from ${name} support ever asks for a change of API settings: whoever called you was not from ${name}.`,
      ],
      url,
    },
    'review-permission': {
      summary: `Look up what the permission allows, and take it away unless the key needs it ${general}.`,
      steps: [open, edit, 'Find the permission, read what it allows, and take it away if in doubt.'],
      url,
    },
    'replace-key': {
      summary: `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one ${general}.`,
      steps: [
        open,
        'Look for the key. If it is gone or has expired, make a new one with only the permissions it needs and the addresses of its machine.',
        'If it is there, check its IP addresses, and copy key and secret again, whole.',
      ],
      url,
    },
    'look-up-key': {
      summary: `Look up by hand what ${name} does not tell keyaudit ${general}.`,
      steps: [
        open,
        edit,
        'Compare its permissions and IP addresses with what it needs, and see when it ends.',
      ],
      url,
    },
  };
}
