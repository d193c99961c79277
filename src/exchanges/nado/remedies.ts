import type { Remedies, Remedy } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://app.nado.xyz';
const open = 'Type app.nado.xyz into the browser yourself, connect the wallet, and open its settings.';
const general = generalRemedies({ name: 'Nado', url, open });
const equal: Remedy = {
  summary:
    'A linked signer may do whatever the wallet may at Nado: link one only where it is needed (general steps).',
  steps: [
    open,
    'Unlink the signer of every sub-account that no program trades with.',
    'Where one must be linked, give that sub-account no more funds than the program trades with.',
    "Make sure that no program has the wallet's own key.",
  ],
  url,
};

/** That the zero address unlinks, and one replaces the other, is docs.nado.xyz, "Link signer"; its site's words are not known. */
export const remedies: Remedies = {
  ...general,
  'disable-withdrawals': equal,
  'disable-transfers': equal,
  'review-permission': equal,
  'restrict-ips': {
    summary:
      'Nado binds no signer to addresses: keep its key on one machine, and link another now and then (general steps).',
    steps: [
      open,
      'Link a new signer: the one before it is useless from then on.',
      'Give its key to the program that uses it, and keep no copy elsewhere.',
    ],
    url,
  },
  'confirm-change': {
    summary: 'If you did not link this signer yourself, unlink it now (general steps).',
    steps: [
      open,
      'Compare the linked signer with the one that you made.',
      'If you do not know it, unlink it, and move the funds to a new wallet: who links signers has the key of the wallet or of a signer.',
      'Nobody from Nado ever asks for a change of API settings, or for a signature: whoever called you was not from Nado.',
    ],
    url,
  },
  'replace-key': {
    summary:
      'Find out which signer is linked; then correct what keyaudit was given, or link a new one (general steps).',
    steps: [
      open,
      'Look at the linked signer of the sub-account. There is one at most: a new one replaces it.',
      'If it is another, link the one that the program has, or give the program the key of the linked one.',
      'Copy the private key again, whole; walletAddress is the address of the wallet, not of the signer.',
    ],
    url,
  },
};
