import type { Remedy, RemedyId } from '../model/remedy.js';

/** What is known of an exchange's site. */
export interface Site {
  /** As people call the exchange. */
  readonly name: string;
  /** The page of API keys, or the nearest that is known. */
  readonly url: string;
  /** How to get there, beginning with the address to type. */
  readonly open: string;
}

/** Steps for an exchange of which no source has the buttons' words. Each summary says that they are general. */
export function generalRemedies({ name, url, open }: Site): Readonly<Record<RemedyId, Remedy>> {
  const remedy = (summary: string, ...steps: string[]): Remedy => ({
    summary: `${summary} (general steps)`,
    steps: [open, ...steps],
    url,
  });
  return {
    'disable-withdrawals': remedy(
      'Take the withdrawal right from the key.',
      'Find the key, and switch off every right to withdraw or to send funds to others; save and confirm.',
      'Where a key cannot be changed, make a new one without that right, give it to your program, and delete the old one.',
    ),
    'disable-transfers': remedy(
      'Take the transfer rights from the key, unless it needs them.',
      'Find the key, and switch off the rights to move funds between accounts; save and confirm.',
      'Where a key cannot be changed, make a new one without that right, give it to your program, and delete the old one.',
    ),
    'restrict-ips': remedy(
      'Let the key work only from the addresses of the machine that uses it.',
      'Find the key and its list of IP addresses; enter those of the machine that uses it, save and confirm.',
      'Where a key cannot be changed, make a new one with such a list, and delete the old one.',
    ),
    'confirm-change': remedy(
      'If you did not make this change yourself, delete the key now.',
      "Compare the key's rights and IP list with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
      `Nobody from ${name} ever asks for a change of API settings: whoever called you was not from ${name}.`,
    ),
    'review-permission': remedy(
      'Look up what the right allows, and take it away unless the key needs it.',
      'Find the key and the right, read what it allows, and switch it off if in doubt.',
    ),
    'replace-key': remedy(
      'Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one.',
      'Look for the key. If it is gone, make a new one with only the rights it needs and an IP list.',
      'If it is there, check its IP list and whether it may read, and copy it again, whole.',
    ),
    'look-up-key': remedy(
      `Look up by hand what ${name} does not tell keyaudit.`,
      'Find the key, and compare its rights and its IP list with what it needs.',
      'Look for keys that you do not know, and delete them.',
    ),
    'use-whitelist': remedy(
      'Let withdrawals go to saved addresses only.',
      'Open the security settings, and switch on the list of withdrawal addresses and the waiting time for new ones.',
      'Delete every saved address that is not yours.',
    ),
    'confirm-address': remedy(
      'If you did not save this withdrawal address yourself, delete it now.',
      'Open the list of withdrawal addresses, and look at the newest.',
      'If you do not know it, delete it, delete every API key, sign out all other devices, and change password and 2FA.',
      `Nobody from ${name} ever asks you to save an address: whoever called you was not from ${name}.`,
    ),
    'replace-master-key': remedy(
      "Give the bot an agent's key in place of the wallet's own.",
      "Approve an agent (an API wallet, session key or subkey) with the wallet, and give the bot that agent's key.",
      "If others may have seen the wallet's key, move the funds to a new wallet first.",
    ),
  };
}
