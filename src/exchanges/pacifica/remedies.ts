import type { Remedies } from '../../model/remedy.js';
import { generalRemedies } from '../general-remedies.js';

const url = 'https://app.pacifica.fi/apikey';
const open = 'Type app.pacifica.fi/apikey into the browser yourself, and connect the wallet.';

/** The page lists and revokes agent keys (docs.pacifica.fi, "API Agent Keys"); its buttons' words are documented nowhere. */
export const remedies: Remedies = {
  ...generalRemedies({ name: 'Pacifica', url, open }),
  'disable-withdrawals': {
    summary: "Give the program an agent's key in place of the wallet's own (general steps).",
    steps: [
      open,
      "Agents have no rights that could be switched. Make a new one, and give its key to the program that holds the wallet's.",
      'Revoke every agent that no program of yours uses: whether an agent can withdraw is not documented.',
    ],
    url,
  },
  'disable-transfers': {
    summary: 'Revoke the agent if it need not trade (general steps).',
    steps: [
      open,
      'Agents have no rights that could be switched. Revoke the agent if no program of yours uses it.',
    ],
    url,
  },
  'restrict-ips': {
    summary:
      'Let the agent work only from the addresses of the machine that uses it, and switch its whitelist on (general steps).',
    steps: [
      open,
      'Find the agent, and enter the addresses in its IP whitelist.',
      'Switch the whitelist on: its addresses alone restrict nothing.',
    ],
    url,
  },
  'replace-master-key': {
    summary: "Give the bot an agent's key in place of the wallet's own (general steps).",
    steps: [
      open,
      "Make an agent key, and give it to the bot. The account stays the wallet's address.",
      "Delete the wallet's key from the bot's machine. If others may have seen it, move the funds to a new wallet first.",
    ],
    url,
  },
};
