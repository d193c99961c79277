import type { Remedies } from '../../model/remedy.js';

const url = 'https://www.kucoin.com/account/api';
const open =
  'Type kucoin.com into the browser yourself, sign in, click the avatar, and select "API Management".';
const confirm = 'Confirm with trading password, e-mail code and authenticator code.';

/**
 * The way there is in KuCoin's words (www.kucoin.com/support/360015102174), and so are the names of the rights
 * (docs-new, introduction, api-permission). How a key is edited or deleted is not documented.
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: 'Take the withdrawal right from the key (general steps: KuCoin documents no wording).',
    steps: [
      open,
      'Find the key and edit it.',
      'Take away "Withdrawal", which the API calls Transfer.',
      confirm,
      'If the key cannot be edited, delete it and make a new one with only the rights it needs.',
    ],
    url,
  },
  'disable-transfers': {
    summary:
      'Take the transfer right from the key, unless it needs it (general steps: KuCoin documents no wording).',
    steps: [
      open,
      'Find the key and edit it.',
      'Take away "FlexTransfers", which the API calls InnerTransfer.',
      confirm,
    ],
    url,
  },
  'restrict-ips': {
    summary:
      'Let the key work only from the addresses of the machine that uses it (general steps: KuCoin ' +
      'documents no wording).',
    steps: [
      open,
      'Find the key and edit it.',
      'Turn on "IP Restriction" and enter the addresses, up to 20.',
      confirm,
    ],
    url,
  },
  'confirm-change': {
    summary: 'If you did not make this change yourself, delete the key now.',
    steps: [
      open,
      "Compare the key's rights and IP restriction with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password, trading ' +
        'password and 2FA.',
      'Nobody from KuCoin support ever asks for a change of API settings: whoever called you was not from ' +
        'KuCoin.',
    ],
    url,
  },
  'review-permission': {
    summary:
      'Look up what the new right allows, and take it away unless the key needs it (general steps: KuCoin ' +
      'documents no wording).',
    steps: [
      open,
      'Find the key and edit it.',
      'Find the right, read what it allows, and take it away if in doubt.',
    ],
    url,
  },
  'replace-key': {
    summary:
      'Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one.',
    steps: [
      open,
      'Look for the key. If it is gone, select "Create API" and make a new one with only the rights it ' +
        'needs and an IP restriction.',
      'If it is there, check its IP restriction, and copy key, secret and passphrase again, whole. A ' +
        'passphrase that is lost takes a new key.',
    ],
    url,
  },
  'look-up-key': {
    summary: 'Look up by hand what KuCoin does not tell keyaudit.',
    steps: [open, 'Find the key, and compare its rights and IP restriction with what it needs.'],
    url,
  },
};
