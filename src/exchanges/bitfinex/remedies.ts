import type { Remedies } from '../../model/remedy.js';

const url = 'https://setting.bitfinex.com/api';
const open =
  'Type bitfinex.com into the browser yourself, sign in, and open the API keys of your account (the silhouette at the top right).';
const newKey = 'Open the tab "Create New Key".';
const addresses =
  'Under "IP Access restrictions" enter the addresses of the machine that uses the key, up to 20.';
const generate = 'Click "Generate API Key", and confirm with the 2FA code.';
const confirm = 'Click "Create API Key" in the e-mail that Bitfinex sends.';
const revoke = 'Give the new key to the program that used the old one, and revoke the old one in the list.';
/** From the switches on. */
const finish = [addresses, generate, confirm, revoke];
const general = '(general steps: Bitfinex documents no wording)';

/**
 * How a key is made, and the names of the switches, are in Bitfinex' words (support.bitfinex.com, article
 * 115003363429). Whether the permissions of a key can be changed afterwards is not documented, so that a new
 * key takes the place of the old one.
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: 'Replace the key with one that cannot withdraw.',
    steps: [
      open,
      newKey,
      'Switch on what the key needs. Leave "Withdrawals" switched off, and transferring under "Wallets" too.',
      ...finish,
    ],
    url,
  },
  'disable-transfers': {
    summary: 'Replace the key with one that cannot transfer between wallets, unless it needs to.',
    steps: [
      open,
      newKey,
      'Switch on what the key needs. Under "Wallets" leave transferring switched off.',
      ...finish,
    ],
    url,
  },
  'restrict-ips': {
    summary: 'Replace the key with one that works only from the addresses of the machine that uses it.',
    steps: [open, newKey, 'Switch on the permissions that the key needs, and no others.', ...finish],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, revoke the key now ${general}.`,
    steps: [
      open,
      "Compare the key's permissions and IP addresses with what you set up.",
      'If anything differs, revoke the key, sign out all other devices, and change password and 2FA.',
      'Nobody from Bitfinex support ever asks for a change of API settings: whoever called you was not from Bitfinex.',
    ],
    url,
  },
  'review-permission': {
    summary: `Look up what the permission allows, and replace the key with one without it unless it needs it ${general}.`,
    steps: [
      open,
      'Find the key in the list, and look up what the permission allows.',
      'If the key does not need it, open the tab "Create New Key".',
      'Switch on the permissions that the key needs, and no others.',
      ...finish,
    ],
    url,
  },
  'replace-key': {
    summary: `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one ${general}.`,
    steps: [
      open,
      'Look for the key in the list. If it is there, check its IP addresses and whether this machine is among them.',
      'If the secret is there too, copy both again, whole.',
      'If the key is gone, or its secret is lost, open the tab "Create New Key".',
      'Switch on the permissions that the key needs, and no others.',
      addresses,
      generate,
      confirm,
    ],
    url,
  },
  'look-up-key': {
    summary: `Look up by hand what Bitfinex does not tell keyaudit ${general}.`,
    steps: [
      open,
      'Find the key in the list.',
      'Compare its permissions and IP addresses with what it needs. Without addresses it works from everywhere.',
    ],
    url,
  },
};
