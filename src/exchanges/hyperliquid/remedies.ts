import type { Remedies, Remedy } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://app.hyperliquid.xyz/API';
const open =
  'Type app.hyperliquid.xyz into the browser yourself, connect the wallet, and open its page "API".';
const general = generalRemedies({ name: 'Hyperliquid', url, open });
const never =
  'Never approve an address again that was an agent before: old orders signed with it could be sent once more.';
const replace: Remedy = {
  summary: "Give the bot an agent's key in place of the wallet's own (general steps).",
  steps: [
    open,
    'Make an API wallet (an agent) with a new address, and approve it with the wallet.',
    "Give the bot the agent's private key, and leave walletAddress as it is. An agent trades, and cannot withdraw.",
    "Delete the wallet's own key wherever the bot kept it.",
    "If others may have seen the wallet's key, move the funds to a new wallet first: nothing can be taken from a wallet's key.",
  ],
  url,
};

/**
 * The page and that agents are revoked there are what docs.aura.money, "Managing API wallets", says; no source has the
 * buttons' words. Not to use an agent's address twice is the official page's advice ("Nonces and API wallets").
 */
export const remedies: Remedies = {
  ...general,
  'replace-master-key': replace,
  'disable-withdrawals': {
    ...replace,
    summary: "Only a wallet's own key withdraws: give the bot an agent's key in its place (general steps).",
  },
  'disable-transfers': {
    ...replace,
    summary:
      "The wallet's own key moves funds anywhere: give the bot an agent's key in its place (general steps).",
  },
  'restrict-ips': {
    summary: 'Hyperliquid binds no key to addresses: let agents end soon, and replace them (general steps).',
    steps: [
      open,
      'Revoke every agent that nothing uses.',
      "Approve a new agent, with an early end, for the program that needs one; keep its key on that program's machine alone.",
      never,
    ],
    url,
  },
  'confirm-change': {
    summary: 'If you did not approve this agent yourself, revoke it now (general steps).',
    steps: [
      open,
      'Compare the agents in the list with those that you approved.',
      'Revoke every one that you do not know.',
      "If somebody else may hold the wallet's own key, move the funds to a new wallet.",
      'Nobody from Hyperliquid ever asks for a change of API settings, or for a signature: whoever called you was not from Hyperliquid.',
    ],
    url,
  },
  'replace-key': {
    summary:
      'Find out whether the agent still exists; if so, correct what keyaudit was given, else make a new one (general steps).',
    steps: [
      open,
      'Look for the agent. Agents end by themselves, after 90 days if nothing else was said.',
      'If it is gone, approve a new one, with a new address, and give its key to the program that uses it.',
      'If it is there, copy its private key again, whole; walletAddress is the address of the account, not of the agent.',
      never,
    ],
    url,
  },
};
