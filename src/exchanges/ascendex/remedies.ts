import type { Remedies } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://ascendex.com/en/support/articles/36231-how-to-create-an-api';
const open =
  'Type ascendex.com into the browser of a computer yourself, sign in, click on the profile icon, and choose "API Setting".';
const edit = 'Find the key, and choose "Edit" in the column "Action".';
const confirm = 'Confirm with the codes that AscendEX asks for.';

/** The way there and the words in quotes: AscendEX' support article 36231. The rest is general, and says so. */
export const remedies: Remedies = {
  ...generalRemedies({ name: 'AscendEX', url, open }),
  'disable-withdrawals': {
    summary: 'Have AscendEX end the agreement by which the key may withdraw.',
    steps: [
      open,
      'If nothing has to withdraw, choose "Delete" in the column "Action" of the key.',
      "Ask AscendEX' support, whose address is on the website, to switch API withdrawals off for your account.",
    ],
    url,
  },
  'disable-transfers': {
    summary: 'Take the right to transfer from the key, unless it needs it.',
    steps: [open, edit, 'Take the permission to transfer away.', confirm],
    url,
  },
  'restrict-ips': {
    summary: 'Let the key work only from the addresses of the machine that uses it.',
    steps: [
      open,
      edit,
      'In place of "unrestricted" enter the addresses, separated by commas; a key takes up to 20.',
      confirm,
    ],
    url,
  },
  'confirm-change': {
    summary: 'If you did not make this change yourself, delete the key now.',
    steps: [
      open,
      "Compare the key's permissions and IP addresses with what you set up.",
      'If anything differs, choose "Delete" in the column "Action", sign out all other devices, and change password and 2FA.',
      'Nobody from AscendEX ever asks for a change of API settings: whoever called you was not from AscendEX.',
    ],
    url,
  },
  'replace-key': {
    summary:
      'Find out whether the key still exists; if so, correct what keyaudit was given, else make a new one.',
    steps: [
      open,
      'Look for the key. One without IP addresses ends after 365 days.',
      'If it is gone, choose "New API Key", and give it only the permissions it needs and the addresses of its machine.',
      'If it is there, check its IP addresses, and give keyaudit key and secret again, whole. A secret that is lost takes a new key.',
    ],
    url,
  },
};
