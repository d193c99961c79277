import type { Remedies } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://app.paradex.trade';
const open =
  'Type app.paradex.trade into the browser yourself, connect the wallet, and open "Key Management".';
const general = generalRemedies({ name: 'Paradex', url, open });
const support =
  'Nobody from Paradex ever asks for a change of API settings: whoever called you was not from Paradex.';

/** "Key Management", "Subkeys" and "Copy Private Key" are the words of docs.paradex.trade, "API Authentication". */
export const remedies: Remedies = {
  ...general,
  'disable-withdrawals': {
    summary: 'Give the program a subkey, which cannot withdraw (general steps).',
    steps: [
      open,
      'Only the main key can withdraw. Under "Subkeys", make a subkey and give it an IP list.',
      'Give the subkey to the program in place of the main key.',
    ],
    url,
  },
  'disable-transfers': {
    summary: 'Give the program a subkey, which cannot transfer (general steps).',
    steps: [
      open,
      'Only the main key can transfer. Under "Subkeys", make a subkey and give it an IP list.',
      'Give the subkey to the program in place of the main key.',
    ],
    url,
  },
  'restrict-ips': {
    summary: 'Let the subkey work only from the addresses of the machine that uses it (general steps).',
    steps: [open, 'Under "Subkeys", find the key, enter the addresses in its IP allowlist, and save.'],
    url,
  },
  'confirm-change': {
    summary: 'If you did not make this change yourself, revoke the subkey now (general steps).',
    steps: [
      open,
      'Under "Subkeys", compare the key\'s name and IP allowlist with what you set up.',
      'If anything differs, revoke it, and look for other subkeys that you do not know.',
      "If others may have seen the main key or the wallet's key, move the funds to a new wallet first.",
      support,
    ],
    url,
  },
  'replace-key': {
    summary:
      'Find out whether the subkey still exists; if so, correct what keyaudit was given, else make a new one (general steps).',
    steps: [
      open,
      'Under "Subkeys", look for the key. If it is gone, make a new one with an IP list.',
      'If it is there, check its state and its IP allowlist, and copy its private key again, whole.',
      "The address that goes with a subkey is the Paradex account's, which the wallet dialog shows.",
    ],
    url,
  },
  'replace-master-key': {
    summary: 'Give the bot a subkey in place of the main key.',
    steps: [
      open,
      'Under "Subkeys", make a subkey and give it an IP list. "Copy Private Key" in the wallet dialog hands out the main key: do not use it.',
      "Give the bot the subkey, and delete the main key, or the wallet's key, from its machine.",
      'If others may have seen it, move the funds to a new wallet first.',
    ],
    url,
  },
};
