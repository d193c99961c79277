import type { Remedies } from '../../model/remedy.js';
import { generalRemedies, type Site } from '../general-remedies.js';

const site: Site = {
  name: 'Derive',
  url: 'https://www.derive.xyz',
  open: 'Type derive.xyz into the browser yourself, connect the wallet, and open Developers, where the session keys are.',
};
const general = generalRemedies(site);
const steps = (...more: string[]) => [site.open, ...more];
const replace = 'Give the new key to your program, and take back the old one.';

/**
 * "Developers", "Register Session Key" and the three permissions as github.com/8ball030/derive_client (concepts,
 * authentication) has them; the rest is general.
 */
export const remedies: Remedies = {
  ...general,
  'disable-withdrawals': {
    ...general['disable-withdrawals'],
    steps: steps(
      'What a session key may sign cannot be changed: register a new one. Of Admin, Account and Read-only, the first ' +
        'alone trades, and withdraws too, to the owner only. Where finer scopes are offered, choose trading alone.',
      replace,
    ),
  },
  'disable-transfers': {
    ...general['disable-transfers'],
    steps: steps(
      'What a session key may sign cannot be changed: register a new one that does not transfer. Admin does.',
      replace,
    ),
  },
  'replace-key': {
    ...general['replace-key'],
    steps: steps(
      'Look for the session key by its address. If it has ended or is gone, press "Register Session Key", and choose ' +
        'the least permission, an end and IP addresses.',
      'If it is there, check its IP addresses, and that walletAddress is the address of the Derive wallet on that page.',
    ),
  },
  'replace-master-key': {
    ...general['replace-master-key'],
    steps: steps(
      'Press "Register Session Key": choose the least permission, an end and IP addresses.',
      "Give your program the private key of the new session key, and take the owner's own away from it.",
      "If others may have seen the owner's key, move the funds to a new wallet first.",
    ),
  },
};
