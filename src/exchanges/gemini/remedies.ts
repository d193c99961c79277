import type { Remedies } from '../../model/remedy.js';

const url = 'https://exchange.gemini.com/settings/api';
const open = 'Type gemini.com into the browser yourself, sign in, and open Settings → API.';
const edit = 'Click the ellipsis (…) of the key, and "Edit". Its role is listed under "Permissions".';
const save = 'Save, and confirm with 2FA where Gemini asks for it.';
const general = '(general steps: Gemini documents no wording)';

/**
 * The way there, the ellipsis, "Edit", "Permissions", trusted IPs and "Unrestricted" are what support.gemini.com,
 * article 37826759865115, quotes; the roles' names those of developer.gemini.com/roles. How a role is taken away and
 * how a key is deleted is documented nowhere.
 */
export const remedies: Remedies = {
  'disable-withdrawals': {
    summary: `Take the role that withdraws from the key ${general}.`,
    steps: [
      open,
      edit,
      'Take the role "Fund Manager" away: it is the one that withdraws.',
      save,
      'Open Settings → Address Book, and remove addresses that you do not know.',
    ],
    url,
  },
  'disable-transfers': {
    summary: `Take the role that moves funds from the key, unless it needs it ${general}.`,
    steps: [
      open,
      edit,
      'Take the role "Fund Manager" away: Gemini has no role for transfers alone, and this one withdraws as well.',
      save,
    ],
    url,
  },
  'restrict-ips': {
    summary: 'Let the key work only from the addresses of the machine that uses it.',
    steps: [open, edit, 'In place of "Unrestricted", enter the addresses as trusted IPs.', save],
    url,
  },
  'confirm-change': {
    summary: `If you did not make this change yourself, delete the key now ${general}.`,
    steps: [
      open,
      "Compare the key's roles and trusted IPs with what you set up.",
      'If anything differs, delete the key, sign out all other devices, and change password and 2FA.',
      'Open Settings → Address Book, and remove addresses that you do not know.',
      'Nobody from Gemini support ever asks for a change of API settings: whoever called you was not from Gemini.',
    ],
    url,
  },
  'review-permission': {
    summary: `Look up what the role allows, and take it away unless the key needs it ${general}.`,
    steps: [
      open,
      edit,
      'Find the role, read what it allows, and take it away if in doubt. For reading, "Auditor" is enough.',
      save,
    ],
    url,
  },
  'replace-key': {
    summary: `Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one ${general}.`,
    steps: [
      open,
      'Look for the key. Gemini blocks keys for which neither trusted IPs nor "Unrestricted" was chosen.',
      'If it is gone, create a new one with only the role it needs and trusted IPs: a new key is given "Trader".',
      'If it is there, check its trusted IPs, and copy key and secret again, whole.',
    ],
    url,
  },
  'look-up-key': {
    summary: 'Look up by hand what Gemini does not tell keyaudit: above all the trusted IPs.',
    steps: [open, edit, 'Compare its role and trusted IPs with what it needs.'],
    url,
  },
};
