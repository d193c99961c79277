import type { Remedies } from '../../model/remedy.js';

const url = 'https://portal.cdp.coinbase.com/projects/api-keys';
const open =
  'Type portal.cdp.coinbase.com into the browser yourself, sign in, and click "API keys" on the left side ' +
  'navigation bar, then "Secret API Keys".';
const manage = 'Navigate to the API key and click "Manage".';
const edit = 'Click "Edit Key" and expand "API restrictions".';
const delegate = 'If you are only a user of a team, ask its owner or admin: users can only view keys.';

/**
 * In Coinbase's words: docs.cdp.coinbase.com, security best practices (IP allowlist), API key authentication
 * and CDP API keys ("click Manage to delete and recreate the key"), coinbase-cli (API restrictions).
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: 'Take Transfer from the key: at Coinbase it is the right to send funds to anybody.',
    steps: [open, manage, edit, 'Take "Transfer" away, and save the changes.', delegate],
    url,
  },
  'disable-transfers': {
    summary: 'Take Transfer from the key, unless it needs it.',
    steps: [open, manage, edit, 'Take "Transfer" away, and save the changes.', delegate],
    url,
  },
  'restrict-ips': {
    summary: 'Let the key work only from the addresses of the machine that uses it.',
    steps: [
      open,
      manage,
      edit,
      'Add an IP or CIDR under "IP allowlist" and save the changes. Separate several with commas.',
      delegate,
    ],
    url,
  },
  'confirm-change': {
    summary: 'If you did not make this change yourself, delete the key now.',
    steps: [
      open,
      manage,
      'Compare its permissions and IP allowlist with what you set up.',
      'If anything differs, delete the key, then change password and two-step verification at coinbase.com.',
      'Nobody from Coinbase support ever asks for a change of API settings: whoever called you was not from Coinbase.',
    ],
    url,
  },
  'review-permission': {
    summary: 'Look up what the new right allows, and take it away unless the key needs it.',
    steps: [open, manage, edit, 'Find the permission, read what it allows, and take it away if in doubt.'],
    url,
  },
  'replace-key': {
    summary:
      'Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one.',
    steps: [
      open,
      'Look for the key. If it is gone, click "Create API key": give it only the permissions it needs and an ' +
        'IP allowlist, and choose ECDSA under "Advanced Settings".',
      'If it is there, check its IP allowlist, and copy name and private key again, whole, from the file that ' +
        'you downloaded. A private key that is lost takes a new key.',
    ],
    url,
  },
  'look-up-key': {
    summary:
      'Look up by hand what Coinbase does not tell keyaudit: the IP allowlist and the times of the key.',
    steps: [open, manage, 'Compare its permissions and IP allowlist with what it needs.'],
    url,
  },
};
