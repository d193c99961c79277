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
    'delete-unknown-key': remedy(
      'Find out whose key this is; if you do not know it, delete it now.',
      'Look for the key by its first and last characters, or by its label.',
      'If neither you nor anybody who works with you made it, delete it, sign out all other devices, and change password and 2FA.',
      'If it is yours, add it to the configuration, so that it is audited for what it is meant to be.',
      `Nobody from ${name} ever asks you to make a key: whoever called you was not from ${name}.`,
    ),
    'confirm-deletion': remedy(
      'If neither you nor anybody who works with you deleted them, somebody else is signed in: act now.',
      'Ask everybody who may sign in to the account whether they deleted these keys.',
      'If nobody did, sign out all other devices, change password and 2FA, and look for keys that you do not know.',
      'If nothing should use them any more, take them out of your programs.',
    ),
    'delete-key': remedy(
      'Delete the key, unless something still needs it.',
      'Look for the key by its first and last characters, and think of what might use it.',
      'If nothing does, delete it; then take it out of the configuration.',
    ),
    'rotate-key': remedy(
      'Make a new key in its place, and delete the old one.',
      'Make a new key with only the rights it needs, an IP list, and an end where there is one.',
      'Give it to the program that uses the old one, and see it work.',
      'Delete the old key.',
    ),
    'add-permission': remedy(
      'If your own program needs the right, give it; else correct `purpose` or `expect`.',
      'Find the key, and see which rights it has.',
      'Give it the missing right only if a program of yours needs it, never because somebody asked you to.',
    ),
    'use-sub-account': remedy(
      'Move the bot to a sub-account that holds no more than it trades with.',
      'Make a sub-account, and a key of that sub-account for the bot.',
      'Move the funds that the bot needs there, and delete the key on the master account.',
    ),
    'split-key': remedy(
      'Give each program a key of its own.',
      'Make a new key for each of the accounts, with only the rights and addresses that it needs.',
      'Delete the shared key.',
    ),
    'separate-test-key': remedy(
      'Use a key of the test site in tests, and a key of the live site nowhere else.',
      'Make a key on the right site, and put it in the place of this one.',
      'If a live key was in a test set-up, delete it: others may have seen it.',
    ),
    'use-key-pair': remedy(
      'When you make the next key, make a key pair, and give the exchange the public half only.',
      'Make the key pair on the machine that will use it, and register its public half as a new key.',
      'Give the program the private half, see it work, and delete the old key.',
    ),
    'replace-master-key': remedy(
      "Give the bot an agent's key in place of the wallet's own.",
      "Approve an agent (an API wallet, session key or subkey) with the wallet, and give the bot that agent's key.",
      "If others may have seen the wallet's key, move the funds to a new wallet first.",
    ),
  };
}
