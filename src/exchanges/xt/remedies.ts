import type { Remedies } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://www.xt.com/';
const open =
  "Type xt.com into the browser yourself, sign in, open the User Center, and click 'API Management'.";

/** The way there and the words are those of xtsupport.zendesk.com, article 900006868163. */
export const remedies: Remedies = {
  ...generalRemedies({ name: 'XT.com', url, open }),
  'restrict-ips': {
    summary: 'Let the key work only from the addresses of the machine that uses it (general steps).',
    steps: [
      open,
      "Find the key, and enter those addresses as its 'Whitelist IP', with commas between them.",
      "Where the key cannot be changed, click 'Create API' for a new one with such a list, and delete the old one.",
    ],
    url,
  },
  'replace-key': {
    summary:
      'Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one.',
    steps: [
      open,
      "Look for the key. If it is gone, click 'Create API', enter an 'Alias Name' and a 'Whitelist IP', and confirm.",
      'If it is there, check that it is not locked, and its IP list. The secret is shown only once: if in doubt, delete the key and make a new one.',
    ],
    url,
  },
};
