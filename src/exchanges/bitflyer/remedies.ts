import type { Remedies } from '../../model/remedy.js';

const url = 'https://lightning.bitflyer.com';
const open =
  'Type lightning.bitflyer.com into the browser yourself, sign in, and open the menu at the top left → API.';
const find = 'Find the key in the list, and open its permissions: assets, deposits and withdrawals, trade.';
const anew =
  'If its permissions cannot be changed, delete the key and add a new one with only the permissions it needs.';
const general = '(general steps: bitFlyer documents no wording)';

/**
 * The menu and the three groups of permissions are those that a walk-through shows (ryota-trade.com, "APIキーと
 * シークレットを取得しよう"); how a key is changed or deleted, and whether it can be bound to addresses, is documented nowhere.
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: `Take the rights to withdraw and to send coins from the key ${general}.`,
    steps: [
      open,
      find,
      'Under deposits and withdrawals untick withdrawing and sending, and confirm.',
      anew,
      'Look through the registered bank accounts and addresses, and remove those that you do not know.',
    ],
    url,
  },
  'disable-transfers': {
    summary: `Leave the key only what it needs: bitFlyer has no right of its own for transfers ${general}.`,
    steps: [
      open,
      find,
      'Under deposits and withdrawals untick what the key does not need, and confirm.',
      anew,
    ],
    url,
  },
  'restrict-ips': {
    summary: `Where bitFlyer offers it, let the key work only from the addresses of the machine that uses it ${general}.`,
    steps: [
      open,
      'Find the key in the list, and look whether it can be bound to IP addresses: if so, enter them, and confirm.',
      'If not, leave the key only the permissions it needs, and make a new one, deleting this one, from time to time.',
    ],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, delete the key now ${general}.`,
    steps: [
      open,
      "Compare the key's permissions with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and two-factor authentication.',
      'Look through the registered bank accounts and addresses, and remove those that you do not know.',
      'Nobody from bitFlyer support ever asks for a change of API settings: whoever called you was not from bitFlyer.',
    ],
    url,
  },
  'review-permission': {
    summary: `Look up what the right allows, and take it away unless the key needs it ${general}.`,
    steps: [open, find, 'Find the permission, read what it allows, and untick it if in doubt.', anew],
    url,
  },
  'replace-key': {
    summary: `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one ${general}.`,
    steps: [
      open,
      'Look for the key. If it is gone, add a new one with only the permissions it needs.',
      'If it is there, copy API key and API secret again, whole.',
    ],
    url,
  },
  'look-up-key': {
    summary: `Look up by hand what bitFlyer does not tell keyaudit ${general}.`,
    steps: [
      open,
      find,
      'Compare its permissions, and whatever else the page shows of it, with what it needs.',
    ],
    url,
  },
};
